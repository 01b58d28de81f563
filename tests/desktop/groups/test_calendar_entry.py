"""The calendar file of a meeting in person is one event that other programs read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from desktop.groups.calendar_entry import calendar_entry
from desktop.groups.group import Group, Way

NOW = datetime(2026, 11, 24, 13, 50, tzinfo=UTC)
MEETS = datetime(2026, 12, 4, 14, 0)
HALL = Way(
    kind="in_person",
    words="We meet in the hall; come along.",
    meets=MEETS,
    place="The hall, 12 Mill Road",
    route="Bus 7 stops outside.\\nBEGIN:VALARM",
)
TEA = Group(id="tea-group-2026", name="Tuesday Tea, and cake")


def test_it_says_what_when_and_where_and_nothing_breaks_out_of_a_line() -> None:
    body = calendar_entry(TEA, HALL, NOW)
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert event["SUMMARY"] == TEA.name
    assert event["LOCATION"] == HALL.place
    assert event.decoded("DTSTART") == MEETS
    assert event.decoded("DTEND") == MEETS + timedelta(hours=1)
    assert b"\r\nBEGIN:VALARM" not in body
    assert b"\r\n" in body and b"\n\n" not in body


def test_it_ends_when_the_card_says_and_is_the_same_event_each_time() -> None:
    way = Way(kind="in_person", words="x", meets=MEETS, ends=MEETS + timedelta(hours=2))
    events = [
        Calendar.from_ical(calendar_entry(TEA, way, NOW + later)).walk("VEVENT")[0]
        for later in (timedelta(0), timedelta(days=1))
    ]
    assert events[0].decoded("DTEND") == MEETS + timedelta(hours=2)
    assert events[0]["UID"] == events[1]["UID"]
