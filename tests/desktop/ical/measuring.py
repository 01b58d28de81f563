"""What reading a large calendar costs, beside the bare libraries doing the same.

`ours` includes starting the bounded child; both return seconds, so that
`tests.support.bench.in_turns` can put them side by side.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from desktop.ical.expansion import read_calendar
from desktop.sessions.session import TimeRange
from tests.desktop.ical.written import LONDON, calendar, event

FIRST = datetime(2026, 7, 1, 9)
FORTNIGHT = TimeRange(datetime(2026, 7, 2, tzinfo=UTC), datetime(2026, 7, 16, tzinfo=UTC))
LINK = "https://zoom.us/j/123456789?pwd=abcdefghijkl"


def large_calendar(events: int = 10_000, weekly: int = 10) -> bytes:
    """Write a calendar of many events an hour apart; each `weekly`th repeats every week."""
    return calendar(*(_event(number, number % weekly == 0) for number in range(events)))


def _event(number: int, repeats: bool) -> str:
    start = FIRST + timedelta(hours=number)
    return event(
        f";TZID=Europe/London:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/London:{start + timedelta(hours=1):%Y%m%dT%H%M%S}",
        "DTSTAMP:20260101T000000Z",
        f"LOCATION:{LINK}",
        f"DESCRIPTION:Welcome.\\n\\nJoin here: {LINK}\\nBring some tea\\, please. {'x ' * 40}",
        *(["RRULE:FREQ=WEEKLY"] if repeats else []),
        uid=f"event-{number}@example.org",
    )


def ours(body: bytes) -> float:
    """Return the seconds we take, from bytes to sessions."""
    began = time.perf_counter()
    found = read_calendar(body, FORTNIGHT, LONDON)
    passed = time.perf_counter() - began
    if not found.sessions or found.stopped:
        raise ValueError("the calendar was not read to its end")
    return passed


def bare(body: bytes) -> float:
    """Return the seconds that icalendar and recurring-ical-events take."""
    import icalendar
    import recurring_ical_events

    began = time.perf_counter()
    whole = icalendar.Calendar.from_ical(body)
    recurring_ical_events.of(whole).between(FORTNIGHT.start, FORTNIGHT.end)
    return time.perf_counter() - began
