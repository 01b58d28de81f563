"""A recording as a source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audio.file_source import FileSource
from accessibility.audio.sound_file import RecordingNotRead
from accessibility.audio.source import AudioSource
from tests.support.tones import tone, write_wav


def blocks(source: AudioSource) -> Iterator[bytes]:
    """Read a source to its end."""
    while (sound := source.read()) is not None:
        yield sound
    source.close()


def test_read_fast_it_gives_every_sample_and_waits_for_us(tmp_path: Path) -> None:
    sound = tone(1.1)
    source = FileSource(write_wav(tmp_path / "a.wav", sound), realtime=False)
    assert source.waits
    assert b"".join(blocks(source)) == sound


class SleepClock:
    """A clock that goes on only while somebody sleeps by it, and a little at each look."""

    def __init__(self, look: float) -> None:
        self.now = 100.0
        self._look = look

    def __call__(self) -> float:
        """Return the time now."""
        self.now += self._look
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time go by."""
        self.now += seconds


@pytest.mark.parametrize("look", [0.0, 0.01])
def test_in_real_time_each_block_comes_when_it_would_have_been_spoken(
    tmp_path: Path, look: float
) -> None:
    """Also where reading takes time of its own: it never falls behind by that."""
    clock = SleepClock(look)
    path = write_wav(tmp_path / "a.wav", tone(0.5))
    source = FileSource(path, realtime=True, clock=clock, sleep=clock.sleep)
    assert not source.waits
    arrivals = [(clock.now - 100 - look, len(block)) for block in blocks(source)]
    spoken = 0.0
    for arrival, size in arrivals:
        spoken += size / 32_000
        assert arrival == pytest.approx(spoken)
    assert spoken == pytest.approx(0.5)


def test_in_real_time_what_is_late_comes_at_once(tmp_path: Path) -> None:
    clock = SleepClock(1.0)
    slept: list[float] = []
    path = write_wav(tmp_path / "a.wav", tone(0.5))
    source = FileSource(path, realtime=True, clock=clock, sleep=slept.append)
    assert len(list(blocks(source))) == len(slept)
    assert set(slept) == {0.0}


def test_what_is_no_wav_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"nonsense" * 20)
    with pytest.raises(RecordingNotRead):
        FileSource(tmp_path / "a.wav", realtime=True)
