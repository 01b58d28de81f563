"""Several calendars as one list: each session once, and none over another that disagrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from desktop.sessions.merging import merged
from desktop.sessions.session import FoundLink, Session
from tests.support.measuring import MOST_EFFORT, effort

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
RANKS = {"card": 0, "own": 1, "file": 2}


def one(
    identity: str, source: str, title: str = "Tea", link: str = "", minutes: int = 0
) -> Session:
    """Return a session of a source."""
    start = NOW + timedelta(minutes=minutes)
    links = (FoundLink(link, "url"),) if link else ()
    return Session(
        id=identity,
        series=identity,
        source=source,
        title=title,
        start=start,
        end=start + timedelta(hours=1),
        links=links,
    )


@pytest.mark.parametrize(
    ("pair", "shown"),
    [
        ((one("x", "a"), one("x", "b")), 1),
        ((one("x", "a", link="l"), one("y", "b", "Other", link="l")), 1),
        ((one("x", "a", link="l"), one("y", "b", "tea")), 1),
        ((one("x", "a", link="l"), one("y", "b", link="m")), 2),
        ((one("x", "a", link="l"), one("y", "b", link="l", minutes=5)), 2),
        ((one("x", "a"), one("y", "a")), 2),
        ((one("x", "a", title=""), one("y", "b", title="")), 2),
    ],
)
def test_the_same_session_of_two_calendars_is_shown_once(
    pair: tuple[Session, Session], shown: int
) -> None:
    assert len(merged(pair)) == shown


def told(source: str, identity: str = "tea", link: str = "", **changes: Any) -> Session:
    """Return what a source tells of a session."""
    return msgspec.structs.replace(one(identity, "", link=link), **changes).of_source(source)


def shown(*sessions: Session) -> list[tuple[str, bool]]:
    """Return the sources of what is listed, in order, and whether another one disagrees."""
    found = merged(sessions, lambda one: RANKS[one.source])
    return [(one.source, "sources_differ" in one.problems) for one in found]


DISAGREE: list[tuple[str, Callable[[], Session]]] = [
    ("another room", lambda: told("file", link="theirs")),
    ("another time", lambda: told("file", link="ours", start=NOW + timedelta(minutes=5))),
    ("called off", lambda: told("file", link="ours", status="cancelled")),
    ("another event, another room", lambda: told("file", "invite", link="theirs")),
]


@pytest.mark.parametrize(("what", "other"), DISAGREE, ids=[what for what, _ in DISAGREE])
def test_a2_two_sources_that_disagree_are_both_listed_and_the_card_is_first(
    what: str, other: Callable[[], Session]
) -> None:
    ours = told("card", link="ours")
    assert shown(ours, other()) == shown(other(), ours) == [("card", True), ("file", True)], what


def test_a2_two_sources_that_agree_are_one_session_and_it_is_the_cards() -> None:
    for others in (("own", "file"), ("file", "own")):
        sessions = [told(other, link="ours") for other in others]
        assert shown(*sessions, told("card", link="ours")) == [("card", False)]


def test_a2_a_third_that_agrees_with_one_of_two_is_not_listed_again() -> None:
    sessions = [told("card", link="ours"), told("file", link="theirs"), told("own", link="ours")]
    assert shown(*sessions) == [("card", True), ("file", True)]


def test_a2_nobody_else_gives_the_session_of_a_card_a_room() -> None:
    assert shown(told("card"), told("file", link="theirs")) == [("card", True), ("file", True)]


def test_a2_a_diary_entry_never_takes_the_join_button_away() -> None:
    for number in range(200):
        group = told("card" if number % 2 else "own", f"group {number}", link="ours")
        pair = [group, told("file", f"diary {number}", title="tea")]
        for given in (pair, pair[::-1]):
            assert merged(given, lambda one: RANKS[one.source]) == [group]


def test_a2_two_sources_never_share_an_identity() -> None:
    assert told("card").id != told("file").id
    assert told("card").event == told("file").event


def test_twenty_thousand_sessions_at_one_time_are_soon_one_list() -> None:
    every = [one(f"{source}{n}", source, f"Tea {n}") for n in range(20_000) for source in "ab"]
    found: list[Session] = []
    assert effort(lambda: found.extend(merged(every))) < MOST_EFFORT
    assert len(found) == 20_000
