"""A status line for each wished source, following the captions."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, get_args

from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.captions.events import Source
from accessibility.captions.text.status_line import TROUBLE, steady_line
from accessibility.qt.palette import current_look
from ui.widgets.state_line import StatusLine

if TYPE_CHECKING:
    from ui.services import Services


class StatusLines(QWidget):
    """What is listened to and how it goes, a line for each source."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._words = services.words
        self._captioning = services.captioning
        self._lines = [StatusLine(self._words) for _ in get_args(Source)]
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(current_look().scale.gap(1))
        for line in self._lines:
            body.addWidget(line)
        self._told = [] if self._captioning.lead.condition in TROUBLE else self._worth_telling()
        self._stop = self._captioning.watch(self._show)
        self._show()

    def close_lines(self) -> None:
        """Stop following."""
        self._stop()

    def _worth_telling(self) -> list[str]:
        """Return what a screen reader is told of each source: not each pause, nor how late."""
        states = self._captioning.source_states
        return [steady_line(self._words, one.condition, one.device) for one in states]

    def _tell(self) -> None:
        """Tell what has changed."""
        now = self._worth_telling()
        for line in now:
            if line and line not in self._told:
                self._services.say(line)
        self._told = now

    def _show(self) -> None:
        """Show a line for each source; one that is not wished takes no room."""
        said = self._captioning.in_words(self._words)
        levels = [each.level if each.is_on else None for each in self._captioning.source_states]
        for line, text, level in zip_longest(self._lines, said, levels):
            line.show_state(text or "", level)
            line.setVisible(text is not None)
        self._tell()
