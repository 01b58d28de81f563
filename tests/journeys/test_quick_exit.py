"""Somebody comes in: three presses of Shift, and nothing of Parlour is to be seen any more."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop.browsers.quick_exit import EVERYDAY_PAGE
from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.needs import program
from tests.support.notification_service import NotificationService
from tests.support.on_screen import places
from tests.support.person import Person
from tests.support.until import PATIENCE_S, wait_until

TEA = Row("tea", "Tuesday Tea Group", timedelta(minutes=8), f"URL:{ZOOM}")


@pytest.fixture
def notifications(desk: Desk) -> Iterator[NotificationService]:
    """A desktop that shows notifications, and keeps what belongs to a person safe."""
    desk.secrets |= {"Tuesday Tea"}
    desk.plug_keyring()
    service = NotificationService(desk.root, desk.env)
    yield service
    service.stop()


def press_shift_three_times(desk: Desk) -> None:
    keys = [program("xdotool", "xdotool"), "key", "Shift_L", "Shift_L", "Shift_L"]
    subprocess.run(keys, env=desk.env, check=True, timeout=PATIENCE_S)


def test_quick_exit(desk: Desk, person: Person, notifications: NotificationService) -> None:
    browser = desk.plug_browser()
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0), rows=[TEA]))
    person.adds(file)
    wait_until(lambda: bool(notifications.shown()), what="a notification of the session")
    person.presses("Join")
    wait_until(browser.exists, what="a meeting")
    person.presses("It opened")
    person.presses("I need help")
    person.presses("I am upset, or something is wrong")
    person.presses("Leave quickly")
    person.waits_for("The meeting stays open. People there may see and hear you.")
    person.presses("Leave quickly.")
    wait_until(lambda: person.is_chosen("Leave quickly."), what="the key")
    browser.unlink()

    press_shift_three_times(desk)
    wait_until(browser.exists, what="an everyday page")
    assert person.app is not None
    assert person.app.wait(PATIENCE_S) == 0
    assert browser.read_text("utf-8").split() == [EVERYDAY_PAGE]
    assert places(desk, "Parlour") == []
    closed = [told for told in notifications.told() if "closed" in told]
    assert len(closed) >= 1 and "closed" in notifications.told()[-1]
    recent = desk.root / "data" / "recently-used.xbel"
    assert not recent.exists() or "group.ics" not in recent.read_text("utf-8")

    person.open_parlour()
    person.waits_for("Tuesday Tea Group")
