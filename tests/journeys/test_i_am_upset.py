"""I am upset: from anywhere a number is in sight at once, with no network, and nobody is told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.test_few_presses import SMALL, in_sight
from tests.journeys.test_first_time_in_a_new_group import GROUP, adds, card
from tests.support.apart import apart, sent_by
from tests.support.desk import Desk
from tests.support.person import Person
from tests.support.until import wait_until

UPSET = "I am upset, or something is wrong"
STOP = "You can stop now. You do not need a reason."
NUMBERS = ("999", "111", "116 123")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A small desk with a safe place for passwords, and a browser."""
    with Desk(size=SMALL) as made:
        made.plug_keyring()
        made.plug_browser()
        yield made
        assert made.leaks() == []


def stored(desk: Desk) -> dict[Path, bytes]:
    """Return all that lies in Parlour's own folder."""
    return {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}


def sees_all_at_once(person: Person) -> None:
    """Press it, and see each number with nothing to scroll."""
    person.presses(UPSET)
    person.comes_to(STOP)
    for number in NUMBERS:
        wait_until(partial(in_sight, person, number), what=f"{number} in sight")


def test_i_am_upset(desk: Desk, person: Person) -> None:
    desk.secrets |= {GROUP, "7946 0018"}
    person.before = apart()
    adds(person, card(desk.root, (), "choir.parlour"))
    assert person.close_parlour() == 0

    person.open_parlour()
    person.waits_for(GROUP)
    person.presses("Help")
    before = stored(desk)
    sees_all_at_once(person)
    person.presses("Tell Ruth")
    person.waits_for("020 7946 0018")
    person.waits_for("I am upset. Please call me.")
    person.presses("Home")
    person.waits_for(GROUP)
    assert stored(desk) == before

    person.presses("Join now")
    person.presses("It opened")
    person.waits_for("I am leaving")
    person.presses("I need help")  # in the strip beside the meeting
    person.comes_to("What would help?")
    before = stored(desk)
    sees_all_at_once(person)
    person.presses("Turn my camera and sound off")
    person.comes_to("In Zoom")
    person.waits_for("You may look away, or go for a moment. Nobody minds.")
    person.presses("It is off")
    person.comes_to(STOP)
    person.presses("Home")
    person.presses("Go back to")
    person.presses("Bigger Parlour")
    person.presses("I need help")  # in the window
    person.comes_to("What would help?")
    sees_all_at_once(person)
    assert stored(desk) == before

    person.presses("More people to talk to")
    person.comes_to("Who you can call or text")
    person.presses("Where do you live?")
    person.presses("Scotland")
    person.presses("Show me the numbers")
    person.waits_for("Now you see numbers for Scotland.")
    person.presses("Back")
    person.comes_to(STOP)
    person.presses("Leave")
    person.comes_to("You are still in Zoom.")
    person.presses("I have closed it")
    person.comes_to("Take a moment")
    assert person.app is not None
    assert sent_by(person.app.pid) == {}
