"""What changed in a calendar is said once, until it is seen."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.feeds.source_state import Source
from desktop.sessions.changes import Change, Kind, compare, joined, say_change
from desktop.sessions.session import Session, Status
from resources.words import Words
from tests.desktop.feeds.test_timetable import Given, InMemory, timetable
from tests.desktop.ical.written import LONDON, calendar, event
from tests.support.measuring import MOST_EFFORT, effort
from tests.support.still_clock import StillClock

NOW = datetime(2026, 8, 4, 12, 0, tzinfo=LONDON)  # a Tuesday


def session(
    name: str, days: float, *, series: str = "tea", title: str = "Tea", status: Status = "confirmed"
) -> Session:
    """Return a session some days from now."""
    start = NOW + timedelta(days=days)
    return Session(
        id=name,
        series=series,
        source="a",
        title=title,
        start=start,
        end=start + timedelta(hours=1),
        status=status,
    )


OLD = [session("1", 1), session("2", 8)]


def kinds(new: list[Session], old: list[Session] | None = None) -> list[tuple[Kind, str]]:
    """Compare, and say in short what changed."""
    found = compare(OLD if old is None else old, new, NOW)
    return [(change.kind, change.session.id) for change in found]


@pytest.mark.parametrize(
    ("new", "found"),
    [
        (OLD, []),
        ([session("1", 2), OLD[1]], [("moved", "1")]),
        ([session("1", 1, status="cancelled"), OLD[1]], [("cancelled", "1")]),
        ([OLD[1]], [("gone", "1")]),
        ([*OLD, session("x", 3, series="walk", title="Walk")], [("new", "x")]),
        ([*OLD, session("3", 15)], []),
        ([*OLD, session("extra", 3)], [("new", "extra")]),
        ([session("other", 2, series="again"), OLD[1]], [("moved", "other")]),
        ([session("other", 1, series="again"), OLD[1]], []),
        ([*OLD, session("x", 40, series="walk")], []),
        ([*OLD, session("x", -3, series="walk")], []),
        ([*OLD, session("x", 3, series="walk", status="cancelled")], []),
    ],
)
def test_what_changed(new: list[Session], found: list[tuple[Kind, str]]) -> None:
    assert kinds(new) == found


def test_a_cancelled_session_may_be_on_again() -> None:
    assert kinds(OLD, [session("1", 1, status="cancelled"), OLD[1]]) == [("back", "1")]


def test_a_calendar_read_for_the_first_time_is_no_news() -> None:
    assert kinds(OLD, []) == []


def test_what_is_over_is_not_said() -> None:
    assert kinds([OLD[1]], [session("1", -1), OLD[1]]) == []


def test_the_newest_change_of_a_session_is_said_and_cancelled_and_back_cancel_out() -> None:
    moved = Change("moved", session("1", 2), NOW)
    again = Change("moved", session("1", 3), NOW)
    off = Change("cancelled", session("2", 3))
    back = Change("back", session("2", 3))
    assert joined([moved, off], [again], NOW) == [off, again]
    assert joined([off], [back], NOW) == []
    assert joined([moved], [], NOW + timedelta(days=3)) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("moved", "Tea has moved to Thursday 6 August at midday."),
        ("cancelled", "Tea is cancelled: Thursday 6 August at midday."),
        ("back", "Tea is on again: Thursday 6 August at midday."),
        ("new", "New: Tea, Thursday 6 August at midday."),
        ("gone", "Tea is no longer in the calendar: Thursday 6 August at midday."),
    ],
)
def test_a_change_in_words(kind: Kind, said: str) -> None:
    assert say_change(Change(kind, session("1", 2)), NOW, Words()) == said


def weekly(*more: str) -> bytes:
    """Return a calendar with one weekly session, and changes to it."""
    rule = "RRULE:FREQ=WEEKLY"
    return calendar(event(";TZID=Europe/London:20260707T190000", "DURATION:PT1H", rule), *more)


MOVED = event(
    ";TZID=Europe/London:20260806T150000", "RECURRENCE-ID;TZID=Europe/London:20260804T190000"
)


async def test_a_moved_session_is_said_until_it_is_seen_even_after_a_restart() -> None:
    keep = InMemory()
    first = timetable(keep, StillClock(NOW))
    await first.use([Source("a", Given(weekly(), weekly(MOVED)))])
    await first.refresh()
    assert not first.changes
    await first.refresh()
    (change,) = first.changes
    assert (change.kind, change.session.start.day, change.session.start.hour) == ("moved", 6, 15)
    second = timetable(keep, StillClock(NOW))
    await second.use([Source("a", Given(weekly(MOVED)))])
    await second.refresh()
    assert [one.key for one in second.changes] == [change.key]
    await second.seen(second.changes[0])
    third = timetable(keep, StillClock(NOW))
    await third.use([Source("a", Given(weekly(MOVED)))])
    await third.refresh()
    assert third.changes == ()


async def test_a_change_made_while_we_were_away_is_noticed() -> None:
    keep = InMemory()
    first = timetable(keep, StillClock(NOW - timedelta(days=5)))
    await first.use([Source("a", Given(weekly()))])
    await first.refresh()
    later = timetable(keep, StillClock(NOW))
    await later.use([Source("a", Given(weekly(MOVED)))])
    await later.refresh()
    assert [change.kind for change in later.changes] == ["moved"]


def test_ten_thousand_sessions_of_one_name_are_soon_compared() -> None:
    old = [session(f"a{n}", 1 + n / 5000) for n in range(10_000)]
    new = [session(f"b{n}", 1 + (n + 0.5) / 5000, series=f"b{n}") for n in range(10_000)]
    found: list[Change] = []
    assert effort(lambda: found.extend(compare(old, new, NOW))) < MOST_EFFORT
    assert {change.kind for change in found} == {"moved"}
