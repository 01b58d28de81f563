"""The composition root: every service has a maker of its type, and none gets in another's way."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.main import MAKERS, compose
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from resources.words import Words
from tests.support.sound import SoundServer
from tests.support.until import until
from ui.services import Services

SLOW = {
    "asyncio",
    "subprocess",
    "ssl",
    "requests",
    "numpy",
    "desktop.calendars.store",
    "desktop.feeds.feeds",
    "desktop.joining.join",
    "accessibility.captions.client.client",
    "ui.captions.window",
}
"""What the first screen has no need of."""


def test_every_service_has_a_maker_of_its_type() -> None:
    """Mypy proves that a maker makes what it says; this, that it says what `Services` does."""
    made = {name: maker.__annotations__["return"] for name, maker in MAKERS.items()}
    assert made == Services.__annotations__


async def test_a_service_is_made_once_and_only_if_there_is_one(tmp_path: Path) -> None:
    paths = find_paths({"PARLOUR_HOME": str(tmp_path)})
    services = compose(paths, Settings(paths.settings), Words())
    assert services.agenda is services.agenda
    assert not hasattr(services, "cellar")


def test_nothing_slow_is_read_before_the_first_paint(tmp_path: Path) -> None:
    environ = os.environ | {"PARLOUR_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "importtime", "-m", "desktop", "--until-painted"]
    child = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    assert "painted" in child.stdout
    read = {line.rsplit("|", 1)[-1].strip() for line in child.stderr.splitlines()}
    assert "ui.window" in read
    assert read.isdisjoint(SLOW)


async def test_the_sound_check_leaves_the_rehearsal_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with SoundServer() as server:
        server.use(monkeypatch)
        paths = find_paths({"PARLOUR_HOME": str(tmp_path)})
        services = compose(paths, Settings(paths.settings), Words())

        def playing() -> int:
            return len(server.pactl("list", "short", "sink-inputs").splitlines())

        services.rehearsing.begin()
        await until(lambda: playing() == 1)
        check = asyncio.create_task(services.sound.play_check())
        await until(lambda: playing() == 2)
        services.sound.stop()
        await check
        assert (services.rehearsing.phase, playing()) == ("playing", 1)
        await services.rehearsing.close()
