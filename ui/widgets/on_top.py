"""Toggle button that keeps its window above others, where the desktop allows it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent, QWindow

from accessibility.beside.x11 import keeps_above
from accessibility.look.on_top import StaysOnTop, may_stay_on_top
from resources.words import Words
from ui.widgets.button import BigButton, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

ABOVE = Qt.WindowType.WindowStaysOnTopHint

WHY_NOT = {"next_time": "in_session.on_top_not_yet", "no": "in_session.on_top_cannot"}


def stays_on_top() -> StaysOnTop:
    """Say whether a window may stay above others on the desktop that Parlour runs on."""
    return may_stay_on_top(QGuiApplication.platformName(), os.environ, keeps_above)


class OnTopButton(BigButton):
    """Says what a press would do; where the desktop forbids it, says why not.

    `remember` is told whether the window is to stay on top from now on.
    """

    def __init__(self, words: Words, remember: Callable[[bool], None] | None = None) -> None:
        super().__init__(words("in_session.on_top"), kind=Kind.QUIET)
        self._words = words
        self._remember = remember
        answer = stays_on_top()
        if answer != "yes":
            self.why_not = words(WHY_NOT[answer])
        self.chosen.connect(self._turn)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what is so now; the window may have been raised from another screen."""
        super().showEvent(event)
        self.show_state()

    def _handle(self) -> QWindow | None:
        return self.window().windowHandle()

    def _turn(self) -> None:
        handle = self._handle()
        if handle is not None:
            handle.setFlag(ABOVE, not handle.flags() & ABOVE)
            if self._remember is not None:
                self._remember(bool(handle.flags() & ABOVE))
        self.show_state()

    def show_state(self) -> None:
        """Say what a press would do now."""
        handle = self._handle()
        on = handle is not None and bool(handle.flags() & ABOVE)
        self.setText(self._words("in_session.on_top_off" if on else "in_session.on_top"))
