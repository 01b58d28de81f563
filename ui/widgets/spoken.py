"""Notifications for screen readers only: spoken at once, seen nowhere, the focus stays."""

from __future__ import annotations

import sys

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from accessibility.announcer import MOST_WAITING, Announcement
from accessibility.qt.announcements import announce
from ui.widgets.roles import set_role


class Spoken(QWidget):
    """Words that a screen reader is told of as a notification that has just come up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, QAccessible.Role.Notification)
        self.hide()

    def come_up(self, text: str) -> None:
        """Be told of, with these words."""
        self.setAccessibleName(text)
        self.lower()  # the one that waits longest for its next words is the last
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectShow))


def tell(window: QWidget, announcement: Announcement) -> None:
    """Tell the screen reader something from `window`, which must be the one with the focus.

    On Linux as a notification: Orca 43 speaks no announcement, and later ones speak both.
    A screen reader asks for the words a moment later, so they are kept for a while.
    """
    if sys.platform != "linux":
        announce(window, announcement)
        return
    there = window.findChildren(Spoken)
    spoken = there[-1] if len(there) >= MOST_WAITING else Spoken(window)
    spoken.come_up(announcement.text)
