"""The child that reads calendars: limits hold, and the good events are still listed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.ical.expansion import ExpansionLimits, read_calendar
from desktop.sessions.session import Session, TimeRange
from tests.desktop.ical.written import GOOD, LONDON, YEAR, calendar, event

FORTNIGHT = TimeRange(datetime(2026, 6, 28, tzinfo=UTC), datetime(2026, 7, 12, tzinfo=UTC))

HOSTILE = {
    "a_rule_by_the_minute": [event(":19700101T000000Z", "RRULE:FREQ=MINUTELY", uid="x")],
    "many_rules_that_never_come_true": [
        event(":19700101T000000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", uid=f"x{n}")
        for n in range(300)
    ],
    "many_daily_rules_since_1970": [
        event(":19700101T000000Z", "RRULE:FREQ=DAILY", uid=f"x{n}") for n in range(300)
    ],
    "a_million_dates_left_out": [
        event(":20260701T000000Z", "RRULE:FREQ=DAILY", "EXDATE:" + "20260101T000000Z," * 60_000)
    ],
    "a_long_description": [
        event(":20260701T000000Z", "DESCRIPTION:" + "https://a.b/<p>" * 500_000)
    ],
    "brackets_without_end": [event(":20260701T000000Z", "DESCRIPTION:" + "<p" * 300_000)],
    "deep_boxes": [event(":20260701T000000Z", "BEGIN:X\n" * 60_000)],
    "many_small_events": ["DTSTART:20260702T000000Z"] * 100_000,
    "a_long_line": [event(":20260701T000000Z", "SUMMARY:" + "x" * 900_000)],
    "many_parameters": [event(":20260701T000000Z", "CONFERENCE" + ';A="' * 200_000 + ":x")],
    "quadratic_folds": [event(":20260701T000000Z", "\n " * 300_000)],
}


LARGE = 9_900_000
ENDLESS = {
    "new_lines": b"\r\n" * (LARGE // 2),
    "events_that_never_end": b"BEGIN:VEVENT\n" * (LARGE // 13),
    "calendars_that_never_end": b"begin:vcalendar\n" * (LARGE // 16),
    "zones": b"BEGIN:VTIMEZONE\nEND:VTIMEZONE\n" * (LARGE // 32),
    "one_long_word": b"x" * LARGE,
    "folds": b"X:\n " * (LARGE // 4),
    "zeros": b"\0" * LARGE,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_ten_megabytes_of_anything_end_in_time(name: str) -> None:
    body = calendar(GOOD) + ENDLESS[name]
    began = time.monotonic()
    found = read_calendar(body, FORTNIGHT, LONDON)
    assert time.monotonic() - began < 5
    assert [one.title for one in found.sessions] == ["Tea"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_calendar_ends_in_time_with_the_good_events(name: str) -> None:
    body = calendar(*HOSTILE[name], GOOD)
    began = time.monotonic()
    found = read_calendar(body, FORTNIGHT, LONDON)
    assert time.monotonic() - began < 5
    good = [one for one in found.sessions if one.start == datetime(2026, 7, 1, 18, tzinfo=UTC)]
    assert [one.title for one in good] == ["Tea"]


def test_the_child_says_what_it_left_out() -> None:
    bad = event(":INVALID", uid="bad")
    often = event(":20260101T000000Z", "RRULE:FREQ=HOURLY", uid="often")
    found = read_calendar(calendar(bad, often, GOOD), YEAR, LONDON)
    assert (found.left_out, found.refused, found.stopped) == (1, 1, "")


def test_times_come_back_in_the_readers_zone() -> None:
    (session,) = read_calendar(calendar(GOOD), YEAR, LONDON).sessions
    assert session.start.isoformat() == "2026-07-01T19:00:00+01:00"
    assert session.start.tzinfo is LONDON


def test_a_child_that_hangs_is_killed_and_what_it_wrote_counts() -> None:
    session = Session(id="a", series="s", source="", title="Tea", start=YEAR.start, end=YEAR.end)
    line = msgspec.json.encode(session)
    script = (
        "import sys, time; out = sys.stdout.buffer; "
        f"out.write({line!r} + b'\\n' + {line[:40]!r}); out.flush(); time.sleep(99)"
    )
    began = time.monotonic()
    found = read_calendar(
        calendar(GOOD),
        YEAR,
        LONDON,
        limits=ExpansionLimits(seconds=1.0),
        command=(sys.executable, "-c", script),
    )
    assert time.monotonic() - began < 3
    assert [session.id for session in found.sessions] == ["a"]
    assert found.stopped == "time"


def test_a_child_that_dies_is_no_crash() -> None:
    command = (sys.executable, "-c", "raise SystemExit(3)")
    found = read_calendar(b"x" * 10_000_000, YEAR, LONDON, command=command)
    assert found.sessions == ()
    assert found.stopped == "time"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_memory_is_limited() -> None:
    greedy = (
        "import sys; from desktop.ical import expansion as e; "
        "e._limit_memory(200 * 2**20)\n"
        "try: x = b'x' * (400 * 2**20)\n"
        "except MemoryError: print('limited')"
    )
    said = subprocess.run((sys.executable, "-c", greedy), capture_output=True, check=True).stdout
    assert said == b"limited\n"


def test_ten_thousand_events_are_read_within_the_limits() -> None:
    start = datetime(2026, 7, 1, 9)
    events = [
        event(f";TZID=Europe/London:{start + timedelta(hours=n):%Y%m%dT%H%M%S}", uid=f"e{n}")
        for n in range(10_000)
    ]
    found = read_calendar(calendar(*events), FORTNIGHT, LONDON)
    assert (found.events, found.stopped) == (10_000, "")
    assert len(found.sessions) == 11 * 24 - 8


def test_the_child_opens_no_window_and_needs_no_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert os.environ.get("DISPLAY") is None
    assert len(read_calendar(calendar(GOOD), YEAR, LONDON).sessions) == 1
