"""Going round the calendars: when it is time, and when time did not just pass."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.feeds.polling import jumped
from resources.declared import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.feeds.timetable import Timetable
    from desktop.system.clock import Clock

log = logging.getLogger(__name__)


class Poller:
    """Looks at the calendars that are due, and at all after sleep or in a new zone.

    `timetable` returns the one there is, None before there is any; `tell` is called
    at every tick of `seconds` and after each change. A look that takes long does not
    hold up the ticks.
    """

    def __init__(
        self,
        timetable: Callable[[], Timetable | None],
        clock: Clock,
        seconds: float,
        tell: Callable[[], None],
    ) -> None:
        self._timetable = timetable
        self._clock = clock
        self._seconds = seconds
        self._tell = tell
        self._followed: Timetable | None = None
        self._checking: asyncio.Task[None] | None = None
        self._must_read_again = False

    async def go(self) -> None:
        """Go on until cancelled."""
        pulse = JumpWatch(self._clock, self._seconds)
        try:
            while True:
                self._look()
                self._tell()
                await asyncio.sleep(self._seconds)
                self._must_read_again |= pulse.has_jumped()
        finally:
            if self._checking is not None:
                self._checking.cancel()

    def _look(self) -> None:
        """Begin to look at what is due, unless that is being done."""
        timetable = self._timetable()
        if timetable is None:
            return
        if timetable is not self._followed:
            timetable.watch(self._tell)
            self._followed = timetable
        if self._checking is not None and not self._checking.done():
            return
        due = timetable.next_due()
        if self._must_read_again or (due is not None and due <= self._clock.now()):
            again, self._must_read_again = self._must_read_again, False
            check = _check(timetable, read_again=again)
            self._checking = asyncio.get_running_loop().create_task(check)


class JumpWatch:
    """Asked once at every beat, `seconds` apart.

    Only the wall clock counts: on some systems the other clock goes on during sleep.
    """

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._step = timedelta(seconds=seconds)
        self._moment, self._zone = self._look()

    def has_jumped(self) -> bool:
        """Say whether the clock jumped, or the reader's zone changed, since the last beat."""
        before, zone = self._moment, self._zone
        self._moment, self._zone = self._look()
        return jumped(self._step, self._moment - before) or self._zone != zone

    def _look(self) -> tuple[datetime, object]:
        """Return the moment in UTC, for clocks change too, and what tells zones apart.

        A zone without a name is a new object each time, so its offset stands for it.
        """
        now = self._clock.now()
        return now.astimezone(UTC), getattr(self._clock.zone(), "key", None) or now.utcoffset()


async def _check(timetable: Timetable, *, read_again: bool) -> None:
    try:
        if read_again:
            await timetable.read_again()
            await timetable.refresh()
        else:
            await timetable.refresh_due()
    except Problem as problem:
        log.info("the calendars could not be looked at: %s", problem.key)
