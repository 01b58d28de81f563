"""An announcement reaches Qt's bridge with its politeness, and does no harm without one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from accessibility.announcer import Announcement, Urgency
from accessibility.qt.announcements import announce


@pytest.mark.parametrize("urgency", list(Urgency))
def test_it_can_be_announced_with_nobody_listening(urgency: Urgency, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    announce(window, Announcement("Saved.", urgency, 0.0))
