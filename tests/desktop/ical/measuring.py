"""What reading a large calendar costs, beside the bare libraries doing the same.

`ours` includes starting the bounded child; both return seconds, so that
`tests.support.bench.in_turns` can put them side by side. Of a mixed calendar both say
which sessions they found: beside busy loops nothing may be missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

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


class Answer(NamedTuple):
    """What one reading found (start in UTC and title), and the CPU time it took in seconds."""

    found: list[tuple[str, str]]
    cpu: float


def mixed_calendar(events: int = 10_000) -> bytes:
    """Write events in several zones, some of its own; a tenth repeat, some of them changed."""
    own = "".join(_own_zone(f"Own {number}", number % 3) for number in range(4))
    blocks = [block for number in range(events) for block in _mixed(number)]
    return calendar(*blocks, zones=own)


def _own_zone(name: str, east: int) -> str:
    winter, summer = f"+0{east}00", f"+0{east + 1}00"
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\n"
        f"BEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:{summer}\nTZOFFSETTO:{winter}\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
        f"BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETFROM:{winter}\nTZOFFSETTO:{summer}\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )


def _mixed(number: int) -> Iterator[str]:
    start = FIRST + timedelta(hours=number // 4, minutes=number % 4 * 15)
    zones = "Europe/London", "America/New_York", f"Own {number % 4}", "Asia/Seoul"
    when = f";TZID={zones[number // 10 % 4]}:{{:%Y%m%dT%H%M%S}}"
    about = f"DESCRIPTION:Welcome.\\nJoin here: {LINK}\\nBring some tea\\, please. {'x ' * 40}"
    uid, common = f"event-{number}@example.org", ["DURATION:PT1H", f"LOCATION:{LINK}", about]
    if number % 10:
        yield event(when.format(start), *common, uid=uid)
        return
    start -= timedelta(days=number % 400)
    more = "WEEKLY", "MONTHLY;BYDAY=2TU", "DAILY;COUNT=700", "WEEKLY;INTERVAL=2"
    again = start + timedelta(weeks=20 * 2)
    out = f"EXDATE{when.format(start + timedelta(weeks=2))}"
    rule = f"RRULE:FREQ={more[number // 10 % 4]}"
    yield event(when.format(start), rule, out, *common, uid=uid)
    if number % 40 == 0:
        changed = f"RECURRENCE-ID{when.format(again)}"
        yield event(when.format(again + timedelta(hours=3)), changed, *common, uid=uid)


def ours_of(body: bytes) -> Answer:
    """Read a calendar as the app does."""
    began = _cpu()
    reading = read_calendar(body, FORTNIGHT, LONDON)
    found = [(f"{one.start_utc:%Y%m%dT%H%M}", one.title) for one in reading.sessions]
    return Answer(sorted(found), _cpu() - began)


def bare_of(body: bytes) -> Answer:
    """Read a calendar with the bare libraries."""
    import icalendar
    import recurring_ical_events

    began = _cpu()
    whole = icalendar.Calendar.from_ical(body)
    near = recurring_ical_events.of(whole).between(FORTNIGHT.start, FORTNIGHT.end)
    found = [(f"{one.start.astimezone(UTC):%Y%m%dT%H%M}", str(one["SUMMARY"])) for one in near]
    return Answer(sorted(found), _cpu() - began)


def _cpu() -> float:
    """Return the CPU time of this process and its ended children: others' does not count."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@contextmanager
def busy_loops(number: int = 2) -> Iterator[None]:
    """Keep the computer busy with as many loops, as other programs do."""
    with ExitStack() as stack:
        for _ in range(number):
            loop = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(loop.kill)
        yield
