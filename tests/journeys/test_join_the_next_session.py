"""The main job: paste the group's link, see the next session, one click, be in it."""

from __future__ import annotations

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.example import ZOOM, calendar
from tests.support.person import FIRST_START, Person
from tests.support.servers import certificate, reply, served
from tests.support.until import wait_until

SECRET = "private-1f2e3d4c"
WHICH = "Which browser do you want to try?"


@pytest.fixture
def browser(desk: Desk) -> Path:
    """Return the file in which the browser writes down what it was told to open."""
    desk.secrets |= {SECRET, "Tuesday Tea"}
    desk.plug_keyring()
    return desk.plug_browser()


def asks_for_help(person: Person) -> None:
    """Try one thing that helps; then see whom to call, and go back in."""
    person.presses("I need help")
    person.waits_for("What would help?")
    person.presses("They cannot hear or see me")
    person.waits_for("In Zoom")
    person.waits_for("To try: 1 of")
    person.presses("That helped")
    person.waits_for("You are in your session")
    person.presses("I need help")
    person.presses("I am upset, or something is wrong")
    person.comes_to("You can stop now. You do not need a reason.")
    assert {"999", "111", "116 123"} <= set(person.headings())
    person.presses("Back")
    person.presses("Back to my session")


def leaves_zoom(person: Person) -> None:
    """Go by the meeting itself to the quiet page."""
    person.presses("I am leaving")
    person.waits_for("You are still in Zoom.")
    assert "Take a moment" not in person.headings()
    person.presses("Show me how")
    person.waits_for("Press Leave at the bottom right")
    person.presses("I have closed it")
    person.waits_for("Take a moment")


def test_join_the_next_session(desk: Desk, person: Person, browser: Path) -> None:
    context, _ = certificate(desk.root)
    desk.env["SSL_CERT_FILE"] = str(desk.root / "server.pem")
    body = calendar(datetime.now(UTC).replace(microsecond=0))

    def answer(request: BaseHTTPRequestHandler) -> None:
        reply(request, body, Content_Type="text/calendar")

    with served(answer, context) as address:
        person.open_parlour()
        person.waits_for(FIRST_START)
        person.pastes(f"{address}/{SECRET}/group.ics")
        person.waits_for("Tuesday Tea Group")

    person.presses("Home")
    person.waits_for("Join now")
    person.waits_for("on Zoom")
    person.presses("Join now")
    person.waits_for("Opening Zoom…")
    person.waits_for("Press Open Zoom.")
    wait_until(browser.exists, what="a link in the browser")
    person.waits_for("Done: A new window opens by itself.")
    person.waits_for("Did it open? There is no hurry.")
    person.presses("It opened")
    person.waits_for("You are in your session")
    assert browser.read_text("utf-8") == f"{ZOOM}\n"

    asks_for_help(person)

    person.presses("Home")
    person.waits_for("You are in this session now")
    assert not [name for name in person.buttons() if name.startswith("Join")]
    person.presses("Go back to Tuesday Tea Group")
    leaves_zoom(person)
    person.waits_for("Carers’ chat")
    person.presses("Finish")
    person.waits_for("Tuesday Tea Group")
    assert browser.read_text("utf-8") == f"{ZOOM}\n"
    assert person.close_parlour() == 0

    # The server is gone now: the last good copy is there, and its age is said.
    person.open_parlour()
    person.waits_for("Join now")
    person.waits_for("We could not check")


def test_a_link_that_goes_elsewhere_is_not_opened(
    desk: Desk, person: Person, browser: Path
) -> None:
    file = desk.root / "group.ics"
    now = datetime.now(UTC).replace(microsecond=0)
    hostile = calendar(now).replace(ZOOM.encode(), b"https://zoom.us.evil.example/j/1?pwd=x")
    file.write_bytes(hostile)
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Home")
    person.waits_for("Happening")
    person.presses("About the link")
    person.waits_for("Nothing was opened. You are safe.")
    person.waits_for("zoom.us.evil.example")
    assert not browser.exists()


def test_when_it_did_not_open_there_are_other_ways(
    desk: Desk, person: Person, browser: Path
) -> None:
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Home")
    person.presses("Join now")
    person.presses("Help me")
    person.waits_for("Join by phone 020 3481 5237")
    person.presses("Copy the link")
    person.waits_for("The link is copied.")
    person.presses("Open it again")
    person.waits_for("A new window opens by itself.")


def test_it_opens_in_another_browser(desk: Desk, person: Person, browser: Path) -> None:
    other = desk.plug_other_browser("Another browser")
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Home")
    person.presses("Join now")
    wait_until(browser.exists, what="a link in the usual browser")
    person.presses("Help me")
    person.presses("Open it in")
    wait_until(lambda: other.exists() or WHICH in person.headings(), what="another browser")
    if WHICH in person.headings():  # this computer has more
        person.presses("Open it in Another browser")
    wait_until(other.exists, what="a link in the other browser")
    person.waits_for("A new window opens by itself.")
    assert other.read_text("utf-8") == browser.read_text("utf-8") == f"{ZOOM}\n"
