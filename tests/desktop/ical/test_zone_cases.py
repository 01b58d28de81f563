"""Time zones as calendars write them: each case has a number, and a wrong answer seen elsewhere."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.ical.time_zones import named, zone_name
from desktop.sessions.session import TimeRange
from desktop.system.clock import ComputerZone, system_zone
from tests.desktop.ical.written import LONDON, YEAR, clocks, event, only, reading, sessions

OUTLOOK = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize("name", [r"Europe\/Berlin", "Europe%2FBerlin", "Europe/Berlin"])
def test_z1_marks_in_a_name_mean_nothing(name: str) -> None:
    assert clocks([only(event(f";TZID={name}:20260701T190000"))]) == ["01 Jul 18:00+0100"]


@pytest.mark.parametrize("first", ["X-NOTHING:1\n", ""])
def test_z1_of_two_descriptions_the_one_that_makes_sense_counts(first: str) -> None:
    bad = f"BEGIN:VTIMEZONE\nTZID:Customized Time Zone\n{first}END:VTIMEZONE\n"
    start = event(";TZID=Customized Time Zone:20260701T190000", "DURATION:PT1H")
    for zones in (bad + OUTLOOK, OUTLOOK + bad):
        session = only(start, zones=zones)
        assert (clocks([session]), session.problems) == (["01 Jul 19:00+0100"], ())


@pytest.mark.parametrize(
    ("zone", "offset"), [("GMT Standard Time", 1), ("Romance Standard Time", 2)]
)
def test_z1_z2_windows_names_follow_their_summer_time(zone: str, offset: int) -> None:
    session = only(event(f";TZID={zone}:20260701T190000"))
    assert session.start.utctimetuple().tm_hour == 19 - offset
    assert session.problems == ("end_unknown",)


@pytest.mark.parametrize("tzid", ["tzone://Microsoft/Utc", '"tzone://Microsoft/Utc"', "UTC", "GMT"])
def test_z3_exchange_calls_utc_by_a_strange_name(tzid: str) -> None:
    session = only(event(f";TZID={tzid}:20260701T190000", "DURATION:PT1H"))
    assert clocks([session]) == ["01 Jul 20:00+0100"]
    assert session.problems == ()


@pytest.mark.parametrize(
    "tzid",
    [
        "Customized Time Zone",
        "Customized Time Zone 1",
        "(UTC+09:00) Dublin",
        "UTC+25",
        "Mitteleuropäische Zeit",
        "Nowhere/Land",
        "../../etc/passwd",
        "/etc/passwd",
        "Europe",
    ],
)
def test_z4_an_unknown_zone_means_the_calendars_own_and_says_so(tzid: str) -> None:
    line = event(f";TZID={tzid}:20260701T190000", "DURATION:PT1H")
    assert clocks([only(line)]) == ["01 Jul 19:00+0100"]
    assert only(line).problems == ("zone_unknown",)
    in_paris = only(line, head="X-WR-TIMEZONE:Europe/Paris\n")
    assert clocks([in_paris]) == ["01 Jul 18:00+0100"]


@pytest.mark.parametrize(
    ("tzid", "clock"),
    [
        ('"(UTC+00:00) Dublin, Edinburgh, Lisbon, London"', "19:00"),
        ("(UTC+01:00) Amsterdam\\, Berlin\\, Bern", "18:00"),
        ("UTC+1", "19:00"),
        ("UTC-5", "01:00"),
        ("W. Europe Standard Time 1", "18:00"),
        ("europe/berlin", "18:00"),
    ],
)
def test_z4_a_name_that_can_only_mean_one_zone_is_understood(tzid: str, clock: str) -> None:
    session = only(event(f";TZID={tzid}:20260701T190000", "DURATION:PT1H"))
    assert f"{session.start:%H:%M}" == clock
    assert session.problems == ()


@pytest.mark.parametrize("alias", ["X-LIC-LOCATION", "TZID-ALIAS-OF"])
def test_z4_a_definition_may_say_which_zone_it_is(alias: str) -> None:
    zone = f"BEGIN:VTIMEZONE\nTZID:foo\n{alias}:Europe/Berlin\nEND:VTIMEZONE\n"
    session = only(event(";TZID=foo:20260701T190000", "DURATION:PT1H"), zones=zone)
    assert (clocks([session]), session.problems) == (["01 Jul 18:00+0100"], ())


def test_z4_a_comma_in_a_defined_name_may_be_escaped_or_not() -> None:
    zone = OUTLOOK.replace("Customized Time Zone", "Here\\, and there")
    for tzid in ("Here\\, and there", '"Here, and there"'):
        session = only(event(f";TZID={tzid}:20260701T190000", "DURATION:PT1H"), zones=zone)
        assert (clocks([session]), session.problems) == (["01 Jul 19:00+0100"], ())


def test_z5_a_zone_the_calendar_defines_itself_changes_with_the_season() -> None:
    found = sessions(
        event(";TZID=Customized Time Zone:20260322T190000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        zones=OUTLOOK,
    )
    assert clocks(found) == ["22 Mar 19:00+0000", "29 Mar 19:00+0100", "05 Apr 19:00+0100"]
    assert "zone_unknown" not in found[0].problems


def test_z5_a_zone_whose_clocks_change_every_second_is_not_believed() -> None:
    hostile = OUTLOOK.replace("FREQ=YEARLY", "FREQ=SECONDLY")
    session = only(event(";TZID=Customized Time Zone:20260701T190000"), zones=hostile)
    assert "zone_unknown" in session.problems


def test_z6_a_globally_unique_name_is_understood_without_a_word() -> None:
    tzid = "/freeassociation.sourceforge.net/Europe/Berlin"
    session = only(event(f";TZID={tzid}:20260701T190000", "DURATION:PT1H"))
    assert clocks([session]) == ["01 Jul 18:00+0100"]
    assert session.problems == ()


def test_z7_a_floating_time_is_the_readers() -> None:
    found = sessions(event(":20260701T190000"), zone=ZoneInfo("America/New_York"))
    assert clocks(found) == ["01 Jul 19:00-0400"]


def test_z8_a_floating_time_is_the_calendars_if_it_has_a_zone() -> None:
    found = sessions(
        event(":20260701T190000"),
        head="X-WR-TIMEZONE:Europe/London\n",
        zone=ZoneInfo("America/New_York"),
    )
    assert clocks(found) == ["01 Jul 14:00-0400"]


def test_z9_weekly_in_utc_in_a_calendar_with_a_zone_stays_on_the_wall() -> None:
    weekly = event(":20260322T190000Z", "RRULE:FREQ=WEEKLY;COUNT=3")
    found = sessions(weekly, head="X-WR-TIMEZONE:Europe/London\n")
    assert clocks(found) == ["22 Mar 19:00+0000", "29 Mar 19:00+0100", "05 Apr 19:00+0100"]


def test_z10_weekly_in_london_stays_at_seven_across_both_changes() -> None:
    weekly = event(";TZID=Europe/London:20260104T190000", "RRULE:FREQ=WEEKLY")
    found = sessions(weekly)
    assert {session.start.strftime("%H:%M") for session in found} == {"19:00"}
    assert {session.start.utcoffset() for session in found} == {timedelta(0), timedelta(hours=1)}


def test_z11_weekly_in_plain_utc_moves_with_the_clocks() -> None:
    found = sessions(event(":20260322T190000Z", "RRULE:FREQ=WEEKLY;COUNT=2"))
    assert clocks(found) == ["22 Mar 19:00+0000", "29 Mar 20:00+0100"]


def test_z12_a_time_the_clocks_skip_is_shown_as_the_time_it_is() -> None:
    weekly = event(
        ";TZID=Europe/London:20260322T013000", "RRULE:FREQ=WEEKLY;COUNT=2", "DURATION:PT1H"
    )
    found = sessions(weekly)
    assert clocks(found) == ["22 Mar 01:30+0000", "29 Mar 02:30+0100"]
    assert found[1].end - found[1].start == timedelta(hours=1)


def test_z13_a_time_that_happens_twice_is_the_first() -> None:
    assert clocks(sessions(event(";TZID=Europe/London:20261025T013000"))) == ["25 Oct 01:30+0100"]


def test_z14_another_zone_shows_the_same_moment_and_keeps_the_id() -> None:
    weekly = event(";TZID=Europe/London:20260701T190000", "DURATION:PT1H")
    here, there = sessions(weekly), sessions(weekly, zone=ZoneInfo("Asia/Seoul"))
    assert here[0].start == there[0].start
    assert here[0].id == there[0].id
    assert clocks(there) == ["02 Jul 03:00+0900"]


def test_z14_an_all_day_session_is_the_readers_own_day() -> None:
    found = sessions(event(";VALUE=DATE:20260701"), zone=ZoneInfo("Asia/Seoul"))
    assert clocks(found) == ["01 Jul 00:00+0900"]


def test_z15_zones_are_known_on_a_computer_that_has_none() -> None:
    code = (
        "import zoneinfo; zoneinfo.reset_tzpath(()); "
        "from desktop.ical.time_zones import known; print(known('Europe/Kyiv'))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "Europe/Kyiv"


def test_a_bare_offset_survives_the_way_to_the_child() -> None:
    zone = named(zone_name(YEAR.start.replace(tzinfo=LONDON).astimezone().tzinfo or LONDON))
    assert zone is not None
    found = reading(event(":20260701T190000"), window=TimeRange(YEAR.start, YEAR.end), zone=zone)
    assert len(found.sessions) == 1


@pytest.mark.parametrize("rule", ["GMT0BST,M3.5.0/1,M10.5.0", "UTC0", "EST5EDT,M3.2.0,M11.1.0"])
def test_a_computers_own_rules_survive_the_way_to_the_child(
    rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zone without a name: summer and winter must both be right on the other side."""
    monkeypatch.setenv("TZ", rule)
    time.tzset()
    try:
        zone = system_zone()
        assert isinstance(zone, ComputerZone)
        there = named(zone_name(zone))
        assert there is not None
        for month in (1, 7):
            moment = datetime(2026, month, 1, 12)
            assert moment.replace(tzinfo=there).utcoffset() == moment.astimezone().utcoffset()
    finally:
        monkeypatch.undo()
        time.tzset()
