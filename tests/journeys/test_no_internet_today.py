"""The network is gone: yesterday's copy, said honestly; Join still opens; the phone is offered."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

from tests.support.desk import Desk
from tests.support.example import SESSIONS, ZOOM, calendar
from tests.support.person import FIRST_START, ROOT, Person
from tests.support.servers import certificate, reply, served
from tests.support.until import wait_until

SECRET = "private-9a8b7c6d"
AGE = "We could not check since yesterday. Times may have changed."


def test_no_internet_today(desk: Desk, person: Person) -> None:
    desk.secrets |= {SECRET, "Tuesday Tea"}
    desk.plug_keyring()
    opened = desk.plug_browser()
    context, _ = certificate(desk.root)
    desk.env["SSL_CERT_FILE"] = str(desk.root / "server.pem")
    body = calendar(datetime.now(UTC).replace(microsecond=0), SESSIONS)
    with served(lambda request: reply(request, body), context) as address:
        person.open_parlour()
        person.waits_for(FIRST_START)
        person.pastes(f"{address}/{SECRET}/group.ics")
        person.waits_for("Tuesday Tea Group")
        assert person.close_parlour() == 0

    # The server is gone, and what is kept is from yesterday.
    subprocess.run(
        [sys.executable, "-m", "tests.support.make_copies_older"],
        env=desk.env,
        cwd=ROOT,
        check=True,
    )
    person.open_parlour()
    person.waits_for(AGE)
    assert "Tuesday Tea Group" in person.reading()
    person.presses("Join now")
    person.waits_for("It opened")
    wait_until(opened.exists, what="a link in the browser")
    assert opened.read_text("utf-8") == f"{ZOOM}\n"

    person.presses("Help me")
    person.waits_for("Let us try another way")
    person.presses("Join by phone")
    person.waits_for("020 3481 5237")
    assert opened.read_text("utf-8") == f"{ZOOM}\n"
