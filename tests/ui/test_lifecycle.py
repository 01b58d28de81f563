"""From the first paint to the last goodbye, on a real event loop with a real door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.captions.events import Final, Partial
from accessibility.captions.packs.languages import LANGUAGE
from accessibility.captions.text.line import STEADINESS
from accessibility.captions.text.lines_aloud import ANNOUNCE
from desktop.system.single_instance import SingleInstance, StartRequest
from tests.support.example import PACK, Example, calendar
from tests.support.opener import Opener
from tests.support.scenes import TEA, has, press, until
from ui.app import paint_first
from ui.lifecycle import Lifecycle
from ui.navigation import Place
from ui.window import Window

TEA_SOON = "Tuesday Tea Group starts in 10 minutes."


@pytest.fixture
async def instance(tmp_path: Path) -> AsyncIterator[SingleInstance]:
    made = SingleInstance(tmp_path / "door", {"XDG_RUNTIME_DIR": str(tmp_path)})
    assert made.enter(StartRequest()) == "first"
    yield made
    made.close()


class Living:
    """A life that runs until the window is closed."""

    def __init__(self, window: Window, example: Example, instance: SingleInstance) -> None:
        self.window = window
        self.example = example
        self.instance = instance
        self.task: asyncio.Task[int] | None = None

    def begin(self, asked: StartRequest | None = None, *, crashed: bool = False) -> None:
        """Let it begin."""
        life = Lifecycle(
            self.window,
            self.example,
            self.instance,
            asked or StartRequest(),
            crashed=crashed,
        )
        self.task = asyncio.create_task(life.until_closed())

    async def end(self) -> int:
        """Close the window and wait for the goodbye."""
        assert self.task is not None
        self.window.close()
        return await asyncio.wait_for(self.task, 10)


@pytest.fixture
async def living(example: Example, go_to: Opener, instance: SingleInstance) -> Living:
    return Living(await go_to(), example, instance)


async def test_it_ends_in_order_when_the_window_is_closed(living: Living) -> None:
    living.begin()
    await until(lambda: living.example.calendars.timetable is not None)
    assert await living.end() == 0
    assert not living.window.isVisible()


async def test_after_a_crash_it_says_that_nothing_is_lost(living: Living) -> None:
    living.begin(crashed=True)
    await until(lambda: has(living.window, "Parlour closed by mistake last time."))
    await living.end()


async def test_a_file_it_was_started_with_is_opened(living: Living) -> None:
    file = living.example.home / "group.ics"
    file.write_bytes(calendar())
    living.begin(StartRequest("file", str(file)))
    await until(lambda: bool(living.example.agenda.sessions))
    assert living.example.navigator.here.place is Place.ADD_FILE
    await living.end()


async def test_a_choice_in_the_settings_reaches_the_captions(living: Living) -> None:
    living.begin()
    await until(lambda: living.example.calendars.timetable is not None)
    living.example.packs.packs = (PACK,)
    living.example.settings[LANGUAGE] = "en"
    assert living.example.captioning.pack == PACK
    living.example.settings[STEADINESS] = "fast"
    living.example.captioning.hear(Partial("good morning", 0.0, 1.0))
    assert living.example.captioning.blocks[0].settled == "Good morning"
    living.example.settings[CAPTIONS_ON] = False
    assert not living.example.captioning.is_turned_on
    await living.end()


async def test_new_lines_are_told_to_a_screen_reader_if_it_is_wished(living: Living) -> None:
    living.begin()
    await until(lambda: living.example.calendars.timetable is not None)
    living.example.settings[ANNOUNCE] = True
    living.example.captioning.hear(Final("good morning", 0.0, 1.0))
    lines = living.example.captioning.lines
    await until(lambda: not lines.is_waiting)
    await living.end()


async def test_a_locked_vault_is_explained_and_home_works(living: Living) -> None:
    await living.example.settle_in()
    living.example.vault.is_locked = True
    living.begin()
    await until(lambda: has(living.window, "Try again"))
    assert has(living.window, "This computer's password store is locked.")
    living.example.vault.is_locked = False
    await press(living.window, "Try again")
    await until(lambda: has(living.window, "Join now"))
    assert not has(living.window, "Try again")
    assert await living.end() == 0


# Reminders


async def reminded(living: Living) -> list[str]:
    """Let it begin with a session that is soon; return what waits to be announced."""
    example = living.example
    await example.settle_in(calendar(rows=[TEA]))
    living.begin()
    await until(lambda: has(living.window, TEA_SOON))
    await until(lambda: bool(example.notifier.told))
    return [one.text for one in example.announcer.take(asyncio.get_running_loop().time())]


async def test_a_reminder_comes_into_the_window_and_is_announced_once(living: Living) -> None:
    assert await reminded(living) == [TEA_SOON]
    living.example.clock.moment += timedelta(minutes=1)
    living.example.agenda.tell()
    assert has(living.window, "Tuesday Tea Group starts in 9 minutes.")
    assert living.example.announcer.take(asyncio.get_running_loop().time()) == []
    await living.end()


async def test_a_press_on_a_notification_brings_the_window_forward(living: Living) -> None:
    living.window.showMinimized()
    await reminded(living)
    assert living.window.isMinimized()  # the desktop told it, so nothing jumps up
    living.example.notifier.chosen()
    assert not living.window.isMinimized()
    await living.end()


async def test_without_notifications_a_small_window_becomes_large(living: Living) -> None:
    living.example.notifier.is_there = False
    living.window.showMinimized()
    await reminded(living)
    await until(lambda: not living.window.isMinimized())
    await living.end()


async def test_a_start_that_nobody_asked_for_shows_no_window(go_to: Opener) -> None:
    window = await go_to()
    window.hide()
    paint_first(window, minimised=True)
    assert window.isMinimized()
