"""Whole calendars: cases after public reports, of which each session has a right answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.ical.calendar import read_sessions
from desktop.joining.way_in import find_way_in
from desktop.sessions.session import Session, TimeRange

CASES = Path(__file__).parents[3].parent / "shared/cases/calendars"
LONDON = ZoneInfo("Europe/London")


def said(session: Session) -> tuple[str, str, str]:
    """Say a session as the cases do: its start, title and status."""
    start = session.start.astimezone(LONDON if session.all_day else UTC)
    clock = f"{start:%Y-%m-%d}" if session.all_day else f"{start:%Y-%m-%dT%H:%MZ}"
    return clock, session.title, session.status


def problems_of(name: str, case: dict[str, Any]) -> list[str]:
    """Return what is not as it should be of a case."""
    window = TimeRange.around(datetime.fromisoformat(case["now"]), days=case["days"])
    body = (CASES / f"{name}.ics").read_bytes()
    found = sorted(read_sessions(body, window, LONDON).sessions, key=said)
    wanted = sorted(case["sessions"], key=lambda one: (one["start"], one["title"]))
    right = [(one["start"], one["title"], one["status"]) for one in wanted]
    if [said(session) for session in found] != right:
        return [f"{name}: {[said(session) for session in found]} instead of {right}"]
    return [
        f"{name}: opens {find_way_in(session.links).opens} instead of {one['url']}"
        for session, one in zip(found, wanted, strict=True)
        if "url" in one and find_way_in(session.links).opens != one["url"]
    ]


def test_every_calendar_after_a_public_report_is_read_right() -> None:
    if not CASES.is_dir():
        pytest.skip("the shared cases are not beside this checkout")
    cases = json.loads((CASES / "expected.json").read_text("utf-8"))
    assert len(cases) >= 71
    assert [problem for name, case in cases.items() for problem in problems_of(name, case)] == []
