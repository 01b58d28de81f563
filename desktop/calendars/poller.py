"""Polls each calendar when it is due; notices sleep, a clock that was set, another zone."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop.system.background import attempt, problem_in
from resources.declared import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.calendars.calendars import Calendars
    from desktop.feeds.timetable import Timetable
    from desktop.system.clock import Clock

JUMP = timedelta(minutes=2)
"""A clock that moved this much more or less than it should have was set, or slept."""

log = logging.getLogger(__name__)


class Poller:
    """Checks the calendars that are due, and all after sleep or in a new zone.

    `tell` is called at every tick of `seconds` and after each change. A check that
    takes long does not hold up the ticks.
    """

    def __init__(
        self,
        calendars: Calendars,
        clock: Clock,
        seconds: float,
        tell: Callable[[], None],
    ) -> None:
        self._calendars = calendars
        self._clock = clock
        self._seconds = seconds
        self._tell = tell
        self._followed: Timetable | None = None
        self._checking: asyncio.Task[None] | None = None
        self._must_read_again = False

    async def run(self) -> None:
        """Go on until cancelled."""
        jumps = JumpWatch(self._clock, self._seconds)
        try:
            while True:
                self._poll()
                self._tell_all()
                await asyncio.sleep(self._seconds)
                self._must_read_again |= jumps.has_jumped()
        finally:
            if self._checking is not None:
                self._checking.cancel()

    def _poll(self) -> None:
        """Begin to check what is due, unless that is being done."""
        timetable = self._calendars.timetable
        if timetable is None:
            return
        if timetable is not self._followed:
            timetable.watch(self._tell_all)
            self._followed = timetable
        if self._checking is not None and not self._checking.done():
            return
        due = timetable.next_due()
        is_due = self._calendars.must_load_again or (due is not None and due <= self._clock.now())
        if self._must_read_again or is_due:
            again, self._must_read_again = self._must_read_again, False
            check = self._check(timetable, read_again=again)
            self._checking = asyncio.get_running_loop().create_task(check)

    def _tell_all(self) -> None:
        """Tell of a tick or a change; whoever cannot take it does not end the checking."""
        problem_in(self._tell)

    async def _check(self, timetable: Timetable, *, read_again: bool) -> None:
        if read_again:
            await attempt(timetable.read_again())
        refresh = self._calendars.refresh if read_again else self._calendars.refresh_due
        ended = await attempt(refresh())
        if isinstance(ended, Problem):
            log.info("the calendars could not be checked: %s", ended.key)


class JumpWatch:
    """Notices that the clock jumped; asked once at every tick, `seconds` apart.

    Only the wall clock counts: on some systems the other clock goes on during sleep.
    """

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._step = timedelta(seconds=seconds)
        self._moment, self._zone = self._read()

    def has_jumped(self) -> bool:
        """Say whether the clock jumped, or the reader's zone changed, since the last tick."""
        before, zone = self._moment, self._zone
        self._moment, self._zone = self._read()
        return abs(self._moment - before - self._step) > JUMP or self._zone != zone

    def _read(self) -> tuple[datetime, object]:
        """Return the moment in UTC, for clocks change too, and what tells zones apart.

        A zone without a name is a new object each time, so its offset stands for it.
        """
        now = self._clock.now()
        return now.astimezone(UTC), getattr(self._clock.zone(), "key", None) or now.utcoffset()
