"""Desktop notifications on Windows and macOS, through Qt's system tray icon.

The icon is there only while there is something to tell. Neither system could be
tried where this was written; on Linux the notification service is asked instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QSystemTrayIcon

if TYPE_CHECKING:
    from collections.abc import Callable

LASTING_MS = 20_000
"""How long it is asked to stay; the system may decide otherwise."""


class TrayNotifier:
    """A `desktop.reminders.alerts.Notifier`; `name` is what the app is called."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._icon: QSystemTrayIcon | None = None
        self.chosen: Callable[[], None] = lambda: None

    async def show(self, text: str) -> bool:
        """Show `text` instead of what was shown before; say whether there is a place for it."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon())
            self._icon.setToolTip(self._name)
            self._icon.messageClicked.connect(self._pressed)
            self._icon.activated.connect(self._pressed)
        self._icon.show()
        self._icon.showMessage(self._name, text, QApplication.windowIcon(), LASTING_MS)
        return True

    async def clear(self) -> None:
        """Take it away, and the icon with it."""
        if self._icon is not None:
            self._icon.hide()

    async def close(self) -> None:
        """Take it away."""
        await self.clear()

    def _pressed(self) -> None:
        self.chosen()
