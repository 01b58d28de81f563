"""The button that keeps the window above others, where the desktop allows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent, QWindow

from resources.words import Words
from ui.widgets.button import BigButton, Kind

ABOVE = Qt.WindowType.WindowStaysOnTopHint


class OnTopButton(BigButton):
    """Says what a press would do; on Wayland, which forbids it, says why not."""

    def __init__(self, words: Words) -> None:
        super().__init__(words("in_session.on_top"), kind=Kind.QUIET)
        self._words = words
        if QGuiApplication.platformName().startswith("wayland"):
            self.why_not = words("in_session.on_top_cannot")
        self.chosen.connect(self._toggle)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what is so now; the window may have been raised from another screen."""
        super().showEvent(event)
        self._name()

    def _handle(self) -> QWindow | None:
        return self.window().windowHandle()

    def _toggle(self) -> None:
        handle = self._handle()
        if handle is not None:
            handle.setFlag(ABOVE, not handle.flags() & ABOVE)
        self._name()

    def _name(self) -> None:
        handle = self._handle()
        on = handle is not None and bool(handle.flags() & ABOVE)
        self.setText(self._words("in_session.on_top_off" if on else "in_session.on_top"))
