"""A first start on a bare computer: no calendar, no keyring, no sound, no language pack used."""

from __future__ import annotations

import json

from resources.words import Words
from tests.support.desk import Desk
from tests.support.example import calendar
from tests.support.person import FIRST_START, Person
from tests.support.until import wait_until


def test_everything_that_is_offered_leads_somewhere(desk: Desk, person: Person) -> None:
    person.open_parlour()
    person.waits_for(FIRST_START)
    offered = person.buttons()
    for choice in (
        "I have a link or a letter",
        "Somebody is helping me",
        "Let me try it first",
        "Help",
    ):
        assert choice in offered
    (app,) = (thing for thing in person.look() if thing["role"] == "application")
    assert (app["name"], app["description"]) == ("Parlour", Words()("app.about"))
    for choice, heading in (
        ("I have a link or a letter", "Paste what your group sent"),
        ("Somebody is helping me", "Set this up with somebody"),
        ("Let me try it first", "Practice session"),
        ("Settings", "Settings"),
        ("Help", "Help"),
    ):
        person.presses(choice)
        person.comes_to(heading)
        person.presses("Home")
        person.waits_for(FIRST_START)
    for choice in ("Captions", "Keeping safe", "Check my sound"):
        person.presses("Help")
        person.presses(choice)
        person.comes_to(choice)
        person.presses("Home")
        person.waits_for(FIRST_START)


def test_a_link_that_is_no_link_is_explained_and_nothing_is_lost(
    desk: Desk, person: Person
) -> None:
    person.open_parlour()
    person.waits_for(FIRST_START)
    person.pastes("hello there")
    person.waits_for("We found no link, no phone number and no time there.")
    person.waits_for("hello there")


def test_choices_are_remembered_though_their_file_breaks_and_a_broken_one_is_set_aside(
    desk: Desk, person: Person
) -> None:
    person.open_parlour()
    person.presses("Settings")
    person.presses("Cream")
    settings = desk.home / "settings.json"
    wait_until(settings.exists, what="the settings on disk")
    assert json.loads(settings.read_text("utf-8"))["choices"]["look.theme"] == "cream"
    assert person.close_parlour() == 0

    settings.write_text("{not json", "utf-8")
    person.open_parlour()
    person.presses("Settings")
    person.waits_for("Your settings were damaged. Parlour used a copy.")
    wait_until(lambda: person.is_chosen("Cream"), what="the choice that was made")
    assert [path.name for path in desk.home.glob("settings.json.broken-*")]


def test_without_a_keyring_a_calendar_lasts_for_this_run(desk: Desk, person: Person) -> None:
    file = desk.root / "group.ics"
    file.write_bytes(calendar())
    person.adds(file)
    person.waits_for("This computer has no safe place for links")
    person.waits_for("in the next 2 weeks")
    left = [path for path in desk.home.rglob("*") if path.is_file()]
    assert not [path.name for path in left if path.suffix == ".sealed"]
