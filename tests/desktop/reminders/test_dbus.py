"""Notifications on a real bus: shown, replaced, pressed, taken away; and with no service at all."""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from desktop.reminders.dbus import ACTIVATION, DBusNotifier
from tests.support.notification_service import NotificationService
from tests.support.session_bus import SessionBus
from tests.support.until import until

SENTENCE = "Your session starts in 10 minutes."


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SessionBus]:
    """A bus that this process meets too."""
    made = SessionBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.environ["DBUS_SESSION_BUS_ADDRESS"])
    yield made
    made.stop()


@pytest.fixture
def service(bus: SessionBus, tmp_path: Path) -> Iterator[NotificationService]:
    """A desktop that shows notifications."""
    made = NotificationService(tmp_path, bus.environ)
    yield made
    made.stop()


@pytest.fixture
async def notifier() -> AsyncIterator[DBusNotifier]:
    """What is tested."""
    made = DBusNotifier("Parlour", "Show Parlour", timeout=5)
    yield made
    await made.close()


async def test_it_is_shown_as_plain_words(
    service: NotificationService, notifier: DBusNotifier
) -> None:
    assert await notifier.show("Tea & <b>cake</b> starts now.")
    (told,) = service.told()
    assert (told["title"], told["words"]) == ("Tea & <b>cake</b> starts now.", "")
    assert (told["app"], told["actions"]) == ("Parlour", ["default", "Show Parlour"])
    assert told["hints"]["suppress-sound"] is True


async def test_the_next_one_takes_the_place_of_the_one_before(
    service: NotificationService, notifier: DBusNotifier
) -> None:
    assert await notifier.show("One.")
    assert await notifier.show("Two.")
    await notifier.clear()
    await notifier.clear()
    one, two, closed = service.told()
    assert one["number"] == two["number"] == closed["closed"]
    assert await notifier.show("Three.")
    assert service.told()[-1]["number"] != two["number"]


async def test_a_press_on_ours_is_heard_and_on_no_other(
    service: NotificationService, notifier: DBusNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what lets the window come forward under Wayland."""
    monkeypatch.setenv(ACTIVATION, "")
    pressed: list[str] = []
    notifier.chosen = lambda: pressed.append(os.environ[ACTIVATION])
    await notifier.show(SENTENCE)
    number = service.told()[0]["number"]
    service.press(number + 1)
    service.press(number)
    await until(lambda: bool(pressed))
    assert pressed == ["a-token"]


async def test_without_a_service_it_says_no_and_the_log_keeps_calm(
    bus: SessionBus, notifier: DBusNotifier, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(5):
        assert not await notifier.show(SENTENCE)
    await notifier.clear()
    assert len(caplog.records) == 1
    assert SENTENCE not in caplog.text


@pytest.mark.parametrize("address", ["", "tcp:host=here", "unix:path=/nowhere", "nonsense"])
async def test_without_a_bus_it_says_no(
    address: str, notifier: DBusNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert not await notifier.show(SENTENCE)


async def test_a_service_that_comes_later_is_found(
    bus: SessionBus, notifier: DBusNotifier, tmp_path: Path
) -> None:
    assert not await notifier.show(SENTENCE)
    service = NotificationService(tmp_path, bus.environ)
    assert await notifier.show(SENTENCE)
    assert service.shown() == [SENTENCE]
    service.stop()
    assert not await notifier.show(SENTENCE)


async def test_a_bus_that_dies_is_no_error_and_a_new_one_is_found(
    bus: SessionBus,
    service: NotificationService,
    notifier: DBusNotifier,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert await notifier.show(SENTENCE)
    bus.stop()
    assert not await notifier.show(SENTENCE)
    (tmp_path / "new").mkdir()
    new = SessionBus(tmp_path / "new")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", new.environ["DBUS_SESSION_BUS_ADDRESS"])
    fresh = NotificationService(tmp_path / "new", new.environ)
    assert await notifier.show(SENTENCE)
    assert fresh.shown() == [SENTENCE]
    await notifier.close()
    fresh.stop()
    new.stop()


async def test_a_service_that_hangs_is_not_waited_for_long(
    service: NotificationService, notifier: DBusNotifier
) -> None:
    hasty = DBusNotifier("Parlour", "Show Parlour", timeout=0.2)
    service.pause()
    assert not await hasty.show(SENTENCE)
    service.resume()
    await hasty.close()
