"""The sound check names the loudspeaker and plays its voice through it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from accessibility.audio import devices
from accessibility.audio.playing import Player
from accessibility.audio.pulse_server import NoSoundSystem
from accessibility.audio.sound_check import SoundCheck
from resources.rehearsal import read_rehearsal
from tests.support.sound import SoundServer
from tests.support.tones import tone, write_wav
from tests.support.until import until


def check(path: Path) -> SoundCheck:
    """Return a sound check whose voice is in `path`."""
    return SoundCheck(Player(), devices.look, lambda: path)


@pytest.fixture
async def sound(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SoundServer]:
    """Run a sound server that the check uses."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


def is_heard(sound: SoundServer) -> bool:
    """Say whether anything is being played."""
    return bool(sound.pactl("list", "short", "sink-inputs"))


async def test_the_loudspeaker_is_named(sound: SoundServer, tmp_path: Path) -> None:
    assert await check(tmp_path / "a.wav").loudspeaker() == "Kitchen loudspeaker"


async def test_the_voice_is_played_to_its_end(sound: SoundServer) -> None:
    recorded = SoundCheck(Player(), devices.look, lambda: read_rehearsal().sound_check)
    began = time.monotonic()
    await recorded.play_check()
    assert time.monotonic() - began >= 3


async def test_it_falls_silent_at_once_and_may_be_played_again(
    sound: SoundServer, tmp_path: Path
) -> None:
    checking = check(write_wav(tmp_path / "a.wav", tone(20)))
    for _ in range(2):
        playing = asyncio.create_task(checking.play_check())
        await until(lambda: is_heard(sound))
        checking.stop()
        await asyncio.wait_for(playing, 2)
        await until(lambda: not is_heard(sound))
    checking.stop()


async def test_without_sound_there_is_no_name_and_a_problem_to_show(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    checking = check(write_wav(tmp_path / "a.wav", tone(0.1)))
    assert await checking.loudspeaker() == ""
    with pytest.raises(NoSoundSystem):
        await checking.play_check()
