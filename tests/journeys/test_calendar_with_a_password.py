"""A calendar in an account with a password: found, chosen, read, and there without its server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.person import Person
from tests.support.radicale_server import LOGIN, Radicale, radicale

TEA = Row("tea", "Tuesday Tea", timedelta(minutes=40), f"URL:{ZOOM}")
WRONG = "not the password"
WALK = Row("walk", "Walking and talking", timedelta(days=1), "LOCATION:The park gate")


@pytest.fixture
def server(desk: Desk, tmp_path: Path) -> Iterator[Radicale]:
    """Run a real calendar server with 2 calendars of Mary's; its files are not at her desk."""
    desk.plug_keyring()
    desk.secrets |= {LOGIN[1], WRONG, "Walking group", "Walking and talking"}
    now = datetime.now(UTC).replace(microsecond=0)
    with radicale(tmp_path) as running:
        for name, row in (("Tea group", TEA), ("Walking group", WALK)):
            place = running.make(row.uid, name)
            running.put(place, row.uid, calendar(now, [row]))
        yield running


def sign_in(person: Person, address: str, password: str) -> None:
    """Fill the sign-in in, and ask for the calendars."""
    person.writes("Address of the account", address)
    person.writes("Your name or e-mail there", LOGIN[0])
    person.writes("Your password", password)
    person.presses("Find my calendars")


def test_calendar_with_a_password(desk: Desk, person: Person, server: Radicale) -> None:
    person.open_parlour()
    person.presses("I have a link or a letter")
    person.presses("It is in my e-mail account")
    person.presses("Another account")
    sign_in(person, server.address, WRONG)
    person.waits_for("That name and password do not match.")
    assert server.address in person.reading()
    assert WRONG not in person.reading()

    sign_in(person, server.address, LOGIN[1])
    person.waits_for("Which calendar is your group's?")
    person.presses("Add Tea group")
    person.waits_for("Tea group is added. It has 1 session")
    person.presses("Add Walking group")
    person.waits_for("Walking group is added. It has 1 session")
    person.presses("I have added what I need")
    person.waits_for("Remove Walking group")
    person.presses("Home")
    person.waits_for("Tuesday Tea")
    assert person.close_parlour() == 0

    # The server is gone: the sessions are not, and how old they are is said.
    server.process.kill()
    server.process.wait()
    person.open_parlour()
    person.waits_for("Tuesday Tea")
    person.waits_for("We could not check since")
    person.waits_for("Check that your internet is on.")
    person.presses("My sessions")
    person.waits_for("Walking and talking")
    assert person.close_parlour() == 0
