"""How many presses the roads take that matter most: counted on the real program, and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.desk import Desk
from tests.support.example import ZOOM, calendar
from tests.support.person import FIRST_START, Person
from tests.support.until import wait_until

Record = Callable[[str, object], None]

SMALL = "1024x600"
"""A screen on which the numbers to call must still be seen at once."""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A small desk with a safe place for passwords, and a browser."""
    with Desk(size=SMALL) as made:
        made.plug_keyring()
        made.plug_browser()
        yield made
        assert made.leaks() == []


def count(person: Person, record: Record, road: str) -> int:
    """Return how many presses it has taken since the last count, and have that printed."""
    pressed, person.pressed = person.pressed, []
    record("presses", f"presses from {road}: {len(pressed)} ({', '.join(pressed)})")
    return len(pressed)


def in_sight(person: Person, heading: str) -> bool:
    """Say whether a heading stands in the window, with nothing to scroll."""
    things = person.look()
    window = next(thing["box"] for thing in things if thing["role"] in ("frame", "window"))
    boxes = [thing["box"] for thing in things if thing["name"] == heading]
    left, top, wide, high = window
    return any(
        left <= x and top <= y and x + w <= left + wide and y + h <= top + high
        for x, y, w, h in boxes
    )


def test_from_the_launch_into_the_session_and_from_upset_to_a_number(
    desk: Desk, person: Person, record_property: Record
) -> None:
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    assert person.close_parlour() == 0
    person.pressed.clear()

    person.open_parlour()
    person.presses("Join now")
    wait_until((desk.root / "opened-links").exists, what="the meeting in the browser")
    person.presses("It opened")
    person.waits_for("You are in your session")
    assert count(person, record_property, "the launch to sitting in the session") == 2

    person.presses("I need help")
    person.waits_for("What would help?")
    person.pressed.clear()
    person.presses("I am upset, or something is wrong")
    wait_until(lambda: in_sight(person, "999"), what="999 in sight")
    assert count(person, record_property, "I am upset to the first number in sight") == 1


def test_from_a_pasted_zoom_link_to_the_first_session(
    desk: Desk, person: Person, record_property: Record
) -> None:
    start = datetime.now(ZoneInfo(desk.env["TZ"])) + timedelta(minutes=10)
    person.open_parlour()
    person.waits_for(FIRST_START)
    person.pastes(ZOOM)
    person.presses(f"{start:%A}")
    person.presses("Next")
    person.comes_to("When does it start?")
    person.writes("The time", f"{start:%I:%M%p}".lower())
    person.presses("Next")
    person.presses("Yes, keep this")
    person.waits_for("Zoom meeting is in My sessions.")
    assert count(person, record_property, "a pasted Zoom link to the first session") <= 6
    person.presses("See my next session")
    person.waits_for("Join now")
