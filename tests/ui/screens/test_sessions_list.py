"""My sessions: a long list comes in pieces, and stands still while nothing changes."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from tests.support.example import Example, Row
from tests.support.opener import Opener
from tests.support.scenes import has, press, with_sessions
from ui.navigation import Place
from ui.widgets.day_leaf import DayLeaf
from ui.widgets.text import Heading

MANY = [Row(f"n{at}", f"Session {at:02}", timedelta(hours=at), "LOCATION:Here") for at in range(25)]


async def test_a_long_list_comes_in_pieces(example: Example, go_to: Opener) -> None:
    await with_sessions(example, *MANY)
    window = await go_to(Place.SESSIONS)
    assert has(window, "Session 09") and not has(window, "Session 10")
    await press(window, "Show 15 more sessions")
    assert has(window, "Session 19") and not has(window, "Session 20")
    await press(window, "Show 5 more sessions")
    assert has(window, "Session 24") and not has(window, "Show")


async def test_it_is_drawn_anew_only_when_something_changed(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, *MANY)
    window = await go_to(Place.SESSIONS)
    labels = window.findChildren(QLabel)
    example.agenda.tell()
    assert window.findChildren(QLabel) == labels


async def test_sessions_stand_by_day(example: Example, go_to: Opener) -> None:
    await with_sessions(example, *MANY[:2], MANY[12], Row("late", "Late", timedelta(days=3), ""))
    window = await go_to(Place.SESSIONS)
    days = [one.text() for one in window.findChildren(Heading) if one.level == 2]
    assert days == [
        "Today, Tuesday 24 November",
        "Tomorrow, Wednesday 25 November",
        "Friday 27 November",
    ]
    assert len(window.findChildren(DayLeaf)) == len(days)
