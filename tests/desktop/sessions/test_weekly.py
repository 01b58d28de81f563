from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import msgspec
import pytest
import recurring_ical_events

from desktop.sessions.weekly import WeeklyRule, as_calendar

LONDON = ZoneInfo("Europe/London")
TUESDAYS = WeeklyRule(name="Tea; cake, \\ and\nmore", day="tuesday", at="14:00", zone=LONDON.key)


def starts(rule: WeeklyRule, first: date, last: date) -> list[datetime]:
    """Return what an independent reader of calendars makes of the rule."""
    calendar = icalendar.Calendar.from_ical(as_calendar(rule, "1"))
    found = recurring_ical_events.of(calendar).between(first, last)
    return sorted(event.start for event in found)


def test_it_keeps_its_local_time_across_clock_changes() -> None:
    found = starts(TUESDAYS, date(2026, 3, 20), date(2026, 4, 5))
    assert found == [
        datetime(2026, 3, 24, 14, tzinfo=LONDON),
        datetime(2026, 3, 31, 14, tzinfo=LONDON),
    ]
    assert [
        one.utcoffset() is not None and one.utcoffset() != found[0].utcoffset() for one in found
    ] == [
        False,
        True,
    ]


def test_every_other_week_counts_from_its_first_day() -> None:
    rule = WeeklyRule(
        name="Tea", day="friday", at="09:30", zone="UTC", every=2, starts=date(2026, 1, 5)
    )
    found = starts(rule, date(2026, 1, 1), date(2026, 2, 10))
    assert [one.date() for one in found] == [date(2026, 1, 9), date(2026, 1, 23), date(2026, 2, 6)]


def test_name_length_and_room_come_through() -> None:
    rule = WeeklyRule(
        name=TUESDAYS.name,
        day="tuesday",
        at="14:00",
        zone="Europe/London",
        minutes=90,
        room="https://meet.example.org/tea",
    )
    (event,) = icalendar.Calendar.from_ical(as_calendar(rule, "tea-1")).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Tea; cake, \\ and more"
    assert str(event["UID"]) == "tea-1"
    assert str(event["URL"]) == "https://meet.example.org/tea"
    assert event.decoded("DURATION") == timedelta(minutes=90)


@pytest.mark.parametrize("at", ["25:00", "2pm", "", "14:60"])
def test_what_is_no_time_is_refused(at: str) -> None:
    with pytest.raises(ValueError, match=r"time data|unconverted"):
        _ = WeeklyRule(name="x", day="monday", at=at, zone="UTC").time


def test_one_that_is_once_is_on_its_day_only() -> None:
    rule = WeeklyRule(
        name="Tea", day="tuesday", at="14:00", zone=LONDON.key, every=0, starts=date(2026, 12, 1)
    )
    assert starts(rule, date(2026, 11, 1), date(2027, 2, 1)) == [
        datetime(2026, 12, 1, 14, tzinfo=LONDON)
    ]


def test_a_code_stands_behind_its_number() -> None:
    rule = msgspec.structs.replace(TUESDAYS, phone="+44 20 3481 5237", code="812 345#,,*48#")
    assert b"FEATURE=PHONE:tel:+442034815237,,812345#,,*48#" in as_calendar(rule, "1")
