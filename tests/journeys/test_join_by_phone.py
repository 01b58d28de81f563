"""By phone: the number large and read aloud, and one call, only after a yes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.support.desk import Desk
from tests.support.example import Row, calendar
from tests.support.person import Person
from tests.support.sound import SoundServer
from tests.support.until import wait_until

NUMBER = "020 3481 5237"
CODE = "812 3456 7890\u00a0#"


def test_join_by_phone(desk: Desk, person: Person, sound: SoundServer) -> None:
    desk.secrets |= {"Tuesday Tea", "3481 5237", "34815237", "81234567890"}
    desk.plug_keyring()
    opened = desk.plug_browser()
    row = Row("tea", "Tuesday Tea Group", timedelta(minutes=10), "LOCATION:Home", has_phone=True)
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), [row]))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Home")
    person.waits_for("Happening")
    person.presses("Join by phone")
    person.waits_for("Call this number with any phone.")
    assert NUMBER in person.headings()
    assert f"press: {CODE}" in person.reading()

    if "Read aloud" in person.buttons():  # where the computer has a voice
        person.presses("Read aloud")
        person.waits_for("Stop reading")
        person.presses("Stop reading")
        person.waits_for("Read aloud")

    person.presses("Call with this computer")
    person.waits_for("Call this number now?")
    person.presses("No, go back")
    person.waits_for("Call this number with any phone.")
    assert not opened.exists()

    person.presses("Call with this computer")
    person.presses("Yes, call now")
    person.waits_for("Did the call begin?")
    wait_until(opened.exists, what="a call")
    person.presses("Yes, I am in the call")
    person.waits_for("I am leaving")
    assert opened.read_text("utf-8") == "tel:+442034815237\n"
