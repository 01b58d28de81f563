"""Hands waiting announcements to the running screen reader through Qt.

Needs at-spi 2.46 and Orca 45.2, NVDA or VoiceOver; older ones stay silent.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from accessibility.announcer import Announcement, Urgency

_POLITENESS = {
    Urgency.POLITE: QAccessible.AnnouncementPoliteness.Polite,
    Urgency.NOW: QAccessible.AnnouncementPoliteness.Assertive,
}


def announce(window: QObject, announcement: Announcement) -> None:
    """Announce from `window`, which must be the one that has the focus."""
    event = QAccessibleAnnouncementEvent(window, announcement.text)
    event.setPoliteness(_POLITENESS[announcement.urgency])
    QAccessible.updateAccessibility(event)
