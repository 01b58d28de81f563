"""Row of two quiet buttons beside something to keep or to hear: Copy, and Say it aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui.widgets.button import BigButton, Kind
from ui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.screens.base import Screen


def say_and_copy(screen: Screen, name: str, copied: str, spoken: Sequence[str] = ()) -> Rows:
    """Return the buttons for one thing on a screen, which is called `name`.

    `copied` goes on the clipboard as it is. Without `spoken`, or a voice, there is only Copy.
    """
    rows = Rows()
    rows.addWidget(_CopyButton(screen, name, copied))
    if spoken and screen.services.aloud.can_speak:
        rows.addWidget(_SayButton(screen, name, spoken))
    return rows


class _CopyButton(BigButton):
    """Copies a text, and says below its words that it has."""

    def __init__(self, screen: Screen, name: str, copied: str) -> None:
        super().__init__(screen.words("say_and_copy.copy"), kind=Kind.QUIET)
        self._screen = screen
        self._copied = copied
        self.setAccessibleName(f"{self.text()}: {name}")
        self.chosen.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self.hint = self._screen.words("say_and_copy.copied")
        self._screen.services.say(self.hint)


class _SayButton(BigButton):
    """Says a text with the computer's voice, and stops it; others may be said meanwhile."""

    def __init__(self, screen: Screen, name: str, spoken: Sequence[str]) -> None:
        super().__init__(screen.words("show_cards.say"), kind=Kind.QUIET)
        self._words = screen.words
        self._aloud = screen.services.aloud
        self._name = name
        self._spoken = list(spoken)
        self._is_mine = False
        self.chosen.connect(self._pressed)
        screen.until_left(self._aloud.stop)
        screen.until_left(self._aloud.watch(self._show))
        self._show()

    def _pressed(self) -> None:
        if self._is_mine and self._aloud.is_speaking:
            self._aloud.stop()
            return
        self._aloud.stop()  # another text on this screen: its button goes back first
        self._is_mine = True
        self._aloud.read(self._spoken)

    def _show(self) -> None:
        self._is_mine = self._is_mine and self._aloud.is_speaking
        text = self._words("page.stop_reading" if self._is_mine else "show_cards.say")
        self.setText(text)
        self.setAccessibleName(f"{text}: {self._name}")
        problem = self._aloud.problem
        self.hint = str(self._words.explain(problem)) if problem else ""
