"""Quick exit: counts presses of Shift in every window of Parlour, and takes all windows away."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from desktop.browsers.quick_exit import BY_KEY
from desktop.system.background import attempt

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.services import Services


class ShiftWatch(QObject):
    """Sees every key first, in whichever window it goes to; windows are known by their focus.

    It watches windows of the system and not the app: what comes there is little.
    """

    def __init__(self, services: Services, app: QGuiApplication) -> None:
        super().__init__(app)
        self._services = services
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave at the third press of Shift, where that is wished; no key is held back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._pressed(event)
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # else it would be asked twice
            window.installEventFilter(self)

    def _pressed(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or not self._services.settings[BY_KEY]:
            return
        is_shift = event.key() == Qt.Key.Key_Shift
        if self._services.quick_exit.presses.press(time.monotonic(), is_shift=is_shift):
            leave_quickly(self._services)


def leave_quickly(services: Services) -> None:
    """Leave at once. What goes wrong is told nowhere: nobody may see that there was Parlour."""
    services.background.run(attempt(services.quick_exit.leave()))


def hide_everything() -> None:
    """Take every window of Parlour away, in one go."""
    for window in QApplication.topLevelWidgets():
        window.hide()


def begin_to_watch(services: Services, end: Callable[[], None]) -> None:
    """Let the key and the button work from now on; `end` ends Parlour in order."""
    services.quick_exit.hide, services.quick_exit.end = hide_everything, end
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    ShiftWatch(services, app)
