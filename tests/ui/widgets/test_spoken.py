"""A screen reader is told as by a notification, and nothing of it is seen."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from accessibility.announcer import MOST_WAITING, Announcement, Urgency
from ui.widgets.spoken import Spoken, tell

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is announced")


def test_it_is_a_notification_that_nobody_sees(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    tell(window, Announcement("Captions stopped.", Urgency.POLITE, 0.0))
    (spoken,) = window.findChildren(Spoken)
    told = QAccessible.queryAccessibleInterface(spoken)
    assert told is not None
    assert told.role() == QAccessible.Role.Notification
    assert told.text(QAccessible.Text.Name) == "Captions stopped."
    assert not spoken.isVisible()


def test_the_oldest_words_make_room(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for number in range(2 * MOST_WAITING + 1):
        tell(window, Announcement(f"Number {number}.", Urgency.POLITE, 0.0))
    names = [one.accessibleName() for one in window.findChildren(Spoken)]
    newest = range(2 * MOST_WAITING, MOST_WAITING, -1)
    assert names == [f"Number {number}." for number in newest]
