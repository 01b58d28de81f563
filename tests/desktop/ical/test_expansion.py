"""The child that reads calendars: limits hold, and the good events are still listed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import psutil
import pytest

from desktop.ical.calendar import SessionReader
from desktop.ical.expansion import ExpansionLimits, read_calendar, time_used
from desktop.sessions.session import CalendarReaderDied, Session, TimeRange
from resources.platform.blocking import start_in_thread
from resources.platform.child_process import CALENDAR_EXPANSION, child_command, start_child
from tests.desktop.ical.written import GOOD, LONDON, YEAR, calendar, event
from tests.support.process_rights import FILTERED, has_no_network, leaves_no_dump
from tests.support.until import PATIENCE_S, wait_until

FORTNIGHT = TimeRange(datetime(2026, 6, 28, tzinfo=UTC), datetime(2026, 7, 12, tzinfo=UTC))

CASES = sorted((Path(__file__).parents[4] / "shared/cases/hostile").glob("*.ics"))
"""Calendars that were seen; they stand beside the checkout on some computers only."""

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
    "spaces_in_html": [event(":20260701T000000Z", "DESCRIPTION:<b>" + " " * 60_000 + "x")],
    "blanks_in_html": [event(":20260701T000000Z", "DESCRIPTION:<p>" + "&nbsp\\;" * 25_000 + "x")],
    "tabs_in_a_title": [event(":20260701T000000Z", "SUMMARY:" + "\t" * 500_000 + "x")],
    "brackets_after_a_link": [
        event(":20260701T000000Z", "DESCRIPTION:https://zoom.us/j/1" + ")" * 190_000)
    ],
    "pairs_after_a_link": [
        event(":20260701T000000Z", "DESCRIPTION:https://zoom.us/j/1" + "])}" * 60_000)
    ],
    "entities_without_end": [event(":20260701T000000Z", "DESCRIPTION:<p>" + "&#" + "9" * 150_000)],
    "hrefs_without_quotes": [
        event(":20260701T000000Z", "DESCRIPTION:<a " + "href  =  '" * 15_000 + "<")
    ],
    "numbers_to_dial": [event(":20260701T000000Z", "DESCRIPTION:" + "tel:+1" * 30_000)],
    "a_zone_with_a_long_name": [
        event(f";TZID={'/a' * 200_000}:20260701T000000", uid="x"),
    ],
    "rules_that_count_and_never_come_true": [
        event(
            f":19{n % 90 + 10}0101T000000Z",
            "RRULE:FREQ=DAILY;COUNT=99999999;BYMONTH=2;BYMONTHDAY=30",
            uid=f"x{n}",
        )
        for n in range(300)
    ],
    "rules_that_never_meet_their_interval": [
        event(":19700105T000000Z", "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", uid=f"x{n}")
        for n in range(300)
    ],
    "many_changes_of_one_series": [
        event(":20260701T000000Z", "RRULE:FREQ=DAILY", uid="x"),
        *(
            event(
                f":20260702T{n // 3600:02}{n // 60 % 60:02}{n % 60:02}Z",
                f"RECURRENCE-ID;RANGE=THISANDFUTURE:2026{n % 12 + 1:02}{n % 28 + 1:02}T000000Z",
                uid="x",
            )
            for n in range(3000)
        ),
    ],
    "many_series_of_one_name": [
        event(
            f":20260110T{n // 3600:02}{n // 60 % 60:02}{n % 60:02}Z",
            "RRULE:FREQ=MONTHLY;INTERVAL=7",
            uid="x",
        )
        for n in range(20_000)
    ],
    "many_names_of_zones": [
        event(f";TZID=Unknown {n}, ({n}):20260710T{n % 24:02}0000", uid=f"x{n}")
        for n in range(20_000)
    ],
    "spaces_that_nobody_sees": [event(":20260701T000000Z", ("X:y" + "\u200b" * 2000 + "\n") * 900)],
}


def heavy_zone(name: str) -> str:
    """Write a time zone that takes long to look at: hundreds of rules since the year 1."""
    rules = (
        f"BEGIN:{('STANDARD', 'DAYLIGHT')[n % 2]}\nDTSTART:00010101T{n % 24:02}0000\n"
        f"TZOFFSETFROM:+{n % 12:02}00\nTZOFFSETTO:+{n % 11:02}30\n"
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29\n"
        f"END:{('STANDARD', 'DAYLIGHT')[n % 2]}\n"
        for n in range(400)
    )
    return f"BEGIN:VTIMEZONE\nTZID:{name}\n{''.join(rules)}END:VTIMEZONE\n"


def cpu_of_children() -> float:
    """Return the CPU time that all ended children have used: what others do does not count."""
    times = os.times()
    return times.children_user + times.children_system


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
    began = cpu_of_children()
    found = read_calendar(body, FORTNIGHT, LONDON)
    assert cpu_of_children() - began < 5
    assert [one.title for one in found.sessions] == ["Tea"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_calendar_ends_in_time_with_the_good_events(name: str) -> None:
    body = calendar(*HOSTILE[name], GOOD)
    began = cpu_of_children()
    found = read_calendar(body, FORTNIGHT, LONDON)
    assert cpu_of_children() - began < 5
    good = [one for one in found.sessions if one.start == datetime(2026, 7, 1, 18, tzinfo=UTC)]
    assert [one.title for one in good] == ["Tea"]


def test_a_hundred_heavy_zones_hide_no_good_event() -> None:
    names = [f"Zone {n}" for n in range(100)]
    bad = [event(f";TZID={name}:20260702T100000", uid=name) for name in names]
    body = calendar(*bad, GOOD, zones="".join(heavy_zone(name) for name in names))
    began = cpu_of_children()
    found = read_calendar(body, FORTNIGHT, LONDON)
    assert cpu_of_children() - began < 5
    assert datetime(2026, 7, 1, 18, tzinfo=UTC) in [one.start for one in found.sessions]
    assert found.stopped == ""  # a zone is a table, or nothing, and costs the same


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES] or None)
def test_the_hostile_calendars_that_were_seen_hide_no_good_event(path: Path) -> None:
    body = path.read_bytes()
    window = TimeRange(datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    began = cpu_of_children()
    found = read_calendar(body, window, LONDON)
    assert cpu_of_children() - began < 5
    assert body.count(b"UID:good") <= sum("ood" in one.title for one in found.sessions)


def test_many_series_in_one_zone_of_its_own_are_all_there() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\n"
        "BEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0000\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
        "BEGIN:DAYLIGHT\nDTSTART:16010101T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
    )
    start = ";TZID=Customized Time Zone:20100104T1{}0000"
    rules = ("FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1TU", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=FR")
    every = [event(start.format(n), f"RRULE:{rules[n % 4]}", uid=f"series{n}") for n in range(10)]
    found = read_calendar(calendar(*every, zones=zone), FORTNIGHT, LONDON)
    assert (found.stopped, found.refused, found.left_out) == ("", 0, 0)
    assert len({one.series for one in found.sessions}) == 10
    assert {one.start.minute for one in found.sessions} == {0}


def test_the_child_says_what_it_left_out() -> None:
    bad = event(":INVALID", uid="bad")
    often = event(":20260101T000000Z", "RRULE:FREQ=HOURLY", uid="often")
    found = read_calendar(calendar(bad, often, GOOD), YEAR, LONDON)
    assert (found.left_out, found.refused, found.stopped) == (1, 1, "")


def test_times_come_back_in_the_readers_zone() -> None:
    (session,) = read_calendar(calendar(GOOD), YEAR, LONDON).sessions
    assert session.start.isoformat() == "2026-07-01T19:00:00+01:00"
    assert session.start.tzinfo is LONDON


TEA = Session(id="a", series="s", source="", title="Tea", start=YEAR.start, end=YEAR.end)
LINE = msgspec.json.encode(TEA)


def test_a_child_that_hangs_is_killed_and_what_it_wrote_counts() -> None:
    script = (
        "import sys, threading; out = sys.stdout.buffer; "
        f"out.write({LINE!r} + b'\\n' + {LINE[:40]!r}); out.flush(); threading.Event().wait()"
    )
    found = read_calendar(
        calendar(GOOD),
        YEAR,
        LONDON,
        limits=ExpansionLimits(wall=1.0),
        command=(sys.executable, "-c", script),
    )
    assert [session.id for session in found.sessions] == ["a"]
    assert found.stopped == "time"


def test_a_child_that_is_given_next_to_no_time_stops_before_it_would_be_killed() -> None:
    assert time_used(3.0, wall=1e-9)() >= 3.0


def test_as_long_as_it_gets_on_only_its_own_time_counts() -> None:
    before = time.process_time()
    used = time_used(3.0, wall=1e12)()
    assert before <= used <= time.process_time()


def test_what_was_read_by_then_is_listed_the_soonest_first() -> None:
    ticks = iter(range(10_000))
    many = [event(f":202607{n % 14 + 1:02}T120000Z", uid=f"e{n}") for n in range(200)]
    reader = SessionReader(FORTNIGHT, LONDON, 100, clock=lambda: float(next(ticks)))
    found = list(reader.sessions(calendar(*many)))
    assert reader.about.stopped == "time"
    assert 14 < len(found) < 150
    assert max(each.start for each in found) < datetime(2026, 7, 11, tzinfo=UTC)


STUCK = f"""
import sys, msgspec
from desktop.ical.expansion import ExpansionTask
from desktop.ical.item_limit import ItemLimit
task = msgspec.json.decode(sys.stdin.buffer.readline(), type=ExpansionTask)
limit = ItemLimit(2, by_thread="by_thread" in sys.argv)
out = sys.stdout.buffer
if task.without:
    out.write(b'{{"events": ' + str(task.without[0]).encode() + b'}}\\n')
else:
    out.write({LINE!r} + b"\\n")
    out.flush()
    limit.begin(7)
    while True:
        pass
"""


@pytest.mark.parametrize("how", ["by_timer", "by_thread"])
def test_an_event_that_takes_too_long_is_left_out_and_the_others_are_read(how: str) -> None:
    command = (sys.executable, "-c", STUCK, how)
    began = cpu_of_children()
    found = read_calendar(calendar(GOOD), YEAR, LONDON, command=command)
    assert cpu_of_children() - began < 5
    assert [session.id for session in found.sessions] == ["a"]
    assert found.events == 7
    assert found.stopped == "time"


DIES = {
    "of itself": "raise SystemExit(3)",
    "at an import": "import no_such_library",
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "of a fault": "os.kill(os.getpid(), signal.SIGSEGV)",
    "as if it were well": "raise SystemExit(0)",
}


@pytest.mark.parametrize("how", DIES)
def test_a_child_that_dies_is_a_fault_and_never_a_limit(how: str) -> None:
    command = (sys.executable, "-c", f"import os, signal; {DIES[how]}")
    with pytest.raises(CalendarReaderDied):
        read_calendar(b"x" * 10_000_000, YEAR, LONDON, command=command)


def test_a_child_that_cannot_be_started_is_the_same_fault(tmp_path: Path) -> None:
    with pytest.raises(CalendarReaderDied):
        read_calendar(calendar(GOOD), YEAR, LONDON, command=(str(tmp_path / "no python"),))


@pytest.mark.parametrize("how", DIES)
def test_what_a_child_wrote_before_it_died_counts(how: str) -> None:
    script = f"import os, signal; os.write(1, {LINE!r} + b'\\n'); {DIES[how]}"
    found = read_calendar(calendar(GOOD), YEAR, LONDON, command=(sys.executable, "-c", script))
    assert [session.id for session in found.sessions] == ["a"]
    assert found.stopped == "died"


def test_an_event_over_which_a_child_dies_hides_no_other() -> None:
    script = STUCK.replace("while True:\n        pass", "raise SystemExit(3)")
    found = read_calendar(calendar(GOOD), YEAR, LONDON, command=(sys.executable, "-c", script))
    assert [session.id for session in found.sessions] == ["a"]
    assert (found.events, found.stopped) == (7, "died")


def test_the_real_child_is_killed_again_and_again_while_it_reads() -> None:
    many = [event(f":2026070{n % 9 + 1}T{n % 24:02}0000Z", uid=f"e{n}") for n in range(40_000)]
    answer = start_in_thread(lambda: read_calendar(calendar(*many), FORTNIGHT, LONDON))
    killed: set[int] = set()

    def kill_until_it_gives_up() -> bool:
        for child in psutil.Process().children():
            killed.add(child.pid)
            child.kill()
        return answer.done()

    wait_until(kill_until_it_gives_up, seconds=60, what="an answer though each child is killed")
    with pytest.raises(CalendarReaderDied):
        answer.result(0)
    assert killed


def test_ten_thousand_events_are_read_within_the_limits() -> None:
    start = datetime(2026, 7, 1, 9)
    events = [
        event(f";TZID=Europe/London:{start + timedelta(hours=n):%Y%m%dT%H%M%S}", uid=f"e{n}")
        for n in range(10_000)
    ]
    found = read_calendar(calendar(*events), FORTNIGHT, LONDON)
    assert (found.events, found.stopped) == (10_000, "")
    assert len(found.sessions) == 11 * 24 - 8


def test_a_busy_computer_takes_nothing_from_a_calendar() -> None:
    start = datetime(2026, 7, 1, 9)
    events = [
        event(
            f";TZID=Europe/London:{start + timedelta(hours=n):%Y%m%dT%H%M%S}",
            *(["RRULE:FREQ=WEEKLY"] if n % 10 == 0 else []),
            uid=f"e{n}",
        )
        for n in range(3000)
    ]
    body = calendar(*events)
    idle = read_calendar(body, FORTNIGHT, LONDON)
    loops = [subprocess.Popen((sys.executable, "-c", "while True: pass")) for _ in range(4)]
    try:
        busy = read_calendar(body, FORTNIGHT, LONDON)
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
    assert (busy.stopped, busy.left_out, busy.refused) == ("", 0, 0)
    assert busy.sessions == idle.sessions
    assert len(busy.sessions) == 11 * 24 - 8 + 9


def test_what_is_cut_off_is_not_the_soonest() -> None:
    many = [event(f":2026070{n % 9 + 1}T{n % 24:02}0000Z", uid=f"e{n}") for n in range(40_000)]
    found = read_calendar(calendar(*many), FORTNIGHT, LONDON, limits=ExpansionLimits(seconds=2.0))
    assert found.stopped
    shown = {one.start.astimezone(UTC).day for one in found.sessions}
    assert shown and shown == set(range(1, max(shown) + 1))


def test_the_child_opens_no_window_and_needs_no_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "HOME"):
        monkeypatch.delenv(name, raising=False)
    assert os.environ.get("DISPLAY") is None
    assert len(read_calendar(calendar(GOOD), YEAR, LONDON).sessions) == 1


@FILTERED
def test_the_child_has_no_network_and_leaves_no_dump(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a calendar when it is looked at."""
    monkeypatch.chdir(tmp_path)
    with start_child(child_command(CALENDAR_EXPANSION), "stdin", "stdout") as child:
        wait_until(lambda: has_no_network(child.pid), what="a child without network")
        assert leaves_no_dump(child.pid)
        os.kill(child.pid, signal.SIGSEGV)
        assert child.wait(PATIENCE_S) == -signal.SIGSEGV
    assert list(tmp_path.iterdir()) == []
