"""What a screen reader truly meets: the building blocks, read by another process over the bus."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.support.desk import Desk
from tests.support.person import ROOT, Person
from tests.support.until import wait_until


@pytest.fixture(scope="module")
def person() -> Iterator[Person]:
    with Desk() as desk, Person(desk) as somebody:
        desk.env["PYTHONPATH"] = str(ROOT)
        somebody.app = desk.start("parlour", sys.executable, "-m", "tests.support.widget_window")
        wait_until(lambda: bool(somebody.headings()), what="the window")
        yield somebody


def roles(person: Person) -> dict[str, str]:
    return {thing["name"]: thing["role"] for thing in person.look() if thing["name"]}


def test_the_application_says_what_it_is(person: Person) -> None:
    (app,) = (thing for thing in person.look() if thing["role"] == "application")
    assert (app["name"], app["description"]) == ("Blocks", "Shows building blocks.")


def test_captions_are_read_block_by_block(person: Person) -> None:
    person.waits_for("Me: thank you")
    assert person.captions() == [
        "The group: good morning everybody",
        "[Missed about 3 seconds]",
        "Me: thank you",
    ]
    assert "Captions" in roles(person)


def test_everything_says_what_it_is(person: Person) -> None:
    found = roles(person)
    assert found["Building blocks"] == "heading"
    assert found["Join now"] in ("push button", "button")
    assert found["Light"] == found["Dark"] == "radio button"
    assert [t["name"] for t in person.look() if t["role"] in ("text", "entry")] == ["Your name"]
    assert any(thing["description"] == "Opens Zoom" for thing in person.look())


def test_nothing_minds_being_asked_for_children_that_have_just_gone(person: Person) -> None:
    person.asks_beyond()
    assert "Building blocks" in person.headings()


def test_its_boxes_are_as_large_as_they_look(person: Person) -> None:
    boxes = [t["box"] for t in person.look() if t["name"] in ("Light", "Dark", "Join now")]
    assert len(boxes) == 3
    assert all(width >= 64 and height >= 50 for _, _, width, height in boxes)


def test_an_assistive_tool_can_choose_and_press(person: Person) -> None:
    person.presses("Dark")
    wait_until(
        lambda: any(t["name"] == "Dark" and t["checked"] for t in person.look()),
        what="the choice",
    )
    person.presses("Join now")
    person.waits_for("It was pressed")
    assert "It was pressed" in person.headings()
