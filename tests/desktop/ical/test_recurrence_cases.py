"""Repeating sessions, changed, moved, called off, and rules made to freeze us."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.sessions.session import CalendarReading, TimeRange
from tests.desktop.ical.written import GOOD, LONDON, YEAR, clocks, event, reading, sessions
from tests.support.measuring import MOST_EFFORT, effort

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


def affordable(*parts: str) -> CalendarReading:
    """Read a calendar, which may not cost much."""
    found: list[CalendarReading] = []
    assert effort(lambda: found.append(reading(*parts))) < MOST_EFFORT
    return found[0]


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
    found = affordable(event(":19000101T000000Z", f"RRULE:{rule}"), GOOD)
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
    found = affordable(event(":19700101T000000Z", f"RRULE:{rule}"), GOOD)
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
        event(":20260701T190000Z", "RRULE:FREQ=DAILY;UNTIL=20200101T000000Z"),
    ],
    ids=range(3),
)
def test_r12_a_series_that_makes_no_sense_hides_no_other(bad: str) -> None:
    assert clocks(sessions(bad, GOOD)) == ["01 Jul 19:00+0100"]


JULY = TimeRange(datetime(2026, 7, 1, tzinfo=LONDON), datetime(2026, 7, 4, tzinfo=LONDON))


@pytest.mark.parametrize("dates", [5_000, 15_000])
def test_r12_thousands_of_exceptions_cost_a_series_nothing(dates: int) -> None:
    """A group that meets daily for years leaves out, adds and moves many dates."""
    days = [datetime(2026, 7, 2) - timedelta(days=day) for day in range(dates)]
    out = ",".join(f"{day:%Y%m%dT190000Z}" for day in days)
    added = ",".join(f"{day:%Y%m%dT080000Z}" for day in days)
    start = f":{days[-1]:%Y%m%d}T190000Z"
    left = sessions(event(start, "RRULE:FREQ=DAILY", f"EXDATE:{out}"), window=JULY)
    assert clocks(left) == ["03 Jul 20:00+0100"]
    more = sessions(event(start, f"RDATE:{added}"), window=JULY)
    assert clocks(more) == ["01 Jul 09:00+0100", "02 Jul 09:00+0100"]
    moved = [
        event(f":{day:%Y%m%d}T100000Z", f"RECURRENCE-ID:{day:%Y%m%dT190000Z}")
        for day in days[:5_000]
    ]
    found = sessions(event(start, "RRULE:FREQ=DAILY"), *moved, window=JULY)
    assert clocks(found) == ["01 Jul 11:00+0100", "02 Jul 11:00+0100", "03 Jul 20:00+0100"]


def test_r12_more_dates_than_anybody_lists_are_said() -> None:
    found = reading(event(":20260701T190000Z", "RDATE:" + "20260701T190000Z," * 25_000))
    assert clocks([one.in_zone(LONDON) for one in found.sessions]) == ["01 Jul 20:00+0100"]
    assert found.sessions[0].problems == ("end_unknown", "dates_unsure")


def test_r12_of_a_series_that_cannot_be_told_the_first_date_stands() -> None:
    rule = "RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))
    long = event(":20260701T190000Z", "DURATION:P300D", rule)
    found = reading(long, GOOD, window=JULY)
    assert {one.start.hour for one in found.sessions} == {19, 18}
    assert (len(found.sessions), found.refused) == (2, 1)
    moved = event(":20260702T190000Z", "RECURRENCE-ID:20260701T190000Z")
    assert clocks(sessions(long, moved, GOOD, window=JULY)) == ["01 Jul 19:00+0100"]


@pytest.mark.parametrize(
    "rule",
    [
        "nonsense",
        "COUNT=3",
        "FREQ=",
        "FREQ=SOMETIMES",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY;BYMONTHDAY=40",
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=YEARLY;BYEASTER=0",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
        "W1 WE 20261231T000000",
        "D1 #0",
        "MP1 1+ TH #10",
    ],
)
def test_r12_a_rule_that_cannot_be_read_leaves_the_first_date_standing(rule: str) -> None:
    found = reading(event(":20260701T190000Z", "DURATION:PT1H", f"RRULE:{rule}"))
    assert clocks([one.in_zone(LONDON) for one in found.sessions]) == ["01 Jul 20:00+0100"]
    assert found.sessions[0].problems == ("dates_unsure",)
    assert found.left_out + found.refused == 1


@pytest.mark.parametrize(
    "rule",
    [
        '"FREQ=WEEKLY;COUNT=2"',
        "FREQ=WEEKLY\\;COUNT=2",
        "FREQ=WEEKLY;BYDAY=WE,;COUNT=2",
        "FREQ = WEEKLY ; COUNT = 2",
        "FREQ=WEEKLY;BYDAY=WE\\,WE;COUNT=2",
    ],
)
def test_r12_a_rule_may_be_quoted_or_escaped(rule: str) -> None:
    found = sessions(event(":20260701T190000Z", f"RRULE:{rule}"))
    assert clocks(found) == ["01 Jul 20:00+0100", "08 Jul 20:00+0100"]


def test_r12_a_change_need_not_say_when_it_is() -> None:
    change = "UID:1\nRECURRENCE-ID:20260708T180000Z\nSTATUS:CANCELLED"
    found = sessions(WEEKLY, change)
    assert [one.status for one in found] == ["confirmed", "cancelled", "confirmed", "confirmed"]


def test_r12_an_empty_rule_is_no_rule() -> None:
    found = reading(event(":20260701T190000Z", "DURATION:PT1H", "RRULE:"))
    assert [one.problems for one in found.sessions] == [()]
    assert found.left_out == 0


@pytest.mark.parametrize("bad", ["EXDATE:bad", "RDATE:bad", "EXRULE:bad"])
def test_r12_a_date_that_cannot_be_read_is_said(bad: str) -> None:
    assert {one.problems for one in sessions(f"{WEEKLY}\n{bad}")} == {("dates_unsure",)}


def test_r12_a_change_of_an_unreadable_date_is_not_lost() -> None:
    moved = event(":20260709T150000Z", "RECURRENCE-ID:soon", "DURATION:PT1H")
    found = sessions(WEEKLY, moved)
    assert [one.start.day for one in found] == [1, 8, 9, 15, 22]
    assert found[2].problems == ("dates_unsure",)


@pytest.mark.parametrize("year", [1601, 1753, 1899, 1900])
def test_r11_a_series_may_be_old(year: int) -> None:
    yearly = event(f";VALUE=DATE:{year}0706", "RRULE:FREQ=YEARLY")
    assert clocks(sessions(yearly)) == ["06 Jul 00:00+0100"]
    timed = event(f";TZID=Europe/London:{year}0706T190000", "RRULE:FREQ=YEARLY")
    assert clocks(sessions(timed)) == ["06 Jul 19:00+0100"]


@pytest.mark.parametrize(
    ("start", "rule", "days"),
    [
        (
            "20260131",
            "FREQ=MONTHLY;SKIP=BACKWARD;COUNT=4",
            ["31 Jan", "28 Feb", "31 Mar", "30 Apr"],
        ),
        ("20260130", "FREQ=MONTHLY;SKIP=BACKWARD;COUNT=3", ["30 Jan", "28 Feb", "30 Mar"]),
        ("20240229", "FREQ=YEARLY;SKIP=BACKWARD", ["28 Feb"]),
        ("20260131", "RSCALE=GREGORIAN;FREQ=MONTHLY;COUNT=2", ["31 Jan", "31 Mar"]),
    ],
)
def test_r14_a_month_that_is_too_short_has_its_last_day(
    start: str, rule: str, days: list[str]
) -> None:
    found = sessions(event(f";TZID=Europe/London:{start}T190000", f"RRULE:{rule}"))
    assert [f"{one.start:%d %b}" for one in found] == days


@pytest.mark.parametrize(
    "changed",
    [
        ";TZID=Europe/London:20260708T190000",
        ";TZID=America/New_York:20260708T140000",
        ":20260708T180000Z",
        ":20260708T180000",
        ":20260708T190000",
        ";TZID=Europe/London:20260708T000000",
        ":20260708T000000Z",
        ":20260708T000000",
        ";VALUE=DATE:20260708",
        ":2026-07-08T19:00:00",
    ],
)
def test_r15_a_changed_date_is_known_however_it_is_written(changed: str) -> None:
    moved = event(
        ";TZID=America/New_York:20260709T100000", f"RECURRENCE-ID{changed}", "DURATION:PT1H"
    )
    found = sessions(WEEKLY, moved)
    assert [(one.start.day, one.start.hour) for one in found] == [
        (1, 19),
        (9, 15),
        (15, 19),
        (22, 19),
    ]
    assert [one.id for one in found] == [one.id for one in sessions(WEEKLY)]


@pytest.mark.parametrize(
    "left_out", [";TZID=Europe/London:20260708T000000", ":20260708T180000", ":20260708T000000Z"]
)
def test_r15_a_date_left_out_is_known_too(left_out: str) -> None:
    assert [one.start.day for one in sessions(f"{WEEKLY}\nEXDATE{left_out}")] == [1, 15, 22]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("SEQUENCE:1", "SEQUENCE:2"),
        ("SEQUENCE:1\nDTSTAMP:20260602T000000Z", "SEQUENCE:2\nDTSTAMP:20260601T000000Z"),
        ("LAST-MODIFIED:20260601T000000Z", "LAST-MODIFIED:20260602T000000Z"),
        ("DTSTAMP:20260601T000000Z", "DTSTAMP:20260602T000000Z"),
    ],
)
def test_r16_of_two_changes_to_one_date_the_newer_is_right(older: str, newer: str) -> None:
    old = event(
        ";TZID=Europe/London:20260708T170000", "RECURRENCE-ID:20260708T180000Z", "DURATION:PT1H"
    )
    new = event(
        ";TZID=Europe/London:20260708T180000",
        "RECURRENCE-ID;TZID=Europe/London:20260708T190000",
        "DURATION:PT1H",
    )
    for events in ((f"{old}\n{older}", f"{new}\n{newer}"), (f"{new}\n{newer}", f"{old}\n{older}")):
        assert [one.start.hour for one in sessions(WEEKLY, *events)] == [19, 18, 19, 19]


def test_r17_an_event_that_repeats_needs_no_master() -> None:
    orphan = f"{WEEKLY}\nRECURRENCE-ID:19700101T070000Z"
    assert clocks(sessions(orphan)) == clocks(sessions(WEEKLY))
    assert len({one.id for one in sessions(orphan)}) == 4


def test_r18_dates_may_be_left_out_by_a_rule() -> None:
    daily = event(";TZID=Europe/London:20260701T190000", "RRULE:FREQ=DAILY;COUNT=8")
    weekends = f"{daily}\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU"
    assert [one.start.day for one in sessions(weekends)] == [1, 2, 3, 6, 7, 8]
    days = event(";VALUE=DATE:20260701", "RRULE:FREQ=DAILY;COUNT=8")
    weekends = f"{days}\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20260704"
    assert [one.start.day for one in sessions(weekends)] == [1, 2, 3, 5, 6, 7, 8]


def test_r18_a_single_session_may_be_left_out() -> None:
    single = event(":20260701T190000Z", "EXDATE:20260701T190000Z")
    assert clocks(sessions(single, GOOD)) == ["01 Jul 19:00+0100"]
    assert len(sessions(event(":20260701T190000Z", "EXDATE:20260702T190000Z"))) == 1


@pytest.mark.parametrize("period", ["20260703T180000Z/PT2H", "20260703T180000Z/20260703T200000Z"])
def test_r19_an_added_date_may_have_its_own_end(period: str) -> None:
    found = sessions(f"{WEEKLY}\nRDATE;VALUE=PERIOD:{period}")
    hours = [(one.end - one.start).total_seconds() / 3600 for one in found]
    assert hours == [1, 2, 1, 1, 1]


def test_r19_an_added_day_is_at_the_usual_time() -> None:
    found = sessions(f"{WEEKLY}\nRDATE;VALUE=DATE:20260703")
    assert clocks(found)[1] == "03 Jul 19:00+0100"


def test_r13_an_endless_series_gives_the_window_only() -> None:
    endless = event(";TZID=Europe/London:20200101T190000", "RRULE:FREQ=DAILY")
    found = sessions(endless)
    assert found[0].start >= YEAR.start.astimezone(LONDON)
    assert found[-1].start < YEAR.end


def test_extra_dates_are_added() -> None:
    found = sessions(WEEKLY + "\nRDATE;TZID=Europe/London:20260703T100000")
    assert [session.start.day for session in found] == [1, 3, 8, 15, 22]
