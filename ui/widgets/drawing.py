"""Decorative drawings: a group's picture on its colour, one in the room that is left over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.button import ROOMY_UNTIL
from ui.widgets.painting import is_new_look, paint_drawing, paint_face

SMALLEST = 96
"""A drawing in the room left over is no smaller than so many pixels: else there is none."""

LARGEST = 200
"""Nor larger than so many pixels."""


class GroupDisc(QWidget):
    """The picture of a group on its colour, and a gap beside it; with large text, neither.

    Screen readers pass it by: the group's name stands beside it. `side` is its size in
    pixels at 100 %.
    """

    def __init__(self, drawing: str, colour: str, *, side: int = 72) -> None:
        super().__init__()
        self._drawing = drawing
        self._colour = colour
        self._side = side
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc, and the drawing on it."""
        theme = current_look().theme
        side = self.height()
        disc = QRect(0, 0, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            disc.moveRight(self.width() - 1)
        edge = theme.hairline if theme.is_dark else None
        inset = round(side * 0.2)
        painter = QPainter(self)
        paint_face(painter, disc, theme.colour(self._colour), edge, corner=side / 2)
        inner = disc.adjusted(inset, inset, -inset, -inset)
        paint_drawing(painter, inner, self._drawing, theme.text, theme.card)
        painter.end()

    def _dress(self) -> None:
        scale = current_look().scale
        side = round(self._side * scale.percent / 100)
        has_room = scale.percent <= ROOMY_UNTIL
        self.setFixedSize(QSize(side + scale.gap(2), side) if has_room else QSize(0, 0))


class RoomDrawing(QWidget):
    """One calm drawing in the room that is left over on a page; none where that is little.

    It asks for no room of its own, and screen readers pass it by.
    """

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self._drawing = drawing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for nothing."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing in the middle."""
        side = min(self.width(), self.height(), LARGEST)
        if side < SMALLEST:
            return
        theme = current_look().theme
        place = QRect(0, 0, side, side)
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        paint_drawing(painter, place, self._drawing, theme.text, theme.tone)
        painter.end()


def beside(picture: QWidget, *things: QWidget) -> QHBoxLayout:
    """Return a row with a picture at the reading side and things below each other beside it."""
    scale = current_look().scale
    words = QVBoxLayout()
    words.setSpacing(scale.gap(1))
    for thing in things:
        words.addWidget(thing)
    row = QHBoxLayout()
    row.setSpacing(0)  # the gap goes with the picture
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
