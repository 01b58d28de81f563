"""The computer slept through the start: a reminder says so, and is heeded, also after a restart."""

from __future__ import annotations

import re
import shlex
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.notification_service import NotificationService
from tests.support.person import Person
from tests.support.until import wait_until

TEA = Row("tea", "Tuesday Tea Group", timedelta(minutes=8), f"URL:{ZOOM}")


@pytest.fixture
def notifications(desk: Desk) -> Iterator[NotificationService]:
    """A desktop that shows notifications, and keeps what belongs to a person safe."""
    desk.plug_keyring()
    service = NotificationService(desk.root, desk.env)
    yield service
    service.stop()


def sleep(person: Person, shift: Path, minutes: int) -> None:
    """Let the computer sleep: nothing runs, and then it is later."""
    assert person.app is not None
    person.app.send_signal(signal.SIGSTOP)
    shift.write_text(str(minutes * 60), "utf-8")
    person.app.send_signal(signal.SIGCONT)


def test_reminder_after_sleep(
    desk: Desk, person: Person, notifications: NotificationService
) -> None:
    file, shift = desk.root / "group.ics", desk.root / "shift"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), rows=[TEA]))
    shift.write_text("0", "utf-8")
    person.program = ("-m", "tests.support.shifted_clock_app", str(shift))
    person.adds(file)
    person.waits_for("Tuesday Tea Group starts in")
    person.presses("Help")
    person.waits_for("How to join a session")
    assert "Tuesday Tea Group starts in" in person.reading()

    wait_until(lambda: bool(notifications.shown()), what="a notification")
    assert re.fullmatch(r"Your session starts in [78] minutes\.", notifications.shown()[0])

    person.presses("Remind me in 5 minutes")
    person.disappears("Tuesday Tea Group starts in")
    wait_until(lambda: "closed" in notifications.told()[-1], what="it to go")

    sleep(person, shift, minutes=14)
    person.waits_for("Tuesday Tea Group began")
    late = r"began [67] minutes ago\. You can still join\."
    assert re.search(f"Tuesday Tea Group {late}", person.reading())
    wait_until(lambda: len(notifications.shown()) == 2, what="a notification")
    assert re.fullmatch(f"Your session {late}", notifications.shown()[1])

    person.presses("Not today")
    person.waits_for("You will get no more reminders of this session.")
    person.presses("I have read this")
    person.disappears("Tuesday Tea Group began")

    # From now on Parlour starts with the computer; the very line it wrote starts it again.
    person.presses("Settings")
    person.presses("Reminders")
    person.presses("Sound, names and starting")
    person.presses("Yes, so that it can remind me")
    entry = Path(desk.env["XDG_CONFIG_HOME"]) / "autostart" / "parlour.desktop"
    wait_until(entry.exists, what="an entry among what starts with the computer")
    assert person.close_parlour() == 0
    (line,) = re.findall(r"^Exec=(.*)$", entry.read_text("utf-8"), re.MULTILINE)
    person.app = desk.start("parlour", *shlex.split(line))
    person.waits_for("Join now")
    assert "Tuesday Tea Group starts in" not in person.reading()
    assert "Not today" not in person.reading()
    assert person.close_parlour() == 0
    assert len(notifications.shown()) == 2
    desk.secrets.add("Tuesday Tea")  # not in any file, when the journey is over
