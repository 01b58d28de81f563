"""A session moves, another is called off, a third is new: each is said once, until it is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.person import Person
from tests.support.servers import certificate, reply, served
from tests.support.until import wait_until

TEA = Row("tea", "Tuesday Tea", timedelta(days=1), f"URL:{ZOOM}")
WALK = Row("walk", "Walking and talking", timedelta(days=2), "LOCATION:The park gate")
BOOKS = Row("books", "Book club", timedelta(days=3), "LOCATION:The library")
LATER = [TEA._replace(ahead=timedelta(days=1, hours=2)), WALK._replace(status="CANCELLED"), BOOKS]

NEWS = ("Tuesday Tea has moved to", "Walking and talking is cancelled", "New: Book club")


def check_now(person: Person) -> None:
    """Ask for all calendars to be looked at, and go home."""
    person.presses("Settings")
    person.presses("My calendars")
    person.presses("Check now")
    person.waits_for("We have looked at your calendars.")
    person.presses("Home")


def is_said(person: Person) -> list[str]:
    """Return what is said of the changes."""
    said = person.reading()
    return [news for news in NEWS if news in said]


def test_my_calendar_changes(desk: Desk, person: Person) -> None:
    desk.plug_keyring()
    desk.secrets |= {"Walking and talking", "Book club"}
    context, _ = certificate(desk.root)
    desk.env["SSL_CERT_FILE"] = str(desk.root / "server.pem")
    now = datetime.now(UTC).replace(microsecond=0)
    bodies = [calendar(now, [TEA, WALK]), calendar(now, LATER)]

    def answer(request: BaseHTTPRequestHandler) -> None:
        reply(request, bodies[0], Content_Type="text/calendar")

    with served(answer, context) as address:
        person.open_parlour()
        person.pastes(f"{address}/group.ics")
        person.presses("See my next session")
        person.waits_for("Happening")
        check_now(person)
        person.waits_for("Happening")
        assert is_said(person) == []

        bodies.pop(0)
        check_now(person)
        person.waits_for("3 things have changed.")
        person.presses("Read")
        wait_until(lambda: is_said(person) == list(NEWS), what="what has changed")
        assert person.close_parlour() == 0

        person.open_parlour()
        person.waits_for("3 things have changed.")
        person.presses("Read")
        wait_until(lambda: is_said(person) == list(NEWS), what="what has changed")
        person.presses("I have read this")
        wait_until(lambda: not is_said(person), what="silence about the changes")
        check_now(person)
        person.waits_for("Happening")
        assert is_said(person) == []
        assert person.close_parlour() == 0

        person.open_parlour()
        person.waits_for("Calendar checked")
        person.waits_for("Happening")
        assert is_said(person) == []
        assert person.close_parlour() == 0
