"""What the composition root promises: parts that do not get into each other's way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.main import House
from desktop.storage.settings import Settings
from desktop.system.clock import SystemClock
from desktop.system.paths import find_paths
from resources.words import Words
from tests.support.sound import SoundServer


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something to come about."""
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


async def test_the_sound_check_leaves_the_rehearsal_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with SoundServer() as server:
        server.use(monkeypatch)
        paths = find_paths({"PARLOUR_HOME": str(tmp_path)})
        house = House(paths, Settings(paths.settings), Words(), SystemClock())

        def playing() -> int:
            return len(server.pactl("list", "short", "sink-inputs").splitlines())

        house.rehearsing.begin()
        await until(lambda: playing() == 1)
        check = asyncio.create_task(house.sound.play_check())
        await until(lambda: playing() == 2)
        house.sound.stop()
        await check
        assert (house.rehearsing.phase, playing()) == ("playing", 1)
        await house.rehearsing.close()
