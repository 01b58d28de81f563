"""Leaving gently: out of the meeting, the quiet page, and a note that nobody else ever sees."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.support.confidences import leaks
from tests.support.desk import Desk
from tests.support.example import calendar
from tests.support.person import Person
from tests.support.until import wait_until

NOTE = "I was quiet today and nobody minded."
CHANGED = "Next week I want to ask about sleep."
GROUP = "Tuesday Tea Group"


def test_leave_gently(desk: Desk, person: Person) -> None:
    desk.secrets |= {"quiet today", "about sleep", "Tuesday Tea"}
    desk.plug_keyring()
    browser = desk.plug_browser()
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Home")
    person.presses("Join now")
    wait_until(browser.exists, what="the meeting in the browser")
    person.presses("It opened")
    leaves(person)

    person.presses("Send a message to somebody")
    person.waits_for("Thank you. It was good to be in the group today.")
    person.presses("Back")
    person.presses("Write a note for myself")
    person.waits_for("Nobody in your group sees them.")
    person.writes("My own words", NOTE)
    before = stored(desk)
    person.presses("Keep this note")
    person.waits_for("Change this note")  # until then the words stand in the field alone
    person.waits_for(NOTE)
    assert stored(desk) != before
    person.kill_parlour()
    assert leaks([desk.home], [NOTE, "quiet today", GROUP]) == []

    comes_back_and_deletes(person)
    assert person.close_parlour() == 0

    person.open_parlour()
    person.presses("My sessions")
    person.presses("My notes")
    person.waits_for("You have no notes yet.")
    assert person.close_parlour() == 0
    assert leaks([desk.home], [NOTE, CHANGED, GROUP]) == []


def leaves(person: Person) -> None:
    """Go out of the meeting, and come to the quiet page."""
    person.presses("I am leaving")
    person.comes_to("You are still in Zoom.")
    assert "Take a moment" not in person.headings()
    person.presses("Show me how")
    person.presses("I have closed it")
    person.comes_to("Take a moment")
    person.waits_for("Breathe in slowly, and breathe out slowly.")
    person.waits_for("Your next session: Carers’ chat")


def comes_back_and_deletes(person: Person) -> None:
    """Read the note again, give it other words, delete it, put it back, and delete it."""
    person.open_parlour()
    person.presses("My sessions")
    person.presses("My notes")
    person.waits_for(GROUP)
    assert NOTE not in person.reading()
    person.presses(next(one["name"] for one in person.look() if one["description"] == GROUP))
    person.waits_for(NOTE)
    person.presses("Change this note")
    person.writes("My own words", CHANGED)
    person.presses("Keep this note")
    person.waits_for("Delete this note")
    person.waits_for(CHANGED)
    person.presses("Delete this note")
    person.waits_for("This note is deleted.")
    person.presses("Put it back")
    person.waits_for(CHANGED)
    person.presses("Delete this note")
    person.presses("See my notes")
    person.waits_for("You have no notes yet.")


def stored(desk: Desk) -> dict[Path, bytes]:
    """Return all that lies in Parlour's own folder."""
    return {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}
