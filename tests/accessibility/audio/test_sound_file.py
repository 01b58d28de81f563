"""A sound file of any common kind comes out as 16 kHz mono 16 bit."""

from __future__ import annotations

import contextlib
import math
import os
import struct
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from accessibility.audio.sound_file import (
    RecordingEmpty,
    RecordingNotOpened,
    RecordingNotRead,
    RecordingStrange,
    SoundFileReader,
)
from resources.declared import Problem

TONE_HZ = 440
GUID_TAIL = bytes.fromhex("000000001000800000aa00389b71")
"""What follows the kind of sample in the long form of the header (mmreg.h)."""


def riff(*chunks: tuple[bytes, bytes], promised: int | None = None) -> bytes:
    body = b"WAVE"
    for name, content in chunks:
        size = len(content) if promised is None or name != b"data" else promised
        body += name + struct.pack("<I", size) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def format_chunk(tag: int, channels: int, rate: int, bits: int) -> tuple[bytes, bytes]:
    frame = channels * bits // 8
    return b"fmt ", struct.pack("<HHIIHH", tag, channels, rate, rate * frame, frame, bits)


def extensible_chunk(channels: int, rate: int, bits: int) -> tuple[bytes, bytes]:
    name, plain = format_chunk(0xFFFE, channels, rate, bits)
    return name, plain + struct.pack("<HHIH", 22, bits, 0, 1) + GUID_TAIL


def tone(rate: int, seconds: float = 0.5) -> list[float]:
    return [0.5 * math.sin(2 * math.pi * TONE_HZ * n / rate) for n in range(int(rate * seconds))]


def packed(samples: list[float], bits: int, *, floating: bool = False) -> bytes:
    if floating:
        return struct.pack(f"<{len(samples)}{'f' if bits == 32 else 'd'}", *samples)
    if bits == 8:
        return bytes(round(s * 127) + 128 for s in samples)
    top = 2 ** (bits - 1) - 1
    return b"".join(round(s * top).to_bytes(bits // 8, "little", signed=True) for s in samples)


def doubled(sound: bytes, width: int) -> bytes:
    return b"".join(sound[n : n + width] * 2 for n in range(0, len(sound), width))


def samples_of(path: Path, block: float = 0.2) -> list[float]:
    with SoundFileReader(path) as recording:
        sound = b"".join(recording.blocks(block))
    return [s / 32768 for s in struct.unpack(f"<{len(sound) // 2}h", sound)]


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "recording.wav"
    path.write_bytes(content)
    return path


def test_what_is_right_already_passes_untouched(tmp_path: Path) -> None:
    sound = packed(tone(16_000), 16)
    path = saved(tmp_path, riff(format_chunk(1, 1, 16_000, 16), (b"data", sound)))
    with SoundFileReader(path) as recording:
        assert recording.seconds == pytest.approx(0.5)
        blocks = list(recording.blocks(0.2))
    assert b"".join(blocks) == sound
    assert [len(block) for block in blocks] == [6400, 6400, 3200]


@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_any_rate_comes_out_as_the_same_tone(tmp_path: Path, rate: int) -> None:
    path = saved(tmp_path, riff(format_chunk(1, 1, rate, 16), (b"data", packed(tone(rate), 16))))
    heard = samples_of(path)
    assert len(heard) == pytest.approx(8000, abs=2)
    wrong = max(abs(a - b) for a, b in zip(heard[400:-400], tone(16_000)[400:-400], strict=False))
    assert wrong < 0.01


@pytest.mark.parametrize(("tag", "bits"), [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64)])
def test_any_kind_of_sample_in_stereo(tmp_path: Path, tag: int, bits: int) -> None:
    sound = doubled(packed(tone(16_000), bits, floating=tag == 3), bits // 8)
    path = saved(tmp_path, riff(format_chunk(tag, 2, 16_000, bits), (b"data", sound)))
    wrong = max(abs(a - b) for a, b in zip(samples_of(path), tone(16_000), strict=True))
    assert wrong < 0.02


def test_the_extensible_kind_and_unknown_chunks_are_read(tmp_path: Path) -> None:
    content = riff(
        (b"LIST", b"odd"), extensible_chunk(1, 16_000, 24), (b"data", packed(tone(16_000), 24))
    )
    assert len(samples_of(saved(tmp_path, content))) == 8000


@pytest.mark.parametrize("block", [0.0001, 0.013, 0.2, 10])
def test_the_size_of_the_pieces_makes_no_difference(tmp_path: Path, block: float) -> None:
    sound = packed(tone(44_100, 0.1), 16)
    path = saved(tmp_path, riff(format_chunk(1, 1, 44_100, 16), (b"data", sound)))
    assert samples_of(path, block) == samples_of(path, 0.05)


@pytest.mark.parametrize("promised", [0, 0xFFFF_FFFF, 10_000_000])
def test_a_recorder_that_was_cut_off_loses_nothing(tmp_path: Path, promised: int) -> None:
    content = riff(
        format_chunk(1, 1, 16_000, 16),
        (b"data", packed(tone(16_000), 16) + b"\1\1"),
        promised=promised,
    )
    assert len(samples_of(saved(tmp_path, content[:-1]))) == 8000


def test_floats_that_are_no_numbers_are_silence(tmp_path: Path) -> None:
    sound = struct.pack("<4f", math.nan, math.inf, -math.inf, 0.25)
    path = saved(tmp_path, riff(format_chunk(3, 1, 16_000, 32), (b"data", sound)))
    assert samples_of(path) == [0, pytest.approx(1, abs=1e-3), -1, 0.25]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", RecordingNotRead),
        (b"ID3\x04 an mp3 file, more likely", RecordingNotRead),
        (riff(format_chunk(1, 1, 16_000, 16)), RecordingNotRead),
        (riff((b"data", b"\0" * 100)), RecordingNotRead),
        (riff((b"fmt ", b"short"), (b"data", b"\0" * 100)), RecordingNotRead),
        (riff(format_chunk(0x55, 1, 16_000, 16), (b"data", b"\0" * 100)), RecordingNotRead),
        (riff(format_chunk(1, 0, 16_000, 16), (b"data", b"\0" * 100)), RecordingNotRead),
        (riff(format_chunk(1, 1, 0, 16), (b"data", b"\0" * 100)), RecordingNotRead),
        (riff(format_chunk(1, 1, 16_000, 40), (b"data", b"\0" * 100)), RecordingNotRead),
        (riff(format_chunk(1, 1, 16_000, 16), (b"data", b"")), RecordingEmpty),
    ],
)
def test_what_cannot_be_read_is_a_sentence(
    tmp_path: Path, content: bytes, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        SoundFileReader(saved(tmp_path, content))


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.wav"):
        with pytest.raises(RecordingNotOpened):
            SoundFileReader(path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_d8_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "tea.wav"
    os.mkfifo(path)
    with pytest.raises(RecordingStrange):
        SoundFileReader(path)


@pytest.mark.parametrize(("kind", "wrong"), [("flac", 0.01), ("ogg", 0.05)])
@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_flac_and_ogg_come_out_as_the_same_tone(
    tmp_path: Path, kind: str, wrong: float, rate: int
) -> None:
    path = tmp_path / f"recording.{kind}"
    soundfile.write(path, np.array([tone(rate)] * 2).T, rate)
    with SoundFileReader(path) as recording:
        assert recording.seconds == pytest.approx(0.5, abs=0.01)
    heard = samples_of(path)
    assert len(heard) == pytest.approx(8000, abs=2)
    apart = (abs(a - b) for a, b in zip(heard[400:-400], tone(16_000)[400:-400], strict=False))
    assert max(apart) < wrong


def test_flac_of_our_own_kind_of_sound_loses_nothing(tmp_path: Path) -> None:
    sound = packed(tone(16_000), 16)
    path = tmp_path / "recording.flac"
    soundfile.write(path, np.frombuffer(sound, "<i2"), 16_000)
    with SoundFileReader(path) as recording:
        assert b"".join(recording.blocks()) == sound


def test_a_flac_file_that_was_cut_short_gives_a_part_then_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "recording.flac"
    soundfile.write(path, np.array(tone(16_000, 4.0)), 16_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with SoundFileReader(path) as recording:
        blocks = recording.blocks()
        assert next(blocks)
        with pytest.raises(RecordingNotRead):
            list(blocks)


def test_what_comes_after_a_recorder_was_cut_off_is_resampled_too(tmp_path: Path) -> None:
    content = riff(
        (b"LIST", b"even"),
        format_chunk(1, 2, 48_000, 16),
        (b"data", doubled(packed(tone(48_000), 16), 2)),
        promised=0,
    )
    assert len(samples_of(saved(tmp_path, content))) == pytest.approx(8000, abs=2)


@pytest.mark.parametrize("name", ["recording.raw", "r\udce9cording.wav"])
def test_the_name_of_the_file_says_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(riff(format_chunk(1, 1, 8_000, 16), (b"data", packed(tone(8_000), 16))))
    assert len(samples_of(path)) == pytest.approx(8000, abs=2)


@given(st.integers(0, 60), st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_header_is_read_or_is_a_sentence(place: int, damage: bytes) -> None:
    content = riff(
        (b"LIST", b"even"),
        format_chunk(1, 1, 16_000, 16),
        (b"data", packed(tone(16_000, 0.01), 16)),
    )
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), content[:place] + damage + content[place + len(damage) :])
        with contextlib.suppress(RecordingNotOpened, RecordingNotRead, RecordingEmpty):
            samples_of(path)
