"""Shared painting: rounded faces, icons, drawings, the focus ring."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from accessibility.look.themes import Theme
from accessibility.qt.palette import Look, body_font
from resources.pictures import DIRECTED, drawing_svg, icon_svg

CORNER = 12.0
"""The radius of every card and button, in pixels."""

EDGE = 2
"""The width of the edge of everything that can be pressed."""

RING = (2, 3, 3)
"""The widths of the three rings round what has the focus, from outside."""


def is_new_look(event: QEvent) -> bool:
    """Say whether the app was dressed anew, so that sizes and colours must be read again."""
    return event.type() == QEvent.Type.StyleChange


def font(look: Look, size: int, *, bold: bool = False) -> QFont:
    """Return the app's font at a size in pixels."""
    return _font(look, size, bold)


@lru_cache(maxsize=64)
def _font(look: Look, size: int, bold: bool) -> QFont:
    result = body_font(look)
    result.setPixelSize(size)
    result.setBold(bold)
    return result


def paint_face(
    painter: QPainter,
    rect: QRect,
    face: str | None,
    edge: str | None = None,
    *,
    width: int = EDGE,
    dashed: bool = False,
    corner: float = CORNER,
) -> None:
    """Fill a shape with soft corners, with an edge wholly inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if edge is not None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(edge), width, style))
    if face is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(QColor(face))
    inset = width / 2 if edge is not None else 0.0
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), corner - inset, corner - inset
    )
    painter.restore()


def paint_focus(painter: QPainter, rect: QRect, theme: Theme, *, corner: float = CORNER) -> None:
    """Draw the focus ring just inside `rect`: dark, light, dark, so that it shows on any face."""
    for width, ink in zip(
        RING, (theme.focus_outer, theme.focus_inner, theme.focus_outer), strict=True
    ):
        paint_face(painter, rect, None, ink, width=width, corner=corner)
        rect = rect.adjusted(width, width, -width, -width)
        corner -= width


def paint_icon(
    painter: QPainter, rect: QRect, name: str, colour: str, *, is_mirrored: bool = False
) -> None:
    """Draw the icon called `name` into `rect`, in one colour.

    `is_mirrored` says that one reads leftwards: an arrow then points the other way.
    """
    ratio = painter.device().devicePixelRatio()
    flipped = is_mirrored and name in DIRECTED
    painter.drawPixmap(rect, _icon(name, colour, round(rect.width() * ratio), flipped))


def paint_drawing(painter: QPainter, rect: QRect, name: str, line: str, tone: str) -> None:
    """Draw the drawing called `name` into `rect`: lines of one colour on shapes of another."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(rect, _drawing(name, line, tone, round(rect.width() * ratio)))


@lru_cache(maxsize=64)
def _drawing(name: str, line: str, tone: str, size: int) -> QPixmap:
    return _rendered(drawing_svg(name, line, tone), size)


@lru_cache(maxsize=128)
def _icon(name: str, colour: str, size: int, flipped: bool) -> QPixmap:
    return _rendered(icon_svg(name, colour), size, flipped=flipped)


def _rendered(svg: bytes, size: int, *, flipped: bool = False) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if flipped:
        painter.translate(size, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
