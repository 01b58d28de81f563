"""First size of the main window on the screen there is; remembers what the person makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer

from resources.declared import StoredText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.storage.settings import Settings

USUAL_PX = QSize(1040, 800)
"""Logical pixels of a window on a screen with room for it."""

ROOMY_PX = QSize(1100, 860)
"""Logical pixels of free screen below which the window fills it: frame and all must fit."""

KEPT_AFTER_MS = 500
"""Milliseconds without a change after which the size is written down."""

FULL = "full"
SIZE = StoredText("look.window", "", rf"|{FULL}|\d{{3,5}},\d{{3,5}}")
"""What the person made of the window: it fills the screen, or so wide and high."""


def first_size(kept: str, free: QSize) -> QSize | None:
    """Return the size to open with on a screen with so much `free` room; None fills it.

    A size that was `kept` holds as far as it fits.
    """
    if kept == FULL:
        return None
    if kept:
        width, height = (int(part) for part in kept.split(","))
        size = QSize(width, height)
        return size if _fits(size, free) else None
    return USUAL_PX if _fits(ROOMY_PX, free) else None


def _fits(size: QSize, free: QSize) -> bool:
    return size.width() <= free.width() and size.height() <= free.height()


class WindowSizeMemory(QObject):
    """Gives `window` its first size, and writes down each that follows."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._waiting = QTimer(self, interval=KEPT_AFTER_MS, singleShot=True)
        self._waiting.timeout.connect(self._keep)
        size = first_size(settings[SIZE], window.screen().availableSize())
        if size is None:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
        else:
            window.resize(size)
        self._stands = self._written()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the size has changed, by whatever."""
        changes = (QEvent.Type.Resize, QEvent.Type.WindowStateChange)
        if event.type() in changes and self._window.isVisible():
            self._waiting.start()
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        stands = self._written()
        if self._window.isMinimized() or stands == self._stands:
            return
        self._stands = self._settings[SIZE] = stands

    def _written(self) -> str:
        window = self._window
        return FULL if window.isMaximized() else f"{window.width()},{window.height()}"
