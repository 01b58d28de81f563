"""The hosts of a card count for the sessions of its own group."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.cli.session_sources import SessionsFound, SourceResult
from desktop.sessions.session import Session

START = datetime(2026, 11, 24, 14, tzinfo=UTC)
MINE, OTHER = ("meet.example.org",), ("talk.example.net",)


@pytest.mark.parametrize(
    ("cards", "source", "hosts"),
    [
        ({2: MINE, 3: OTHER}, "0", ()),
        ({2: MINE, 3: OTHER}, "1", MINE),
        ({2: MINE, 3: OTHER}, "2", OTHER),
        ({2: MINE}, "0", MINE),
        ({2: MINE}, "1", MINE),
        ({}, "0", ()),
    ],
)
def test_the_hosts_of_one_card_are_not_those_of_another(
    cards: dict[int, tuple[str, ...]], source: str, hosts: tuple[str, ...]
) -> None:
    session = Session(id="a", series="a", title="Tea", start=START, end=START, source=source)
    results = tuple(SourceResult(given) for given in (1, 2, 3))
    assert SessionsFound((session,), results, cards).hosts_for(session) == hosts
