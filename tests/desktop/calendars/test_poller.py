"""Sleep, a clock that was set and another zone are noticed; a clock change is none of them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.calendars.agenda import TICK_S
from desktop.calendars.poller import JumpWatch, Poller
from desktop.system.clock import ComputerZone
from tests.support.calendar_store_life import CalendarStoreLife
from tests.support.still_clock import StillClock
from tests.support.until import until

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 24, 12, tzinfo=LONDON)


class NamelessClock(StillClock):
    """A clock on a computer whose zone has no name: another object at each reading."""

    def now(self) -> datetime:
        return self.moment.astimezone(self.zone())

    def zone(self) -> tzinfo:
        return ComputerZone()


def ticks(clock: StillClock, *steps: timedelta) -> list[bool]:
    """Move the clock step by step and say each time whether it jumped."""
    jumps = JumpWatch(clock, TICK_S)
    found = []
    for step in steps:
        clock.moment += step
        found.append(jumps.has_jumped())
    return found


def seconds(count: float) -> timedelta:
    """Return a stretch of time."""
    return timedelta(seconds=count)


def test_time_that_just_passes_is_no_jump() -> None:
    assert ticks(StillClock(NOON), *map(seconds, (5, 5.1, 60, 0, -30))) == [False] * 5


@pytest.mark.parametrize("jump", [180, 8 * 3600, -180])
def test_sleep_and_a_clock_that_was_set_are_noticed_once(jump: int) -> None:
    assert ticks(StillClock(NOON), *map(seconds, (5, jump, 5))) == [False, True, False]


def test_another_zone_is_noticed_once() -> None:
    clock = StillClock(NOON)
    jumps = JumpWatch(clock, TICK_S)
    clock.moment = clock.moment.astimezone(ZoneInfo("Europe/Lisbon"))  # the same offset
    assert [jumps.has_jumped(), jumps.has_jumped()] == [True, False]


async def test_one_who_cannot_take_a_tick_does_not_end_the_checking(tmp_path: Path) -> None:
    life, ticks_told = CalendarStoreLife(tmp_path), list[int]()

    def tell() -> None:
        ticks_told.append(1)
        raise RuntimeError

    polling = asyncio.create_task(Poller(life.calendars, life.clock, 0, tell).run())
    await until(lambda: len(ticks_told) > 2)
    assert not polling.done()
    polling.cancel()


def test_when_the_clocks_change_nothing_jumped() -> None:
    before = datetime(2026, 10, 25, 0, 59, 58, tzinfo=UTC)
    clock = StillClock(before.astimezone(LONDON))
    jumps = JumpWatch(clock, TICK_S)
    clock.moment = (before + seconds(5)).astimezone(LONDON)
    assert not jumps.has_jumped()


def test_a_zone_without_a_name_is_the_same_at_every_look() -> None:
    """Else all calendars would be asked every 5 seconds on such a computer."""
    assert ticks(NamelessClock(NOON), *map(seconds, (5, 5, 3600, 5))) == [False, False, True, False]
