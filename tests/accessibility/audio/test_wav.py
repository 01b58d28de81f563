"""A wav file of any common kind comes out as 16 kHz mono 16 bit."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import pytest

from accessibility.audio.wav import RecordingEmpty, RecordingNotOpened, RecordingNotWav, WavFile
from resources.declared import Problem

TONE_HZ = 440


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
    return name, plain + struct.pack("<HHIH", 22, bits, 0, 1) + b"\0" * 14


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
    with WavFile(path) as recording:
        sound = b"".join(recording.blocks(block))
    return [s / 32768 for s in struct.unpack(f"<{len(sound) // 2}h", sound)]


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "recording.wav"
    path.write_bytes(content)
    return path


def test_what_is_right_already_passes_untouched(tmp_path: Path) -> None:
    sound = packed(tone(16_000), 16)
    path = saved(tmp_path, riff(format_chunk(1, 1, 16_000, 16), (b"data", sound)))
    with WavFile(path) as recording:
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
        (b"", RecordingNotWav),
        (b"ID3\x04 an mp3 file, more likely", RecordingNotWav),
        (riff(format_chunk(1, 1, 16_000, 16)), RecordingNotWav),
        (riff((b"data", b"\0" * 100)), RecordingNotWav),
        (riff((b"fmt ", b"short"), (b"data", b"\0" * 100)), RecordingNotWav),
        (riff(format_chunk(0x55, 1, 16_000, 16), (b"data", b"\0" * 100)), RecordingNotWav),
        (riff(format_chunk(1, 0, 16_000, 16), (b"data", b"\0" * 100)), RecordingNotWav),
        (riff(format_chunk(1, 1, 0, 16), (b"data", b"\0" * 100)), RecordingNotWav),
        (riff(format_chunk(1, 1, 16_000, 12), (b"data", b"\0" * 100)), RecordingNotWav),
        (riff(format_chunk(1, 1, 16_000, 16), (b"data", b"")), RecordingEmpty),
    ],
)
def test_what_cannot_be_read_is_a_sentence(
    tmp_path: Path, content: bytes, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        WavFile(saved(tmp_path, content))


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.wav"):
        with pytest.raises(RecordingNotOpened):
            WavFile(path)
