"""A recording as a source."""

from __future__ import annotations

import time
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


def test_in_real_time_no_block_comes_before_it_would_have_been_spoken(tmp_path: Path) -> None:
    source = FileSource(write_wav(tmp_path / "a.wav", tone(0.5)), realtime=True)
    assert not source.waits
    began = time.monotonic()
    arrivals = [(time.monotonic() - began, len(block)) for block in blocks(source)]
    spoken = 0.0
    for arrival, size in arrivals:
        spoken += size / 32_000
        assert spoken - 0.001 <= arrival
    assert spoken == pytest.approx(0.5)


def test_what_is_no_wav_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"nonsense" * 20)
    with pytest.raises(RecordingNotRead):
        FileSource(tmp_path / "a.wav", realtime=True)
