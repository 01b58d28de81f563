"""`parlour sessions`: what other programs and people read."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.cli.sessions import moment_in
from tests.desktop.ical.written import calendar, event
from tests.support.command_line import Typed
from tests.support.group_cards import card_bytes

LINK = "https://zoom.us/j/123456789?pwd=hushhush"
TEA = event(
    ";TZID=Europe/London:20260804T140000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    f"URL:{LINK}",
    uid="tea",
)
AT = ("--now", "2026-08-04T13:35", "--zone", "Europe/London")


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command here."""
    return Typed(capsys)


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Return a calendar file with a weekly session."""
    return written(tmp_path / "tea.ics", TEA)


def written(path: Path, *events: str) -> Path:
    """Write a calendar file."""
    path.write_bytes(calendar(*events))
    return path


def test_one_object_a_session(typed: Typed, tea: Path) -> None:
    answer = typed("sessions", "--calendar", tea, *AT, "--days", "3", "--json")
    assert (answer.status, answer.err) == (0, "")
    (row,) = answer.data
    assert isinstance(row.pop("id"), str)
    assert row == {
        "title": "Tea",
        "start": "2026-08-04T14:00:00+01:00",
        "end": "2026-08-04T15:00:00+01:00",
        "status": "confirmed",
        "all_day": False,
        "join": {"verdict": "allow", "service": "Zoom", "host": "zoom.us"},
        "phone": None,
        "problems": [],
    }


def test_links_are_shown_only_when_asked_for(typed: Typed, tea: Path) -> None:
    for asked in ((), ("--json",)):
        answer = typed("sessions", "--calendar", tea, *AT, *asked)
        assert "hushhush" not in answer.out + answer.err
        answer = typed("sessions", "--calendar", tea, *AT, "--show-links", *asked)
        assert LINK in answer.out
    assert answer.data[0]["join"]["url"] == LINK


def test_a_person_reads_it(typed: Typed, tea: Path) -> None:
    answer = typed("sessions", "--calendar", tea, *AT)
    assert answer.out.splitlines() == [
        "Tea · today at 2:00pm, in 25 minutes · on Zoom",
        "Tea · Tuesday 11 August at 2:00pm · on Zoom",
    ]


def test_what_a_person_must_know_stands_below(typed: Typed, tmp_path: Path) -> None:
    start = ":20260804T130000Z"
    path = written(
        tmp_path / "odd.ics",
        event(start, "DURATION:PT1H", "STATUS:CANCELLED", uid="off"),
        event(start, "DURATION:PT2H", "STATUS:TENTATIVE", "URL:https://example.org/x", uid="ask"),
        event(
            start,
            "DURATION:PT3H",
            f"URL:{LINK}",
            "DESCRIPTION:or https://meet.google.com/abc-defg-hij",
            uid="two",
        ),
        event(start, "DURATION:PT4H", "LOCATION:tel:+442034815237", uid="phone"),
    )
    lines = typed("sessions", "--calendar", path, *AT).out.splitlines()
    assert "Cancelled · Tea · today at 2:00pm, in 25 minutes" in lines
    assert "Not sure yet · Tea · today at 2:00pm, in 25 minutes" in lines
    assert "  It has more than one meeting: Zoom, Google Meet." in lines
    assert "  By phone: +442034815237" in lines
    assert any("example.org" in line for line in lines)


def test_sessions_come_by_start_and_once(typed: Typed, tmp_path: Path, tea: Path) -> None:
    early = written(tmp_path / "a.ics", event(":20260804T110000Z", "DURATION:PT3H", uid="early"))
    answer = typed("sessions", "--calendar", tea, early, tea, *AT, "--json", "--days", "1")
    starts = [row["start"] for row in answer.data]
    assert starts == ["2026-08-04T12:00:00+01:00", "2026-08-04T14:00:00+01:00"]


def test_times_are_in_the_zone_asked_for(typed: Typed, tea: Path) -> None:
    answer = typed(
        *("sessions", "--calendar", tea, "--now", "2026-08-04T08:00:00Z"),
        *("--zone", "America/New_York", "--json"),
    )
    assert answer.data[0]["start"] == "2026-08-04T09:00:00-04:00"


def test_one_bad_calendar_never_hides_the_good(typed: Typed, tea: Path, tmp_path: Path) -> None:
    answer = typed("sessions", "--calendar", tmp_path / "gone.ics", tea, *AT, "--json")
    assert answer.status == 0
    assert len(answer.data) == 2
    assert answer.err.startswith("Calendar 1: The calendar file is not where it was.")


def test_events_that_cannot_be_read_are_counted(typed: Typed, tmp_path: Path) -> None:
    path = written(tmp_path / "bad.ics", TEA, "UID:bad\nDTSTART:never")
    answer = typed("sessions", "--calendar", path, *AT, "--json")
    assert (answer.status, len(answer.data)) == (0, 2)
    assert answer.err


def test_nothing_that_can_be_read_is_a_no(typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "page.ics").write_text("<html>hello</html>")
    answer = typed("sessions", "--calendar", tmp_path / "page.ics", *AT, "--json")
    assert (answer.status, answer.data) == (1, [])
    answer = typed("sessions", "--calendar", tmp_path / "page.ics", *AT)
    assert (answer.status, answer.out) == (1, "")
    assert "web page" in answer.err


def test_no_session_is_no_problem(typed: Typed, tea: Path) -> None:
    answer = typed("sessions", "--calendar", tea, "--now", "2027-08-04")
    assert (answer.status, answer.out) == (0, "No session in the next 14 days.\n")


def test_an_address_comes_on_standard_input(
    typed: Typed, tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{tea}\n\n{tea}\n"))
    assert typed("sessions", "--calendar", "-", *AT, "--json").data[0]["title"] == "Tea"
    monkeypatch.setattr("sys.stdin", None)
    assert typed("sessions", "--calendar", "-", *AT).status == 2


def test_a_secret_address_is_in_no_answer(typed: Typed) -> None:
    answer = typed("sessions", "--calendar", "http://sam:hushhush@127.0.0.1/hushhush.ics", *AT)
    assert answer.status == 1
    assert answer.err
    assert "hushhush" not in answer.out + answer.err


def test_a_card_brings_sessions_and_websites(typed: Typed, tmp_path: Path) -> None:
    card = tmp_path / "tea.parlour"
    card.write_bytes(card_bytes(calendar=...))
    now = ("--now", "2026-11-23T10:00", "--zone", "Europe/London")
    answer = typed("sessions", "--card", card, *now, "--json", "--days", "7")
    assert [row["phone"] for row in answer.data] == ["+442079460019"]
    (row,) = answer.data
    assert row["start"] == "2026-11-24T14:00:00+00:00"
    assert row["join"] == {
        "verdict": "allow",
        "service": "Jitsi Meet",
        "host": "meet.example.org",
    }


def test_the_websites_of_a_card_count_for_every_calendar(typed: Typed, tmp_path: Path) -> None:
    card = tmp_path / "tea.parlour"
    card.write_bytes(card_bytes(calendar=..., weekly=[]))
    path = written(
        tmp_path / "own.ics",
        event(":20261124T140000Z", "DURATION:PT1H", "URL:https://meet.example.org/tea"),
    )
    now = ("--now", "2026-11-23T10:00")
    alone = typed("sessions", "--calendar", path, *now, "--json")
    together = typed("sessions", "--calendar", path, "--card", card, *now, "--json")
    assert alone.data[0]["join"]["verdict"] == "ask"
    assert together.data[0]["join"]["verdict"] == "allow"


def test_a_card_that_is_refused_is_said(typed: Typed, tea: Path, tmp_path: Path) -> None:
    card = tmp_path / "old.parlour"
    card.write_bytes(card_bytes(expires="2026-11-02"))
    answer = typed("sessions", "--calendar", tea, "--card", card, "--now", "2026-11-23", "--json")
    assert answer.status == 0
    assert answer.err.startswith("Calendar 2: ")
    answer = typed("sessions", "--card", card, "--now", "2026-11-23", "--json")
    assert (answer.status, json.loads(answer.out)) == (1, [])


def test_a_moment_without_an_offset_is_the_readers() -> None:
    london = ZoneInfo("Europe/London")
    assert moment_in(london, datetime(2026, 8, 4, 14)).isoformat() == "2026-08-04T14:00:00+01:00"
    there = datetime.fromisoformat("2026-08-04T14:00:00Z")
    assert moment_in(london, there).isoformat() == "2026-08-04T15:00:00+01:00"
    assert moment_in(london, None).tzinfo is london
