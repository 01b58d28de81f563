"""Zones that a calendar brings: as exporters write them, and as attackers would."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.ical.vtimezone import defined_zone
from tests.support.measuring import MOST_EFFORT, effort

BERLIN = """BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
HOURS = [datetime(2026, 1, 1) + timedelta(hours=7 * count) for count in range(1250)]


def offsets(text: str) -> list[timedelta | None]:
    """Return the offsets of a defined zone over a year."""
    zone = defined_zone(text.encode())
    assert zone is not None
    return [moment.replace(tzinfo=zone).utcoffset() for moment in HOURS]


def as_in(name: str) -> list[timedelta | None]:
    """Return the offsets of a known zone over the same year."""
    return [moment.replace(tzinfo=ZoneInfo(name)).utcoffset() for moment in HOURS]


@pytest.mark.parametrize(
    "more",
    [
        "TZUNTIL:20371027T010000Z\n",
        "TZURL:http://tz.example/Here\nLAST-MODIFIED:20260101T000000Z\n",
        "X-ANYTHING;A=B:C\nCOMMENT:Nothing of this matters\n",
    ],
)
def test_what_does_not_matter_is_passed_over(more: str) -> None:
    text = BERLIN.replace("TZID:Here\n", f"TZID:Here\n{more}")
    text = text.replace("TZOFFSETFROM:+0200", f"TZNAME;LANGUAGE=de:MEZ\n{more}TZOFFSETFROM:+0200")
    assert offsets(text) == as_in("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("TZOFFSETTO:+0100", "TZOFFSETTO:0100"),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:+01:00"),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:+010000"),
        ("BYDAY=-1SU;BYMONTH=10", "BYMONTH=10;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31"),
        ("BYDAY=-1SU;BYMONTH=3", "BYMONTH=3;BYDAY=-1SU;UNTIL=20270101T000000Z"),
        ("BYDAY=-1SU;BYMONTH=3", "BYMONTH=3;BYDAY=-1SU;WKST=MO;INTERVAL=1"),
        ("BEGIN:STANDARD", "  begin:standard"),
        ("END:DAYLIGHT\n", ""),
        ("END:STANDARD\n", ""),
        ("+0200", "+2"),
        ("+0100", "+100"),
    ],
)
def test_the_same_rules_are_written_in_many_ways(written: str, instead: str) -> None:
    assert offsets(BERLIN.replace(written, instead)) == as_in("Europe/Berlin")


def test_single_changes_are_read() -> None:
    text = BERLIN.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RDATE:20261025T030000")
    text = text.replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RDATE:20260329T020000")
    assert offsets(text) == as_in("Europe/Berlin")


def test_a_zone_without_changes_may_begin_at_any_time() -> None:
    part = "BEGIN:STANDARD\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\n"
    text = f"BEGIN:VTIMEZONE\nTZID:Here\n{part}END:VTIMEZONE\n"
    assert set(offsets(text)) == {timedelta(hours=1)}


def test_a_zone_that_never_changes_has_one_offset() -> None:
    text = BERLIN.partition("BEGIN:DAYLIGHT")[0].replace("RRULE:", "X-RULE:") + "END:VTIMEZONE\n"
    assert set(offsets(text)) == {timedelta(hours=1)}


def test_the_hour_that_comes_twice_and_the_one_that_never_comes() -> None:
    zone = defined_zone(BERLIN.encode())
    for moment in (datetime(2026, 10, 25, 2, 30), datetime(2026, 3, 29, 2, 30)):
        for fold in (0, 1):
            here = moment.replace(tzinfo=zone, fold=fold).utcoffset()
            assert here == moment.replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=fold).utcoffset()


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("FREQ=YEARLY", "FREQ=SECONDLY"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYSECOND=1,2,3"),
        ("TZOFFSETTO:+0100", "TZOFFSETTO:+9900"),
        ("TZOFFSETTO:+0100", "X-GONE:1"),
        ("DTSTART:16010101T030000", "DTSTART:soon"),
        ("BEGIN:STANDARD", "X-NONE:1"),
    ],
)
def test_a_zone_that_makes_no_sense_is_not_believed(written: str, instead: str) -> None:
    text = BERLIN.partition("BEGIN:DAYLIGHT")[0] + "END:VTIMEZONE\n"
    assert defined_zone(text.replace(written, instead).encode()) is None


def test_a_zone_of_a_thousand_rules_costs_little() -> None:
    part = BERLIN[BERLIN.index("BEGIN:STANDARD") : BERLIN.index("BEGIN:DAYLIGHT")]
    part = part.replace("BYMONTH=10", "BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12")
    text = "BEGIN:VTIMEZONE\nTZID:Here\n" + part * 400 + "END:VTIMEZONE\n"
    assert effort(lambda: defined_zone(text.encode())) < MOST_EFFORT
