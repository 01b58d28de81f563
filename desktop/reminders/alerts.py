"""Alerts for reminders outside the window: a desktop notification, then a chime.

In a session there is no chime: the whole group would hear it through the microphone,
and captions would listen to it. It is left out and not held back, for later it would
mean nothing.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from desktop.sessions.reminder_rules import SOUND, say_notification
from resources.declared import Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from desktop.sessions.reminder_rules import Plan, ReminderWishes
    from desktop.storage.settings import Settings
    from desktop.system.clock import Clock
    from resources.words import Words

log = logging.getLogger(__name__)


class Notifier(Protocol):
    """Shows one desktop notification at a time. `chosen` is called when somebody presses it."""

    chosen: Callable[[], None]

    async def show(self, text: str) -> bool:
        """Show `text` instead of what was shown before; say whether it could be shown."""
        ...

    async def clear(self) -> None:
        """Take it away."""
        ...

    async def close(self) -> None:
        """Take it away for good, and let go of the desktop."""
        ...


class Alerts:
    """Tells of what is shown in the window, once each, by `notifier` and by `ring`.

    `ring` plays one short sound and returns when it is over; it raises a `Problem` where
    there is no sound. `must_be_silent` says whether a sound would be heard by others.
    `not_shown` is called when no desktop showed what is new, so that the window must be
    seen by itself; `pressed` when somebody pressed what the desktop showed.
    """

    def __init__(
        self,
        notifier: Notifier,
        ring: Callable[[], Awaitable[None]],
        settings: Settings,
        clock: Clock,
        words: Words,
        *,
        must_be_silent: Callable[[], bool],
    ) -> None:
        self._notifier = notifier
        self._ring = ring
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
                await self._ring()
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
