"""What reaches the person outside the window: the parts are put together here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from accessibility.audio.chime import Chime
from desktop.reminders.alerts import ReachingOut
from desktop.reminders.service import Reminding

if TYPE_CHECKING:
    from accessibility.audio.playing import Player
    from desktop.reminders.dbus import Notifies
    from resources.words import Words
    from ui.services import Parts


def find_notifier(words: Words) -> Notifies:
    """Return the way to this desktop's notifications."""
    name = words("app.name")
    if sys.platform.startswith("linux"):
        from desktop.reminders.dbus import BusNotifier

        return BusNotifier(name, words("reminders.open"))
    from ui.notices.tray import TrayNotifier

    return TrayNotifier(name)


def make_reminding(parts: Parts, notifier: Notifies, player: Player) -> Reminding:
    """Return what reminds of the sessions of `parts`."""

    def must_be_silent() -> bool:
        return parts.doorway.current is not None or parts.captioning.is_on

    clock, words = parts.clock, parts.words
    outside = ReachingOut(
        notifier, Chime(player), parts.settings, clock, words, must_be_silent=must_be_silent
    )
    return Reminding(
        parts.agenda,
        parts.shelf.answers,
        parts.settings,
        parts.background,
        outside,
        clock=clock,
        words=words,
        current=lambda: parts.doorway.current,
    )
