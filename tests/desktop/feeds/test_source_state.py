"""When to check a calendar again, and what becomes of it when its reader dies."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

import msgspec
import pytest

from desktop.feeds.source_state import FIRST_RETRY, Source, poll_interval, retry_interval
from desktop.feeds.timetable import Timetable
from desktop.ical.expansion import read_calendar
from desktop.sessions.session import CalendarReaderDied, CalendarReading, TimeRange
from tests.desktop.feeds.test_timetable import BODY, Cut, Given, InMemory
from tests.desktop.feeds.test_timetable import NOW as CHECKED
from tests.desktop.ical.written import LONDON
from tests.desktop.sessions.test_upcoming import session
from tests.support.still_clock import StillClock

NOW = datetime(2026, 8, 4, 14, 0, tzinfo=LONDON)


def test_h7_a_calendar_is_checked_as_often_as_it_asks_within_bounds() -> None:
    assert poll_interval(0, [], NOW) == timedelta(hours=1)
    assert poll_interval(60, [], NOW) == timedelta(minutes=15)
    assert poll_interval(3 * 3600, [], NOW) == timedelta(hours=3)
    assert poll_interval(10**9, [], NOW) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("start", "minutes"), [(119, 15), (-30, 15), (121, 15), (180, 60), (600, 8 * 60), (6000, 1440)]
)
def test_near_a_session_it_is_checked_often(start: int, minutes: int) -> None:
    assert poll_interval(86400, [session("tea", start)], NOW) == timedelta(minutes=minutes)


def test_a_cancelled_session_is_no_reason_to_hurry() -> None:
    assert poll_interval(0, [session("off", 5, status="cancelled")], NOW) == timedelta(hours=1)


def test_after_failures_it_waits_longer_and_longer_but_not_for_ever() -> None:
    waits = [retry_interval(failures).total_seconds() / 60 for failures in range(1, 8)]
    assert waits == [1, 2, 4, 8, 15, 15, 15]
    assert retry_interval(10**6) == timedelta(minutes=15)
    assert retry_interval(1, 3600) == timedelta(hours=1)
    assert retry_interval(1, 10**9) == timedelta(hours=24)


def killed(*_: object) -> CalendarReading:
    """Read by a child that is really killed before it has written anything."""
    script = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    window = TimeRange.around(CHECKED, days=60, before=8)
    return read_calendar(BODY, window, LONDON, command=(sys.executable, "-c", script))


async def test_a_child_that_was_killed_loses_nothing_and_is_told_as_a_fault() -> None:
    table = Timetable(InMemory(), Cut(killed), StillClock(CHECKED))
    await table.use([Source("a", Given(BODY, BODY + b"\r\n"))])
    await table.refresh()
    known = table.sessions
    await table.refresh()
    (state,) = table.states
    assert len(known) == 2 and table.sessions == known
    assert isinstance(state.problem, CalendarReaderDied)
    assert state.due == CHECKED + FIRST_RETRY
    await table.refresh()
    await table.refresh()
    assert table.states[0].problem is None
    assert (table.sessions, table.changes) == (known, ())


async def test_what_a_child_read_before_it_died_is_shown_and_soon_looked_at_again() -> None:
    def died(reading: CalendarReading) -> CalendarReading:
        return msgspec.structs.replace(reading, sessions=reading.sessions[:1], stopped="died")

    table = Timetable(InMemory(), Cut(died), StillClock(CHECKED))
    await table.use([Source("a", Given(BODY, BODY + b"\r\n"))])
    await table.refresh()
    known = table.sessions
    for wait in (FIRST_RETRY, 2 * FIRST_RETRY):
        await table.refresh()
        (state,) = table.states
        assert [type(note) for note in state.notes] == [CalendarReaderDied]
        assert (table.sessions, state.due) == (known, CHECKED + wait)
