"""Numbered steps, of which each that is done has a tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from accessibility.qt.palette import current_look
from ui.widgets.column import ItemList
from ui.widgets.painting import paint_icon
from ui.widgets.text import ListItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resources.words import Words

ROOM_OF_MARK = " "
"""A mark that is not seen: the tick stands where the number stood."""


class StepList(ItemList):
    """Steps one below the other; `tick` marks one as done, for the eye and for the ear."""

    def __init__(self, words: Words, texts: Sequence[str]) -> None:
        self._words = words
        self._steps = [StepLine(text, number) for number, text in enumerate(texts, 1)]
        super().__init__(self._steps)

    def tick(self, number: int) -> None:
        """Mark a step as done; the first is number 1."""
        step = self._steps[number - 1]
        step.show_done(self._words("step.done", step=step.text()))


class StepLine(ListItem):
    """One step: its number, or a tick once it is done."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text, number)
        self._is_done = False

    def show_done(self, spoken: str) -> None:
        """Show a tick; `spoken` is the step as a screen reader says it now."""
        if self._is_done:
            return
        self._is_done = True
        self.mark = ROOM_OF_MARK
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick where the number stood."""
        super().paintEvent(event)
        if not self._is_done:
            return
        look = current_look()
        font = self.style_of(look)[0]
        side = min(QFontMetrics(font).horizontalAdvance("00"), round(look.scale.body * 1.2))
        place = QRect(0, round((look.scale.body * self.leading - side) / 2), side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveRight(self.width() - 1)
        painter = QPainter(self)
        paint_icon(painter, place, "check", look.theme.heading)
        painter.end()
