"""Drawings of a meeting service: the page that opens, and the meeting with one button marked.

They show where a button stands and what stands on it, and copy nothing else of a service.
Screen readers pass them by: the words beside them say the same.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QSizePolicy, QWidget

from accessibility.qt.palette import Look, current_look
from ui.widgets.painting import font, paint_face, paint_icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.links.services import ServiceLook

LEAST_PX = 120
"""Pixels of height below which nothing on it could be read: then there is no drawing."""

MOST_PX = 300
"""Pixels of height above which it gains nothing."""

WIDE, HIGH = 32, 18
"""The proportions of a window, in the units that everything in it is measured in."""

SMALLEST_PX = 8
"""Pixels of the smallest letters on a drawn button."""

POINTER = ((0, 0), (0, 3), (0.75, 2.35), (1.25, 3.4), (1.8, 3.15), (1.3, 2.1), (2.15, 2.1))
"""The outline of a mouse's arrow, in units of the window, from its tip."""

Part: TypeAlias = Literal["leave", "microphone", "camera"]
"""The button of a meeting that a drawing is about."""

SOUND: tuple[Part, ...] = ("microphone", "camera")
"""The two that stand together, from the left."""

ABOVE, FOOT = 3.1, 13.4
"""The two rows in which buttons stand, in units of the window from its top."""

Box: TypeAlias = tuple[float, float, float, float]
"""Where something stands in a drawn window: left, top, width, height, in its units."""


class ServiceDrawing(QWidget):
    """A window drawn into the room that is left over on a page; none where that is little.

    `paint` paints what is seen in it, with the pen that it is given.
    """

    def __init__(self, paint: Callable[[Pen], None]) -> None:
        super().__init__()
        self._paint_inside = paint
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for nothing."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the window in the middle."""
        high = min(self.height(), MOST_PX, self.width() * HIGH // WIDE)
        if high < LEAST_PX:
            return
        frame = QRect(0, 0, high * WIDE // HIGH, high)
        frame.moveCenter(self.rect().center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_inside(Pen(painter, frame, current_look()))
        painter.end()


def opening_drawing(look: ServiceLook, words: str) -> ServiceDrawing:
    """Return the page that opens: the button to press is marked; where it plays, an arrow."""
    return ServiceDrawing(partial(_paint_opening, look, words))


def meeting_drawing(look: ServiceLook, words: str, part: Part) -> ServiceDrawing:
    """Return the meeting with people in it, and one button marked; `words` lead out of it."""
    return ServiceDrawing(partial(_paint_meeting, look, words, part))


def _paint_opening(look: ServiceLook, words: str, pen: Pen) -> None:
    pen.window()
    if look.opens == "dialog":
        pen.sheet((3, 4.2, 26, 10.6))
        pen.line(5, 6.4, 13)
        pen.line(5, 8.2, 20)
        pen.empty_button((5, 10.6, 8, 3))
        pen.button((14, 10.6, 13.5, 3), words)
    elif look.opens == "name":
        pen.empty_button((8, 5, 16, 2.6))
        pen.line(9.2, 6.3, 6)
        pen.button((8, 9.6, 16, 3.2), words)
    elif look.opens == "button":
        pen.line(11, 5, 10)
        pen.line(8, 6.8, 16)
        pen.button((6, 9.2, 20, 3.4), words)
    else:
        pen.arrow_to_play()


def _paint_meeting(look: ServiceLook, words: str, part: Part, pen: Pen) -> None:
    pen.window()
    if look.leave == "window":
        pen.arrow_to_play()
        pen.way_out((28.6, 0.2, 3, 2.1), "cross", "", marked=True)
        return
    rows = {ABOVE if place == "top_right" else FOOT for place in (look.leave, look.sound) if place}
    top, end = 6.6 if ABOVE in rows else 3.3, 12.7 if FOOT in rows else 16
    for left in (2, 11.5, 21):
        pen.person((left, top, 9, end - top))
    wide = max(5.0, 1.6 + 0.95 * len(words)) if look.sign == "word" else 4.4
    left = (WIDE - wide) / 2 if look.leave == "bottom" else WIDE - 2.8 - wide
    box = (left, ABOVE if look.leave == "top_right" else FOOT, wide, 2.8)
    pen.way_out(box, look.sign, words, marked=part == "leave")
    if look.sound:
        pen.sound_buttons(*_sound_place(look, left), part)


def _sound_place(look: ServiceLook, way_out: float) -> tuple[float, float]:
    """Return where the microphone begins, from the left and from above."""
    if look.sound == "bottom_left":
        return 2.4, FOOT
    row = ABOVE if look.sound == "top_right" else FOOT
    return (way_out - 7.2, row) if look.leave.startswith(look.sound) else (WIDE / 2 - 3, row)


class Pen:
    """Paints the parts of a drawn window, in units of the window, in the theme's colours."""

    def __init__(self, painter: QPainter, frame: QRect, look: Look) -> None:
        self._painter = painter
        self._frame = frame
        self._look = look
        self._theme = look.theme
        self._unit = frame.height() / HIGH

    def window(self) -> None:
        """Paint an empty window with its bar."""
        theme = self._theme
        paint_face(self._painter, self._frame, theme.card, theme.text, corner=8)
        bar = self._rect((0, 0, WIDE, 2.5))
        paint_face(self._painter, bar, theme.tone, theme.text, corner=8)
        for left in (1.2, 2.8, 4.4):
            self._dot(left, 1.25, 0.45)

    def sheet(self, box: Box) -> None:
        """Paint a small window that asks something."""
        self._face(box, self._theme.card, self._theme.text)

    def line(self, left: float, top: float, wide: float) -> None:
        """Paint a line of words that need not be read."""
        self._face((left, top, wide, 0.7), self._theme.edge)

    def empty_button(self, box: Box) -> None:
        """Paint a button or a field that is not the one to press."""
        self._face(box, self._theme.card, self._theme.edge)

    def button(self, box: Box, words: str) -> None:
        """Paint the button to press."""
        self._marked(box, self._theme.main)
        self._write(box, words, self._theme.on_main)
        self._point_at(box)

    def way_out(self, box: Box, sign: str, words: str, *, marked: bool) -> None:
        """Paint the red button that leads out."""
        ink = self._theme.on_leave
        if marked:
            self._marked(box, self._theme.leave)
        else:
            self._face(box, self._theme.leave)
        if sign == "word":
            self._write(box, words, ink)
        else:
            left, top, wide, high = box
            side = high * 0.8
            place = self._rect((left + (wide - side) / 2, top + high * 0.1, side, side))
            paint_icon(self._painter, place, sign, ink)
        if marked:
            self._point_at(box)

    def sound_buttons(self, left: float, top: float, part: Part) -> None:
        """Paint the microphone, and the camera beside it; one may be what it is about."""
        boxes = {icon: (left + 3.2 * at, top, 2.8, 2.8) for at, icon in enumerate(SOUND)}
        for icon, box in boxes.items():
            if icon == part:
                self._marked(box, self._theme.card)
            else:
                self._face(box, self._theme.card, self._theme.edge)
            place = self._rect((box[0] + 0.5, top + 0.5, 1.8, 1.8))
            paint_icon(self._painter, place, icon, self._theme.text)
        if part in boxes:
            self._point_at(boxes[part])

    def person(self, box: Box) -> None:
        """Paint the picture of somebody in the meeting."""
        theme, painter = self._theme, self._painter
        left, top, wide, high = box
        self._face(box, theme.tone)
        painter.save()
        painter.setClipRect(self._rect(box))
        painter.setPen(QPen(QColor(theme.text), max(1.5, self._unit * 0.3)))
        painter.setBrush(QBrush(QColor(theme.card)))
        middle = left + wide / 2
        painter.drawEllipse(self._rect((middle - 3, top + high * 0.62, 6, 8)))
        painter.drawEllipse(self._rect((middle - 1.7, top + high * 0.2, 3.4, 3.8)))
        painter.restore()

    def arrow_to_play(self) -> None:
        """Paint a film that is about to play."""
        theme = self._theme
        self._face((9, 4.5, 14, 10), theme.tone, theme.text)
        points = [self._point(14, 6.6), self._point(14, 12.4), self._point(19, 9.5)]
        self._shape(points, theme.text, None)

    # What they are made of

    def _marked(self, box: Box, face: str) -> None:
        """Paint a button with a ring round it."""
        place = self._rect(box)
        around = round(max(3.0, self._unit * 0.4))
        ring = place.adjusted(-around, -around, around, around)
        paint_face(self._painter, ring, self._theme.focus_inner, self._theme.text, corner=8)
        paint_face(self._painter, place, face, None, corner=6)

    def _write(self, box: Box, words: str, ink: str) -> None:
        """Write words on a button, as large as they fit."""
        painter, place = self._painter, self._rect(box)
        for pixels in range(round(self._unit * 1.7), SMALLEST_PX - 1, -1):
            painter.setFont(font(self._look, pixels, bold=True))
            if painter.fontMetrics().horizontalAdvance(words) <= place.width() - self._unit:
                break
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _point_at(self, box: Box) -> None:
        """Paint the arrow of a mouse, whose tip is a little inside the lower right corner."""
        left, top, wide, high = box
        x, y = min(left + wide - 0.5, WIDE - 1.8), min(top + high - 0.7, HIGH - 3)
        self._shape(
            [self._point(x + dx, y + dy) for dx, dy in POINTER], self._theme.text, self._theme.card
        )

    def _shape(self, points: list[QPoint], face: str, edge: str | None) -> None:
        self._painter.save()
        self._painter.setPen(QPen(QColor(edge), 2) if edge else Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(face))
        self._painter.drawPolygon(QPolygon(points))
        self._painter.restore()

    def _dot(self, x: float, y: float, radius: float) -> None:
        place = self._rect((x - radius, y - radius, 2 * radius, 2 * radius))
        paint_face(self._painter, place, self._theme.text, corner=place.width() / 2)

    def _face(self, box: Box, face: str, edge: str | None = None) -> None:
        paint_face(self._painter, self._rect(box), face, edge, corner=6)

    def _rect(self, box: Box) -> QRect:
        left, top, wide, high = box
        return QRect(
            self._point(left, top), QSize(round(wide * self._unit), round(high * self._unit))
        )

    def _point(self, x: float, y: float) -> QPoint:
        return self._frame.topLeft() + QPoint(round(x * self._unit), round(y * self._unit))
