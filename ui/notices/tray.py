"""Notifications of Windows and macOS: Qt shows them beside a sign near the clock.

The sign is there only while there is something to tell. Neither system could be
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
    """A `desktop.reminders.dbus.Notifies`; `name` is what the app is called."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._sign: QSystemTrayIcon | None = None
        self.chosen: Callable[[], None] = lambda: None

    async def show(self, text: str) -> bool:
        """Show `text` instead of what was shown before; say whether there is a place for it."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        if self._sign is None:
            self._sign = QSystemTrayIcon(QApplication.windowIcon())
            self._sign.setToolTip(self._name)
            self._sign.messageClicked.connect(self._pressed)
            self._sign.activated.connect(self._pressed)
        self._sign.show()
        self._sign.showMessage(self._name, text, QApplication.windowIcon(), LASTING_MS)
        return True

    async def clear(self) -> None:
        """Take it away, and the sign with it."""
        if self._sign is not None:
            self._sign.hide()

    async def close(self) -> None:
        """Take it away."""
        await self.clear()

    def _pressed(self) -> None:
        self.chosen()
