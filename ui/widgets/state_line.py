"""Status line beside a level meter: in words, what is listened to and how it goes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from accessibility.qt.palette import Look, current_look
from resources.words import Words
from ui.widgets.level_meter import LevelMeter
from ui.widgets.painting import font, is_new_look
from ui.widgets.text import Heading


class StatusLine(QWidget):
    """A level and one line of words; a screen reader jumps to the line as to a heading.

    It never becomes lower: what stands below it would move while somebody reads it.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._level = LevelMeter(words)
        self._text = _StatusText("", level=2)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._level, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        self._dress()

    def show_state(self, text: str, level: float | None) -> None:
        """Show this line; `level` is from 0 to 1, None while there is nothing to hear."""
        self._text.setText(text)
        high = self._text.heightForWidth(self._text.width())
        self._text.setMinimumHeight(max(self._text.minimumHeight(), high))
        self._level.setVisible(level is not None)
        self._level.show_level(level or 0.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew at another width."""
        if event.size().width() != event.oldSize().width():
            self._text.setMinimumHeight(0)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._row.setSpacing(current_look().scale.gap(1))


class _StatusText(Heading):
    """As large as ordinary text: the captions below it need the room."""

    def style_of(self, look: Look) -> tuple[QFont, str]:
        return font(look, look.scale.body, bold=True), look.theme.text
