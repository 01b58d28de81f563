"""Telling of reminders outside the window: first the desktop, then a sound.

Decided for what a person in the group expects: in a session nothing sounds. The chime
would be heard by the whole group through the microphone, and captions would listen to
it. It is left out and not held back, for later it would mean nothing; the window and
the desktop tell in silence.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from desktop.sessions.reminder_rules import SOUND, say_notification
from resources.declared import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.reminders.dbus import Notifier
    from desktop.sessions.reminder_rules import Plan, ReminderWishes
    from desktop.storage.settings import Settings
    from desktop.system.clock import Clock
    from resources.words import Words

log = logging.getLogger(__name__)


class Rings(Protocol):
    """Makes one short sound (`accessibility.audio.chime.Chime`)."""

    async def ring(self) -> None:
        """Return when it is over. Raises a `Problem` where there is no sound."""
        ...


class Alerts:
    """`must_be_silent` says whether a sound would be heard by others.

    `not_shown` is called when no desktop showed what is new, so that the window must be
    seen by itself; `pressed` when somebody pressed what the desktop showed.
    """

    def __init__(
        self,
        notifier: Notifier,
        chime: Rings,
        settings: Settings,
        clock: Clock,
        words: Words,
        *,
        must_be_silent: Callable[[], bool],
    ) -> None:
        self._notifier = notifier
        self._chime = chime
        self._settings = settings
        self._clock = clock
        self._words = words
        self._must_be_silent = must_be_silent
        self.not_shown: Callable[[], None] = lambda: None
        self.pressed: Callable[[], None] = lambda: None
        notifier.chosen = self._pressed

    async def tell(self, shown: Plan, wishes: ReminderWishes, *, is_new: bool) -> None:
        """Let the desktop tell what is shown, or nothing more; then sound, if that is wished."""
        if not shown:
            await self._notifier.clear()
            return
        was_told = await self._notifier.show(self._in_words(shown, wishes))
        if is_new and not was_told:
            self.not_shown()
        if is_new and self._settings[SOUND] and not self._must_be_silent():
            try:
                await self._chime.ring()
            except Problem as problem:
                log.info("a reminder without its sound: %s", type(problem))

    async def close(self) -> None:
        """Take everything away that is outside the window."""
        await self._notifier.close()

    def _in_words(self, shown: Plan, wishes: ReminderWishes) -> str:
        """Say all reminders where others may read them; two may have the same words."""
        now = self._clock.now()
        said = (say_notification(one, wishes, now, self._words) for one in shown)
        return " ".join(dict.fromkeys(said))

    def _pressed(self) -> None:
        self.pressed()
