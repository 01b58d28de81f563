"""Every way to take part, from a group's card and in the practice group, done with a mouse."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar

from desktop.groups.practice_group import NOBODY
from desktop.groups.way_opener import prepared_mail
from tests.support.desk import Desk
from tests.support.on_screen import click
from tests.support.paper import pages_of
from tests.support.person import Person
from tests.support.until import wait_until
from tests.support.way_scenes import EVERY_WAY, FACEBOOK, FORUM, MAP, QUIZ, WHATSAPP

GROUP = "Tuesday Tea Group"
ROOM = "https://us02web.zoom.us/j/81234567890"
WEEKDAYS = "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"

TOGETHER, WRITING, ONE = (
    *("At a set time, with others", "In writing, at any time"),
    "With one person",
)


class Browser:
    """What was opened outside Parlour, one after the other."""

    def __init__(self, desk: Desk) -> None:
        self._file = desk.plug_browser()
        self.opened: list[str] = []

    def opens(self, link: str) -> None:
        """Wait until exactly this was opened, after all that was before."""
        self.opened.append(link)

        def is_open() -> bool:
            return self._file.exists() and self._file.read_text("utf-8").splitlines() == self.opened

        wait_until(is_open, what=link)


def card(desk: Desk, day: date) -> Path:
    """Write a card with all ways; its meeting in person is on `day`, its sessions the day after."""
    ways = [dict(way) for way in EVERY_WAY]
    ways[0] |= {"link": ROOM}
    ways[-1] |= {"meets": f"{day}T14:00:00", "ends": f"{day}T16:00:00"}
    group = {"id": "tea-group-2026", "name": GROUP, "hosts": ["forum.example.org"], "ways": ways}
    weekday = WEEKDAYS[(day.weekday() + 1) % 7]
    tea = {"name": GROUP, "day": weekday, "at": "14:00", "zone": "Europe/London", "room": ROOM}
    whole = {"format": 1, "made": f"{date.today()}", "group": group, "weekly": [tea]}
    path = desk.root / "tea.parlour"
    path.write_text(json.dumps(whole), "utf-8")
    return path


def goes_to(desk: Desk, person: Person, part: str, way: str) -> None:
    """Go from the list of all ways to one of them, with the mouse."""
    person.comes_to("Ways to take part")
    click(desk, person, part)
    click(desk, person, way)
    person.comes_to(way)


def goes_back(person: Person, part: str) -> None:
    """Go back to the list of all ways, by that of the part."""
    person.presses("Back")
    person.comes_to(part)
    person.presses("Back")


def test_every_way_on_a_groups_card(desk: Desk, person: Person) -> None:
    desk.secrets |= {GROUP, "Ab1Cd2Ef3Gh4Ij5Kl6Mn7O", "01632 960", "01632960", "Mill Road"}
    documents = desk.root / "Documents"
    documents.mkdir()
    desk.plug_keyring()
    browser = Browser(desk)
    day = date.today() + timedelta(days=7)
    person.open_parlour(str(card(desk, day)))
    person.presses("Yes, add this group")
    person.waits_for("The group is added.")
    person.presses("Home")
    person.presses("Ways to take part")
    for part, way, link in (
        (TOGETHER, "Video meeting", ROOM),
        (TOGETHER, "Something to do together", QUIZ),
        (WRITING, "WhatsApp or Signal group", WHATSAPP),
        (WRITING, "Forum or chat room", FORUM),
        (WRITING, "Facebook or another social group", FACEBOOK),
    ):
        goes_to(desk, person, part, way)
        click(desk, person, "Open it now")
        browser.opens(link)
        person.waits_for("It opens in your browser.")
        goes_back(person, part)
    goes_to(desk, person, TOGETHER, "By phone")
    person.waits_for("020 7946 0019")
    goes_back(person, TOGETHER)
    writes_to_all(desk, person, browser)
    meets_in_person(desk, person, browser, day)
    calls_in_the_tree(desk, person, documents)


def writes_to_all(desk: Desk, person: Person, browser: Browser) -> None:
    """Write to the buddy, to the list, and for the post."""
    for part, way, button, address, text in (
        (ONE, "One other person", "Write an e-mail", "ann@example.org", "I am from"),
        (
            WRITING,
            "By e-mail",
            "Write an e-mail",
            "tea@example.org",
            "I would like to take part in",
        ),
        (WRITING, "By post", "Ask for it again", "post@example.org", "Please send me the post of"),
    ):
        goes_to(desk, person, part, way)
        person.waits_for(address)
        said = next(line for line in person.reading().splitlines() if text in line)
        click(desk, person, button)
        browser.opens(prepared_mail(address, GROUP, said.strip()))
        person.waits_for("Nothing goes out until you press Send there.")
        goes_back(person, part)


def meets_in_person(desk: Desk, person: Person, browser: Browser, day: date) -> None:
    """See the map, and save the meeting for one's own calendar."""
    goes_to(desk, person, TOGETHER, "Meeting in person")
    person.waits_for("The hall, 12 Mill Road")
    person.presses("Show the map")
    browser.opens(MAP)
    click(desk, person, "Put it in my calendar")
    person.waits_for(f"It is saved as {GROUP}.ics")
    saved = desk.root / "Documents" / f"{GROUP}.ics"
    (event,) = Calendar.from_ical(saved.read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART") == datetime.combine(day, time(14))
    assert event.decoded("DTEND") == datetime.combine(day, time(16))
    assert (event["SUMMARY"], event["LOCATION"]) == (GROUP, "The hall, 12 Mill Road")
    saved.unlink()  # all else on the desk holds nothing of it
    goes_back(person, TOGETHER)


def calls_in_the_tree(desk: Desk, person: Person, documents: Path) -> None:
    """Mark a call, have the tree on paper, and find the mark after a restart."""
    goes_to(desk, person, ONE, "Phone tree")
    click(desk, person, "I have called Bo")
    person.waits_for("You called Bo today.")
    person.presses("Print this large")
    person.presses("Save")
    person.waits_for("The page is saved.")
    (paper,) = documents.iterdir()
    printed = " ".join(" ".join(pages_of(paper.read_bytes())).split())
    assert "Ann calls you" in printed and "01632 960002" in printed
    paper.unlink()
    person.close_parlour()

    person.open_parlour()
    person.presses("Ways to take part")
    goes_to(desk, person, ONE, "Phone tree")
    person.waits_for("You called Bo today.")
    person.presses("Take that back")
    person.disappears("You called Bo today.")
    person.waits_for("I have called Bo")


def test_every_way_of_the_practice_group_leads_nowhere_but_to_practice(
    desk: Desk, person: Person
) -> None:
    (desk.root / "Documents").mkdir()
    browser = Browser(desk)
    person.open_parlour("practice")
    person.presses("Try every way to take part")
    answers_the_questions(desk, person)
    for part, way in (
        (WRITING, "WhatsApp or Signal group"),
        (WRITING, "Forum or chat room"),
        (WRITING, "Facebook or another social group"),
        (TOGETHER, "Something to do together"),
    ):
        goes_to(desk, person, part, way)
        click(desk, person, "Open it now")
        person.comes_to("This is only practice")
        click(desk, person, "Go back")
        person.comes_to(way)
        goes_back(person, part)
    for part, way, said in (
        (TOGETHER, "By phone", "please do not call. The number belongs to nobody."),
        (ONE, "One other person", "Please do not call: the number belongs to nobody."),
    ):
        goes_to(desk, person, part, way)
        person.waits_for(said)
        goes_back(person, part)
    goes_to(desk, person, ONE, "Phone tree")
    click(desk, person, "I have called Sam")
    person.waits_for("You called Sam today.")
    goes_back(person, ONE)
    for way, button in (("By e-mail", "Write an e-mail"), ("By post", "Ask for it again")):
        goes_to(desk, person, WRITING, way)
        words = "Practice group. I am" if way == "By e-mail" else "the post of Practice group"
        said = next(line for line in person.reading().splitlines() if words in line)
        click(desk, person, button)
        browser.opens(prepared_mail(NOBODY, "Practice group", said.strip()))
        goes_back(person, WRITING)
    goes_to(desk, person, TOGETHER, "Meeting in person")
    person.presses("Show the map")
    person.comes_to("This is only practice")
    click(desk, person, "Go back")
    person.comes_to("Meeting in person")
    click(desk, person, "Put it in my calendar")
    person.waits_for("It is saved as Practice group.ics")
    goes_back(person, TOGETHER)
    goes_to(desk, person, TOGETHER, "Video meeting")
    click(desk, person, "Join now")
    person.waits_for("Sam and Mary are waiting for you.")
    person.presses("Join meeting")
    person.waits_for("You are in.")


def answers_the_questions(desk: Desk, person: Person) -> None:
    """Answer the 3 questions, see which ways match, and go back to all of them."""
    click(desk, person, "Which one suits me today?")
    for question, answer in (
        ("Is your internet good today?", "Yes"),
        ("Do you have a room of your own?", "No"),
        ("Do you have time today?", "Yes"),
    ):
        person.comes_to(question)
        click(desk, person, answer)
    person.comes_to("This may suit you today")
    person.waits_for("You have time to go there.")
    assert "One other person" not in person.reading()
    click(desk, person, "Show all ways")
