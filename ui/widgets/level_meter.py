"""Sound level meter: a bar to see, a word for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.painting import font, is_new_look, paint_face
from ui.widgets.roles import set_role

STEPS = 8
"""Bars of the meter."""
BETWEEN = 3
"""Pixels between two bars."""
STILL = {"none": 0, "quiet": 2, "good": 5, "loud": STEPS}
_NAMES = {"none": 0.03, "quiet": 0.35, "good": 0.92}


def loudness(level: float) -> str:
    """Name how loud a level from 0 to 1 is: `none`, `quiet`, `good` or `loud`."""
    return next((name for name, below in _NAMES.items() if level < below), "loud")


class LevelMeter(QWidget):
    """Eight narrow steps that fill up; a screen reader is told a word for it.

    For somebody who wants less motion, it moves only when the word changes.
    """

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Indicator)
        self._words = {
            name: words(f"level_meter.{name}") for name in ("none", "quiet", "good", "loud")
        }
        self._filled = -1
        self._word = ""
        self.setAccessibleName(words("level_meter.name"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_level(0.0)

    @property
    def word(self) -> str:
        """Return how loud it is, in words."""
        return self._word

    def show_level(self, level: float) -> None:
        """Show a level from 0 (nothing) to 1 (as loud as can be)."""
        name = loudness(level)
        word = self._words[name]
        filled = round(max(0.0, min(1.0, level)) * STEPS)
        if current_look().still:
            filled = STILL[name]
        if (filled, word) == (self._filled, self._word):
            return
        if word != self._word:
            self._word = word
            self.setAccessibleDescription(word)
        self._filled = filled
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the steps, as high as a line of text."""
        look = current_look()
        high = QFontMetrics(font(look, look.scale.body)).height()
        return QSize(STEPS * (_step_width() + BETWEEN) - BETWEEN, high)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the steps, from the reading side."""
        look = current_look()
        wide, high = _step_width(), look.scale.body
        top = (self.height() - high) // 2
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for step in range(STEPS):
            left = step * (wide + BETWEEN)
            rect = QRect(self.width() - left - wide if mirrored else left, top, wide, high)
            face = look.theme.main if step < self._filled else None
            paint_face(painter, rect, face, look.theme.edge, width=1, corner=2)
        painter.end()


def _step_width() -> int:
    return max(5, current_look().scale.body // 5)
