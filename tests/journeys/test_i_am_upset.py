"""I am upset: from anywhere a number is in sight at once, with no network, and nobody is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.test_few_presses import SMALL, in_sight
from tests.journeys.test_first_time_in_a_new_group import GROUP, adds, card
from tests.support.apart import apart, sent_by
from tests.support.desk import Desk
from tests.support.person import FIRST_START, Person
from tests.support.until import wait_until

UPSET = "I am upset, or something is wrong"
STOP = "You can stop now. You do not need a reason."
NUMBERS = ("999", "111", "116 123")

TIMES = 5
"""How often it is pressed at most: something else may be written meanwhile, such as a time."""


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


def writes_nothing(desk: Desk, press: Callable[[], None]) -> None:
    """Do something that must leave nothing behind, until nothing else was written meanwhile."""
    for _ in range(TIMES):
        before = stored(desk)
        press()
        if stored(desk) == before:
            return
    raise AssertionError(f"something was written each of {TIMES} times")


def sees_all_at_once(person: Person) -> None:
    """Press it, see each number with nothing to scroll, and go back."""
    person.presses(UPSET)
    person.comes_to(STOP)
    for number in NUMBERS:
        wait_until(partial(in_sight, person, number), what=f"{number} in sight")
    person.presses("Back")
    wait_until(lambda: UPSET in person.buttons(), what="the screen before")


def test_from_the_first_screen_with_nothing_set_up(desk: Desk, person: Person) -> None:
    person.before = apart()
    person.open_parlour()
    person.waits_for(FIRST_START)
    person.presses("Help")
    person.comes_to("Help")
    writes_nothing(desk, partial(sees_all_at_once, person))
    person.presses(UPSET)
    person.presses("Tell somebody")
    person.waits_for("I am upset. Please call me.")
    assert person.app is not None
    assert sent_by(person.app.pid) == {}


@pytest.mark.timeout(300)
def test_i_am_upset(desk: Desk, person: Person) -> None:
    desk.secrets |= {GROUP, "7946 0018"}
    person.before = apart()
    adds(person, card(desk.root, (), "choir.parlour"))
    person.presses("Join now")
    person.presses("It opened")
    person.waits_for("I am leaving")
    person.presses("I need help")  # in the strip beside the meeting
    person.comes_to("What would help?")
    writes_nothing(desk, partial(sees_all_at_once, person))
    person.presses("Back to my session")
    person.presses("Bigger Parlour")
    person.presses("I need help")  # in the window
    person.comes_to("What would help?")
    sees_all_at_once(person)

    person.presses(UPSET)
    person.presses("Turn my camera and sound off")
    person.comes_to("In Zoom")
    person.waits_for("You may look away, or go for a moment. Nobody minds.")
    person.presses("It is off")
    person.comes_to(STOP)
    person.presses("Tell Ruth")
    person.waits_for("020 7946 0018")
    person.waits_for("Something in the group was not right. Can we talk about it?")
    person.presses("Back")
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
