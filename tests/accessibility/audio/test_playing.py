"""Playing a recording through a real sound server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audio.playing import Player, RecordingNotPlayed
from accessibility.audio.pulse_server import NoSoundSystem
from accessibility.audio.source import NoLoudspeaker
from tests.support.sound import SoundServer
from tests.support.tones import tone, write_wav
from tests.support.until import PATIENCE_S, until


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """Run a sound server that the player uses."""
    with SoundServer() as server:
        server.use(monkeypatch)
        yield server


async def test_it_returns_when_all_has_been_played(sound: SoundServer, tmp_path: Path) -> None:
    with sound.recorded() as heard:
        await Player().play(write_wav(tmp_path / "a.wav", tone(0.6)))
        assert not sound.is_playing
        await until(lambda: heard.loud_s >= 0.55)


async def test_stopping_is_at_once_and_no_problem(sound: SoundServer, tmp_path: Path) -> None:
    player, recording = Player(), write_wav(tmp_path / "a.wav", tone(20))
    playing = asyncio.create_task(player.play(recording))
    await until(lambda: sound.is_playing)
    player.stop()
    await asyncio.wait_for(playing, PATIENCE_S)
    await until(lambda: not sound.is_playing)


async def test_cancelling_falls_silent(sound: SoundServer, tmp_path: Path) -> None:
    playing = asyncio.create_task(Player().play(write_wav(tmp_path / "a.wav", tone(20))))
    await until(lambda: sound.is_playing)
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
    await until(lambda: not sound.is_playing)


async def test_the_next_recording_ends_the_one_before(sound: SoundServer, tmp_path: Path) -> None:
    player = Player()
    first = asyncio.create_task(player.play(write_wav(tmp_path / "a.wav", tone(20))))
    await until(lambda: sound.is_playing)
    await player.play(write_wav(tmp_path / "b.wav", tone(0.2)))
    await asyncio.wait_for(first, PATIENCE_S)


async def test_what_cannot_be_played_is_a_problem(sound: SoundServer, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"nonsense")
    with pytest.raises(RecordingNotPlayed):
        await Player().play(tmp_path / "a.wav")
    sound.plug_loudspeaker("auto_null", "Dummy Output")
    sound.pactl("set-default-sink", "auto_null")
    with pytest.raises(NoLoudspeaker):
        await Player().play(write_wav(tmp_path / "b.wav", tone(0.2)))


async def test_without_a_sound_system_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nothing")
    with pytest.raises(NoSoundSystem):
        await Player().play(write_wav(tmp_path / "a.wav", tone(0.2)))
