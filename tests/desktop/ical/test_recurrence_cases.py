"""Repeating sessions, changed, moved, called off, and rules made to freeze us."""

from __future__ import annotations

import time

import pytest

from tests.desktop.ical.written import GOOD, LONDON, YEAR, clocks, event, reading, sessions

WEEKLY = event(";TZID=Europe/London:20260701T190000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4")


@pytest.mark.parametrize("date", [";TZID=Europe/London:20260708T190000", ":20260708T180000Z"])
def test_r1_a_moved_date_leaves_its_old_place(date: str) -> None:
    moved = event(";TZID=Europe/London:20260709T150000", f"RECURRENCE-ID{date}", "DURATION:PT1H")
    found = sessions(WEEKLY, moved)
    assert clocks(found) == [
        "01 Jul 19:00+0100",
        "09 Jul 15:00+0100",
        "15 Jul 19:00+0100",
        "22 Jul 19:00+0100",
    ]
    assert found[1].id == sessions(WEEKLY)[1].id


def test_r1_a_change_written_with_the_day_only_is_understood() -> None:
    moved = event(";TZID=Europe/London:20260709T150000", "RECURRENCE-ID;VALUE=DATE:20260708")
    assert clocks(sessions(WEEKLY, moved))[1] == "09 Jul 15:00+0100"


def test_a_change_that_says_only_what_changed_keeps_the_rest() -> None:
    master = WEEKLY + "\nLOCATION:https://zoom.us/j/1?pwd=a"
    moved = "UID:1\nRECURRENCE-ID:20260708T180000Z\nDTSTART;TZID=Europe/London:20260709T150000"
    changed = sessions(master, moved)[1]
    assert changed.title == "Tea"
    assert [link.url for link in changed.links] == ["https://zoom.us/j/1?pwd=a"]
    assert (changed.end - changed.start).total_seconds() == 3600


def test_r2_a_date_called_off_is_listed_and_marked() -> None:
    off = event(
        ";TZID=Europe/London:20260708T190000",
        "RECURRENCE-ID;TZID=Europe/London:20260708T190000",
        "STATUS:CANCELLED",
    )
    found = sessions(WEEKLY, off)
    assert [session.cancelled for session in found] == [False, True, False, False]


def test_r3_a_series_called_off_is_all_marked() -> None:
    assert all(session.cancelled for session in sessions(WEEKLY + "\nSTATUS:CANCELLED"))
    assert all(session.cancelled for session in sessions(WEEKLY, head="METHOD:CANCEL\n"))


def test_r4_a_change_without_its_series_is_kept() -> None:
    alone = event(":20260709T150000Z", "RECURRENCE-ID:20260708T180000Z")
    assert clocks(sessions(alone)) == ["09 Jul 16:00+0100"]


def test_r5_this_and_later_dates_move_and_keep_different_names() -> None:
    later = event(
        ";TZID=Europe/London:20260708T200000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260708T190000",
        "DURATION:PT1H",
    )
    found = sessions(WEEKLY, later)
    assert [session.start.hour for session in found] == [19, 20, 20, 20]
    assert len({session.id for session in found}) == 4


@pytest.mark.parametrize(
    "left_out",
    [";VALUE=DATE:20260708", ":20260708T180000Z", ":20260708T190000"],
)
def test_r6_a_date_left_out_is_left_out_however_it_is_written(left_out: str) -> None:
    found = sessions(WEEKLY + f"\nEXDATE{left_out}")
    assert [session.start.day for session in found] == [1, 15, 22]


def test_r6_a_time_without_zone_is_meant_in_the_zone_of_the_series() -> None:
    series = event(
        ";TZID=America/New_York:20260701T190000",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "EXDATE:20260708T190000",
    )
    assert len(sessions(series)) == 1


@pytest.mark.parametrize(
    "until", ["20260715", "20260715T180000Z", "20260715T190000", "20260715T235959"]
)
def test_r7_the_last_day_is_included(until: str) -> None:
    series = event(";TZID=Europe/London:20260701T190000", f"RRULE:FREQ=WEEKLY;UNTIL={until}")
    assert [session.start.day for session in sessions(series)] == [1, 8, 15]


def test_r7_the_last_day_of_an_all_day_series_is_included() -> None:
    series = event(";VALUE=DATE:20260701", "RRULE:FREQ=WEEKLY;UNTIL=20260715T225959Z")
    assert [session.start.day for session in sessions(series)] == [1, 8, 15]


def test_r8_the_event_changed_more_often_is_right() -> None:
    old = event(":20260701T190000Z", "SEQUENCE:1")
    new = event(":20260702T190000Z", "SEQUENCE:2")
    assert clocks(sessions(new, old)) == ["02 Jul 20:00+0100"]


def test_r8_two_sessions_with_one_uid_are_both_shown_and_counted() -> None:
    found = reading(event(":20260701T190000Z"), event(":20260702T190000Z"))
    assert len(found.sessions) == 2
    assert found.reused == 1
    assert all("uid_reused" in session.problems for session in found.sessions)
    assert len({session.id for session in found.sessions}) == 2


def test_r8_two_series_with_one_uid_are_both_shown() -> None:
    other = event(";TZID=Europe/London:20260703T100000", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert len(sessions(WEEKLY, other)) == 6


def test_r9_sessions_without_uid_are_shown_and_named_the_same_each_time() -> None:
    first = "DTSTART:20260701T190000Z\nSUMMARY:Tea"
    second = "DTSTART:20260701T190000Z\nSUMMARY:Walk"
    found = sessions(first, second)
    assert {session.title for session in found} == {"Tea", "Walk"}
    assert [one.id for one in found] == [one.id for one in sessions(second, first)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7;BYMINUTE=0,10,20,30,40,50",
        "FREQ=DAILY;COUNT=99999999;BYHOUR=0,6,12,18",
    ],
)
def test_r10_a_rule_that_would_freeze_us_is_refused_at_once(rule: str) -> None:
    began = time.process_time()
    found = reading(event(":19000101T000000Z", f"RRULE:{rule}"), GOOD)
    assert time.process_time() - began < 4
    assert [session.start.day for session in found.sessions] == [1]
    assert found.refused == 1


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12",
    ],
)
def test_r10_a_rule_that_never_comes_true_gives_nothing(rule: str) -> None:
    began = time.process_time()
    found = reading(event(":19700101T000000Z", f"RRULE:{rule}"), GOOD)
    assert time.process_time() - began < 4
    assert [session.start.day for session in found.sessions] == [1]
    assert (found.refused, found.left_out) == (0, 0)


def test_r11_every_day_since_1970_is_fine() -> None:
    found = reading(event(":19700101T120000Z", "RRULE:FREQ=DAILY"), GOOD)
    assert len(found.sessions) == 364 + 1
    assert found.refused == 0


@pytest.mark.parametrize(
    "bad",
    [
        event(":00000101T000000Z"),
        event(":99991231T235959Z"),
        event(":20260701T190000Z", "DURATION:P999999999999W"),
        event(":20260701T190000Z", "RRULE:FREQ=DAILY;INTERVAL=0"),
        event(":20260701T190000Z", "RRULE:FREQ=DAILY;COUNT=0"),
        event(":20260701T190000Z", "RRULE:FREQ=DAILY;UNTIL=20200101T000000Z"),
        event(":20260701T190000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"),
        event(":20260701T190000Z", "RRULE:nonsense"),
        event(":20260701T190000Z", "RDATE:" + ",".join(["20260701T190000Z"] * 4000)),
        event(":20260701T190000Z", "RRULE:FREQ=DAILY", "EXDATE:" + "20260701," * 4000),
    ],
    ids=range(10),
)
def test_r12_a_series_that_makes_no_sense_hides_no_other(bad: str) -> None:
    assert clocks(sessions(bad, GOOD)) == ["01 Jul 19:00+0100"]


def test_r13_an_endless_series_gives_the_window_only() -> None:
    endless = event(";TZID=Europe/London:20200101T190000", "RRULE:FREQ=DAILY")
    found = sessions(endless)
    assert found[0].start >= YEAR.start.astimezone(LONDON)
    assert found[-1].start < YEAR.end


def test_extra_dates_are_added() -> None:
    found = sessions(WEEKLY + "\nRDATE;TZID=Europe/London:20260703T100000")
    assert [session.start.day for session in found] == [1, 3, 8, 15, 22]
