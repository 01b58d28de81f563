"""What reaches the person outside the window: the parts are put together here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from accessibility.audio.chime import Chime
from desktop.reminders.alerts import Alerts
from desktop.reminders.service import ReminderService

if TYPE_CHECKING:
    from accessibility.audio.playing import Player
    from desktop.reminders.dbus import Notifier
    from resources.words import Words
    from ui.services import Services


def find_notifier(words: Words) -> Notifier:
    """Return the way to this desktop's notifications."""
    name = words("app.name")
    if sys.platform.startswith("linux"):
        from desktop.reminders.dbus import DBusNotifier

        return DBusNotifier(name, words("reminders.open"))
    from ui.notices.tray import TrayNotifier

    return TrayNotifier(name)


def make_reminding(services: Services, notifier: Notifier, player: Player) -> ReminderService:
    """Return what reminds of the sessions of `services`."""

    def must_be_silent() -> bool:
        return services.join.current is not None or services.captioning.is_on

    clock, words = services.clock, services.words
    outside = Alerts(
        notifier, Chime(player), services.settings, clock, words, must_be_silent=must_be_silent
    )
    return ReminderService(
        services.agenda,
        services.calendars.answers,
        services.settings,
        services.background,
        outside,
        clock=clock,
        words=words,
        current=lambda: services.join.current,
    )
