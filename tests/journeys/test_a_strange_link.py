"""Links that lead astray: each is said in plain words, and nothing opens but the true one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from tests.support.desk import Desk
from tests.support.example import Row, calendar
from tests.support.person import Person
from tests.support.until import wait_until

INNER = "https://us02web.zoom.us/j/81234567890?pwd=Qx7v.B2%20a&x=1#success"
SAFE_LINK = (
    f"https://nam12.safelinks.protection.outlook.com/?url={quote(INNER, safe='')}"
    "&data=05%7C02%7Cperson&sdata=signed&reserved=0"
)
STRANGE = (
    ("Look-alike", "https://zoom.us.evil.example/j/1?pwd=x", "names a meeting service, but"),
    ("Number", "https://192.0.2.7/j/1?pwd=x", "This link goes to a number, not to a named place."),
    ("Short", "https://bit.ly/tea-time", "This short link hides where it goes."),
    ("Unknown", "https://meet.example.org/room?pwd=x", "Your group has not added this website."),
)


def test_a_strange_link(desk: Desk, person: Person) -> None:
    desk.secrets |= {"tea-time", "Qx7v.B2"}
    desk.plug_keyring()
    opened = desk.plug_browser()
    soon = timedelta(minutes=10)
    rows = [Row(name, name, soon, f"URL:{link}") for name, link, _ in STRANGE]
    rows.append(Row("wrapped", "Wrapped", soon, f"URL:{SAFE_LINK}"))
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), rows))
    person.adds(file)
    person.waits_for("in the next 2 weeks")

    for name, _, said in STRANGE:
        person.presses("Home")
        person.waits_for("You have 5 sessions at this time")
        person.presses("Choose a session")
        person.presses(f"Join {name}")
        person.waits_for("Nothing was opened. You are safe.")
        person.waits_for(said)
        person.waits_for("Ask the person who invited you.")
        assert "pwd=" not in person.reading()
    person.waits_for("meet.example.org")
    person.waits_for("Only a helper can add this website.")
    assert not opened.exists()

    person.presses("Home")
    person.presses("Choose a session")
    person.presses("Join Wrapped")
    person.waits_for("Opening Zoom…")
    wait_until(opened.exists, what="a link in the browser")
    assert opened.read_text("utf-8") == f"{INNER}\n"
