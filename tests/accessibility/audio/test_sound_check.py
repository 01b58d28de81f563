"""The sound check names the loudspeaker and plays its voice through it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from accessibility.audio import devices
from accessibility.audio.playing import Player
from accessibility.audio.pulse_server import NoSoundSystem
from accessibility.audio.sound_check import SoundCheck
from resources.rehearsal import read_rehearsal
from tests.support.sound import SoundServer, loud_seconds
from tests.support.speech import sound_of
from tests.support.tones import tone, write_wav
from tests.support.until import PATIENCE_S, until


def check(path: Path) -> SoundCheck:
    """Return a sound check whose voice is in `path`."""
    return SoundCheck(Player(), devices.look, lambda: path)


@pytest.fixture
async def sound(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SoundServer]:
    """Run a sound server that the check uses."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


async def test_the_loudspeaker_is_named(sound: SoundServer, tmp_path: Path) -> None:
    assert await check(tmp_path / "a.wav").loudspeaker() == "Kitchen loudspeaker"


async def test_the_voice_is_played_to_its_end(sound: SoundServer) -> None:
    recorded = SoundCheck(Player(), devices.look, lambda: read_rehearsal().sound_check)
    spoken = loud_seconds(sound_of(Path(str(read_rehearsal().sound_check))))
    with sound.recorded() as heard:
        await recorded.play_check()
        assert not sound.is_playing
        await until(lambda: heard.loud_s >= 0.95 * spoken)


async def test_it_falls_silent_at_once_and_may_be_played_again(
    sound: SoundServer, tmp_path: Path
) -> None:
    checking = check(write_wav(tmp_path / "a.wav", tone(20)))
    for _ in range(2):
        playing = asyncio.create_task(checking.play_check())
        await until(lambda: sound.is_playing)
        checking.stop()
        await asyncio.wait_for(playing, PATIENCE_S)
        await until(lambda: not sound.is_playing)
    checking.stop()


async def test_without_sound_there_is_no_name_and_a_problem_to_show(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    checking = check(write_wav(tmp_path / "a.wav", tone(0.1)))
    assert await checking.loudspeaker() == ""
    with pytest.raises(NoSoundSystem):
        await checking.play_check()
