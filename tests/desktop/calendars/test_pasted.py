"""What people paste is read as they mean it: 40 kinds and more, in five languages."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.calendars.pasted import LONGEST, Pasted, read_pasted
from desktop.calendars.typed_time import EitherHalf

TODAY = date(2026, 11, 24)
"""A Tuesday."""

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "pasted.toml").read_text("utf-8")
)["pasted"]


def facts(pasted: Pasted) -> dict[str, object]:
    """Return what was understood, by the names of the table, without what is empty."""
    when, link = pasted.when, pasted.link
    at = when.at
    said = f"{at.morning:%-H:%M}?" if isinstance(at, EitherHalf) else f"{at:%H:%M}" if at else ""
    found = {
        "kind": pasted.kind,
        "service": link.service if link and pasted.room else None,
        "rule": link.rule if link and not pasted.room else None,
        "phone": pasted.phone.number if pasted.phone else None,
        "code": pasted.code,
        "passcode": pasted.passcode,
        "title": pasted.title,
        "day": when.day,
        "on": when.on,
        "at": said,
        "minutes": when.minutes,
        "every": when.every,
        "seldom": when.is_seldom,
        "zone": when.zone,
    }
    return {name: fact for name, fact in found.items() if fact}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_pasted_is_understood(case: dict[str, Any]) -> None:
    expected = {name: fact for name, fact in case.items() if name not in ("name", "text")}
    assert facts(read_pasted(case["text"], TODAY)) == expected


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_lets_people_in_stays_out_of_what_is_logged(case: dict[str, Any]) -> None:
    pasted = read_pasted(case["text"], TODAY)
    shown = repr(pasted)
    secrets = (pasted.room, pasted.address, pasted.passcode, pasted.code, pasted.title)
    assert not [secret for secret in secrets if secret and secret in shown]


def test_the_table_holds_every_kind() -> None:
    assert len(CASES) >= 40
    assert {case["kind"] for case in CASES} == {"calendar", "file", "session", "link", "nothing"}


def test_a_link_is_taken_byte_for_byte() -> None:
    link = "https://us02web.zoom.us/j/81234567890?pwd=Qx7vB2"
    assert read_pasted(f"Join us: <{link}>.", TODAY).room == link


def test_a_host_that_a_helper_has_allowed_is_a_room() -> None:
    text = "Tuesdays 3pm https://meet.example.org/tea"
    assert read_pasted(text, TODAY).room == ""
    assert read_pasted(text, TODAY, ["meet.example.org"]).room == "https://meet.example.org/tea"


def test_the_longest_link_is_the_one_with_its_passcode() -> None:
    text = "zoom.us/j/81234567890 or https://zoom.us/j/81234567890?pwd=Qx7vB2"
    assert read_pasted(text, TODAY).room == "https://zoom.us/j/81234567890?pwd=Qx7vB2"


@pytest.mark.parametrize(
    "piece", ["Tuesday at 3pm 1 December ", "1", "1-", "a.b/", "a", "pin: ", "\n"]
)
def test_a_very_long_text_is_read_as_far_as_an_invitation_is_long(piece: str) -> None:
    shorter = read_pasted(piece * (LONGEST // len(piece)), TODAY)
    assert read_pasted(piece * 50_000, TODAY).kind == shorter.kind
