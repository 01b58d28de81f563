"""What home shows."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from desktop.sessions.session import Session, Status
from desktop.sessions.upcoming import is_open, opens_at, upcoming
from tests.desktop.ical.written import LONDON

NOW = datetime(2026, 8, 4, 14, 0, tzinfo=LONDON)


def session(
    name: str, start: int, length: int = 60, status: Status = "confirmed", all_day: bool = False
) -> Session:
    """Return a session that begins `start` minutes from now."""
    begins = NOW + timedelta(minutes=start)
    return Session(
        id=name,
        series=name,
        source="",
        title=name,
        start=begins,
        end=begins + timedelta(minutes=length),
        status=status,
        all_day=all_day,
    )


def test_nothing_to_come() -> None:
    assert upcoming([], NOW).next is None
    assert upcoming([session("over", -60)], NOW).next is None


@pytest.mark.parametrize(("start", "opened"), [(16, False), (15, True), (0, True), (-59, True)])
def test_a_door_is_open_from_15_minutes_before_until_the_end(start: int, opened: bool) -> None:
    shown = upcoming([session("tea", start)], NOW)
    assert shown.is_open is opened
    assert shown.opens_at == NOW + timedelta(minutes=start - 15)


def test_a_session_that_is_on_says_for_how_long() -> None:
    assert upcoming([session("tea", -6)], NOW).started == timedelta(minutes=6)
    assert upcoming([session("tea", 6)], NOW).started is None


def test_a_cancelled_session_is_never_next_but_is_mentioned() -> None:
    off = session("off", 10, status="cancelled")
    shown = upcoming([session("tea", 60), off], NOW)
    assert shown.next is not None
    assert (shown.next.title, shown.cancelled) == ("tea", off)
    assert upcoming([session("tea", 5), off], NOW).cancelled is None
    assert upcoming([off], NOW).cancelled == off
    assert not is_open(off, NOW)


def test_a_declined_session_is_never_next() -> None:
    declined = msgspec.structs.replace(session("no", 10), problems=("declined",))
    tea = session("tea", 60)
    shown = upcoming([declined, tea], NOW)
    assert (shown.next, shown.cancelled) == (tea, None)
    assert upcoming([declined], NOW).next is None


def test_two_at_once_is_a_choice() -> None:
    tea, walk = session("tea", 0), session("walk", 10)
    assert upcoming([walk, tea], NOW).choices == (tea, walk)
    assert upcoming([tea, session("later", 30)], NOW).choices == ()


def test_an_all_day_session_has_no_door_and_waits_for_those_with_a_time() -> None:
    day = session("day", -14 * 60, 24 * 60, all_day=True)
    tea = session("tea", 30)
    assert upcoming([day, tea], NOW).next == tea
    alone = upcoming([day, session("tomorrow", 24 * 60)], NOW)
    assert alone.next == day
    assert (alone.is_open, alone.opens_at, alone.started) == (False, None, None)


def test_a_door_opens_by_the_hours_that_pass_not_by_the_hands() -> None:
    start = datetime(2026, 3, 29, 2, 5, tzinfo=LONDON)
    tea = Session(
        id="1", series="1", source="", title="", start=start, end=start + timedelta(hours=1)
    )
    assert opens_at(tea).isoformat() == "2026-03-29T00:50:00+00:00"
