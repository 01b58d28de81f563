"""A new group: what will happen, and its rules, before the first join; rules again when changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.agreement_scenes import NEWER, RULES
from tests.support.desk import Desk
from tests.support.example import ZOOM
from tests.support.person import Person
from tests.support.until import wait_until

GROUP = "Friday Choir"
HEADING = "How we treat each other"
NEW = "New: Nobody records. Captions are fine: they are not kept."


def card(folder: Path, rules: tuple[object, ...], name: str) -> Path:
    """Write the card of a group that meets in ten minutes."""
    now = datetime.now(UTC).astimezone(ZoneInfo("Europe/London"))
    soon = now + timedelta(minutes=10)
    rule = {
        "name": GROUP,
        "day": f"{soon:%A}".lower(),
        "at": f"{soon:%H:%M}",
        "zone": "Europe/London",
        "minutes": 90,
        "room": ZOOM.partition("?")[0],
    }
    group = {
        "id": "friday-choir-2026",
        "name": GROUP,
        "contact": {"name": "Ruth", "phone": "020 7946 0018"},
        "agreement": rules,
        "agreed": f"{now:%Y-%m-%d}",
    }
    plain = {"format": 1, "made": f"{now:%Y-%m-%d}", "group": group, "weekly": [rule]}
    path = folder / name
    path.write_text(json.dumps(plain), "utf-8")
    return path


def adds(person: Person, file: Path) -> None:
    """Open a card's file, say yes, and go to Home."""
    person.open_parlour(str(file))
    person.presses("Yes, add this group")
    person.waits_for("The group is added.")
    person.presses("Home")
    person.waits_for(GROUP)


def test_first_time_in_a_new_group(desk: Desk, person: Person) -> None:
    desk.secrets |= {GROUP, "choice", "7946 0018"}
    desk.plug_keyring()
    browser = desk.plug_browser()
    adds(person, card(desk.root, RULES, "choir.parlour"))

    person.presses("What will happen there?")
    person.waits_for("You press Join now. Zoom opens.")
    person.waits_for("It lasts 90 minutes. Ruth runs it.")
    person.presses("Next")
    person.comes_to("Are you somewhere you can talk?")
    person.presses("Yes, I can talk here")
    person.comes_to("What name will the others see?")
    person.presses("Next")
    person.waits_for("The microphone is at the bottom left.")
    person.presses("Join now")
    person.comes_to(HEADING)
    person.waits_for("Cameras are a choice.")
    assert not browser.exists()
    person.presses("I want to talk about it first")
    person.waits_for("You can talk to Ruth")
    person.waits_for("Hello Ruth. I have a question about the rules of Friday Choir.")
    person.presses("Back")
    person.presses("I am happy with this")
    person.waits_for("Opening Zoom…")
    wait_until(browser.exists, what="a link in the browser")
    person.presses("It opened")
    person.waits_for("I am leaving")
    person.presses("Our rules")
    person.waits_for("Cameras are a choice.")
    person.presses("I have read it")
    person.waits_for("I am leaving")
    person.close_parlour()

    browser.unlink()
    person.open_parlour()
    person.presses("Join now")
    wait_until(browser.exists, what="a link in the browser, with no question before it")
    person.close_parlour()

    browser.unlink()
    adds(person, card(desk.root, NEWER, "newer.parlour"))
    person.presses("Join now")
    person.comes_to("Some rules have changed")
    person.waits_for(NEW)
    person.waits_for("No longer there: What is said here stays here.")
    assert not browser.exists()
    person.presses("I am happy with this")
    wait_until(browser.exists, what="a link in the browser")
