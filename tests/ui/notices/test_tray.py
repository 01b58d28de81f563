"""Notifications through Qt's tray, as far as they can be tried without Windows or macOS."""

from __future__ import annotations

from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ui.notices.tray import TrayNotifier


async def test_without_a_tray_it_says_no(qtbot: QtBot) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable()  # there is none offscreen
    notifier = TrayNotifier("Parlour")
    assert await notifier.show("Your session starts now.") is False
    await notifier.clear()
    await notifier.close()
