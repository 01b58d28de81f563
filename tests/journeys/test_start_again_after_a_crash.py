"""Killed for real: what was chosen and added is there again, and nothing is left running."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.support.desk import Desk, is_running
from tests.support.example import calendar
from tests.support.person import FIRST_START, Person
from tests.support.until import wait_until


def children_of(pid: int) -> set[int]:
    """Return the processes that `pid` has started and that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            if parent == pid:
                found.add(int(entry.name))
    return found


def test_start_again_after_a_crash(desk: Desk, person: Person) -> None:
    desk.plug_keyring()
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    person.adds(file)
    person.waits_for("in the next 2 weeks")
    person.presses("Settings")
    person.presses("Dark")
    settings = desk.home / "settings.json"
    wait_until(settings.exists, what="the settings on disk")

    assert person.app is not None
    left = children_of(person.app.pid)
    assert left, "the caption worker was to be warmed up"
    person.kill_parlour()
    wait_until(lambda: not any(is_running(pid) for pid in left), what="the end of its children")

    person.open_parlour()
    person.waits_for("Tuesday Tea Group")
    person.waits_for("Join now")
    person.presses("Settings")
    wait_until(lambda: person.is_chosen("Dark"), what="the colours chosen before")
    assert person.close_parlour() == 0


def test_a_second_start_shows_the_first(desk: Desk, person: Person) -> None:
    person.open_parlour()
    person.waits_for(FIRST_START)
    again = desk.start("second", *person.command())
    assert again.wait(15) == 0
    assert person.app is not None
    assert person.app.poll() is None
