"""The chime: ours, short, soft, and really to be heard."""

from __future__ import annotations

import wave
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from accessibility.audio.chime import SOUND, Chime
from accessibility.audio.playing import Player
from accessibility.audio.source import NoLoudspeaker
from resources.declared import Problem
from tests.support.chime import LOUD, RATE, chime, write
from tests.support.sound import SoundServer
from tests.support.until import until


def samples() -> np.ndarray:
    """Return the sound that is shipped."""
    with as_file(files("resources") / "sounds" / SOUND) as path, wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        read: np.ndarray = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return read


def test_it_is_short_soft_and_begins_and_ends_in_silence() -> None:
    sound = samples() / 32768
    assert 1 < len(sound) / RATE < 2
    assert np.abs(sound).max() <= LOUD + 0.001
    assert abs(sound[0]) < 0.001 and abs(sound[-1]) < 0.001
    rise = [np.abs(part).max() for part in np.split(sound[: RATE // 50], 4)]
    assert all(one <= after for one, after in pairwise(rise)), "nothing starts with a bang"


def test_it_is_what_the_recipe_makes(tmp_path: Path) -> None:
    assert np.abs(np.frombuffer(chime(), "<i2").astype(int) - samples()).max() <= 1
    write(tmp_path / "chime.wav")
    assert (tmp_path / "chime.wav").stat().st_size < 60_000


async def test_it_is_played_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with SoundServer() as server:
        server.use(monkeypatch)
        with server.recorded() as heard:
            await Chime(Player()).ring()
            assert not server.is_playing
            await until(lambda: heard.loud_s >= 1)


async def test_where_nothing_can_be_heard_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with SoundServer() as server:
        server.use(monkeypatch)
        server.stop()
        server.start()
        with pytest.raises(NoLoudspeaker):
            await Chime(Player()).ring()
    with pytest.raises(Problem):
        await Chime(Player()).ring()
