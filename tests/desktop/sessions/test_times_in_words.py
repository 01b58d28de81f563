"""Times are said as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.sessions import times_in_words as when
from desktop.sessions.listing import say_flags, say_title, session_rows
from desktop.sessions.session import FoundLink, Phone, Session
from resources.words import Words
from tests.desktop.ical.written import LONDON

SAY = Words()
NOW = datetime(2026, 8, 4, 13, 35, tzinfo=LONDON)  # a Tuesday


def at(moment: datetime, minutes: int = 60, **more: bool | str) -> Session:
    """Return a session that begins at `moment`."""
    end = moment + timedelta(minutes=minutes)
    whole = Session(id="1", series="s", source="", title="Tea", start=moment, end=end)
    changes = {"all_day": bool(more.get("all_day", False))}
    return Session(**{name: getattr(whole, name) for name in whole.__struct_fields__} | changes)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW + timedelta(minutes=25), "today at 2:00pm, in 25 minutes"),
        (NOW + timedelta(seconds=24 * 60 + 30), "today at 1:59pm, in 25 minutes"),
        (NOW + timedelta(seconds=30), "today at 1:35pm, in 1 minute"),
        (NOW + timedelta(hours=5, minutes=25), "today at 7:00pm, in about 5 hours"),
        (datetime(2026, 8, 5, 10, 30, tzinfo=LONDON), "tomorrow at 10:30am"),
        (datetime(2026, 8, 6, 19, 0, tzinfo=LONDON), "Thursday 6 August at 7:00pm"),
        (datetime(2027, 1, 4, 12, 0, tzinfo=LONDON), "Monday 4 January 2027 at midday"),
        (datetime(2026, 8, 5, 0, 0, tzinfo=LONDON), "tomorrow at midnight"),
        (NOW - timedelta(minutes=6), "today at 1:29pm, started 6 minutes ago"),
        (NOW, "today at 1:35pm, now"),
        (datetime(2026, 8, 4, 13, 0, tzinfo=UTC), "today at 2:00pm, in 25 minutes"),
        (
            datetime(2026, 8, 4, 22, 0, tzinfo=ZoneInfo("Asia/Seoul")),
            "today at 2:00pm, in 25 minutes",
        ),
    ],
)
def test_when_a_session_is(moment: datetime, said: str) -> None:
    assert when.say_session(at(moment), NOW, SAY) == said


def test_an_all_day_session_has_no_time() -> None:
    day = datetime(2026, 8, 4, tzinfo=LONDON)
    assert when.say_session(at(day, 1440, all_day=True), NOW, SAY) == "today, all day"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW + timedelta(minutes=10), "Happening in 10 minutes"),
        (NOW + timedelta(hours=3), "Happening in about 3 hours"),
        (datetime(2026, 8, 5, 0, 0, tzinfo=LONDON), "Happening tomorrow"),
        (datetime(2026, 8, 6, 19, 0, tzinfo=LONDON), "Happening on Thursday 6 August"),
        (
            NOW - timedelta(minutes=6),
            "Happening now. It started 6 minutes ago. You can still join.",
        ),
    ],
)
def test_how_far_off_a_session_is(moment: datetime, said: str) -> None:
    assert when.say_happening(at(moment), NOW, SAY) == said


def test_an_all_day_session_happens_today_all_day() -> None:
    today = at(datetime(2026, 8, 4, tzinfo=LONDON), 1440, all_day=True)
    assert when.say_happening(today, NOW, SAY) == "Happening today"
    assert when.say_span(today, NOW, SAY) == "All day"


def test_from_when_to_when_a_session_is() -> None:
    assert when.say_span(at(NOW + timedelta(minutes=25)), NOW, SAY) == "2:00pm to 3:00pm"
    abroad = at(datetime(2026, 8, 4, 11, tzinfo=UTC), 90)
    assert when.say_span(abroad, NOW, SAY) == "midday to 1:30pm"


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=20), "It is starting now."),
        (timedelta(minutes=1), "It started 1 minute ago. You can still join."),
        (timedelta(minutes=6), "It started 6 minutes ago. You can still join."),
        (timedelta(minutes=62), "It started about 1 hour ago. You can still join."),
    ],
)
def test_late_is_fine(passed: timedelta, said: str) -> None:
    assert when.say_started(at(NOW - passed, 120), NOW, SAY) == said


def test_when_a_door_opens() -> None:
    assert when.say_opening(NOW + timedelta(minutes=10), NOW, SAY) == "1:45pm"
    assert when.say_opening(NOW + timedelta(days=1), NOW, SAY) == "tomorrow at 1:35pm"


@pytest.mark.parametrize(
    ("age", "trouble", "said"),
    [
        (timedelta(seconds=5), False, "Calendar checked just now."),
        (timedelta(seconds=-50), False, "Calendar checked just now."),
        (timedelta(minutes=5), False, "Calendar checked 5 minutes ago."),
        (timedelta(minutes=1), False, "Calendar checked 1 minute ago."),
        (timedelta(hours=3), False, "Calendar checked about 3 hours ago."),
        (timedelta(days=1), False, "Calendar checked yesterday."),
        (timedelta(hours=2), True, "We could not check since 11:35am. Times may have changed."),
        (timedelta(days=1), True, "We could not check since yesterday. Times may have changed."),
        (timedelta(days=3), True, "We could not check since Saturday. Times may have changed."),
        (
            timedelta(days=9),
            True,
            "We could not check since Sunday 26 July. Times may have changed.",
        ),
    ],
)
def test_how_old_our_copy_is(age: timedelta, trouble: bool, said: str) -> None:
    assert when.say_age(NOW - age, NOW, SAY, in_trouble=trouble) == said


def test_a_calendar_never_read() -> None:
    assert when.say_age(None, NOW, SAY) == "We have not read this calendar yet."


def test_z11_a_session_moved_by_the_clocks_says_so() -> None:
    before = at(datetime(2026, 3, 22, 19, tzinfo=UTC))
    after = at(datetime(2026, 3, 29, 19, tzinfo=UTC))
    now = datetime(2026, 3, 23, 9, tzinfo=LONDON)
    said = when.say_clock_change(after, [before, after], now, SAY)
    assert said == "1 hour later than last week."
    autumn = at(datetime(2026, 10, 18, 19, tzinfo=UTC)), at(datetime(2026, 10, 25, 19, tzinfo=UTC))
    now = datetime(2026, 10, 19, 9, tzinfo=LONDON)
    assert (
        when.say_clock_change(autumn[1], list(autumn), now, SAY) == "1 hour earlier than last week."
    )


def test_a_session_that_stays_or_was_moved_by_somebody_says_nothing() -> None:
    before = at(datetime(2026, 3, 22, 19, tzinfo=LONDON))
    stays = at(datetime(2026, 3, 29, 19, tzinfo=LONDON))
    moved = at(datetime(2026, 3, 29, 20, 30, tzinfo=LONDON))
    now = datetime(2026, 3, 23, 9, tzinfo=LONDON)
    assert when.say_clock_change(stays, [before], now, SAY) == ""
    assert when.say_clock_change(moved, [before], now, SAY) == ""


def test_rows_are_what_other_programs_are_promised() -> None:
    session = Session(
        id="abc",
        series="s",
        source="x",
        title="Tea",
        start=NOW,
        end=NOW + timedelta(hours=1),
        links=(FoundLink("https://zoom.us/j/1?pwd=secret", "url"),),
        phones=(Phone("+442034815237", "1#"),),
        problems=("zone_unknown",),
    )
    (row,) = session_rows([session], lambda one: {"verdict": "allow", "service": one.title})
    assert row == {
        "id": "abc",
        "title": "Tea",
        "start": "2026-08-04T13:35:00+01:00",
        "end": "2026-08-04T14:35:00+01:00",
        "status": "confirmed",
        "all_day": False,
        "join": {"verdict": "allow", "service": "Tea"},
        "phone": "+442034815237",
        "problems": ["zone_unknown"],
    }
    assert say_title(session, SAY) == "Tea"
    assert say_flags(session, SAY) == ["The time may be wrong. Check it with your group."]
