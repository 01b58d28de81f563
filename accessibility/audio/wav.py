"""Reads a .wav file of any common kind as the sound Parlour works with, piece by piece.

Out comes 16 kHz mono signed 16 bit, little endian. A file that is so already passes
through untouched, without numpy: that is the common case, and the cheap one.
The standard library's `wave` reads neither floats nor WAVE_FORMAT_EXTENSIBLE, which
Audacity and Windows write, so the header is read here (Microsoft's RIFF notes, mmreg.h).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from accessibility.audio.resample import Resampler
from resources.declared import Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000
PCM, FLOAT, EXTENSIBLE = 0x0001, 0x0003, 0xFFFE
RATES = range(1_000, 192_001)
CHANNELS = range(1, 65)
LONGEST_FORMAT = 4096


class RecordingNotOpened(Problem):
    """The file is not there, or may not be read."""

    key = "recording_not_opened"


class RecordingNotWav(Problem):
    """The file is not a wav file, or of a kind that is not read (mp3 inside, say)."""

    key = "recording_not_wav"


class RecordingEmpty(Problem):
    """The file is a wav file without a single sample."""

    key = "recording_empty"


@dataclass(frozen=True)
class SampleLayout:
    """How the samples lie in the file; `width` is bytes a sample, `size` bytes in all."""

    rate: int
    channels: int
    width: int
    floating: bool
    start: int
    size: int

    @property
    def frame(self) -> int:
        """Bytes of one moment: a sample for each channel."""
        return self.width * self.channels

    @property
    def ready(self) -> bool:
        """Whether the samples can be used as they are."""
        return (self.rate, self.channels, self.width, self.floating) == (RATE, 1, 2, False)


class WavFile:
    """An open wav file: `with Wav(path) as recording: for sound in recording.blocks(): ...`.

    Raises `RecordingNotOpened`, `RecordingNotWav` or `RecordingEmpty` when made.
    A file that was cut short gives what it has.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("rb")
            try:
                self.layout = _read_layout(self._file)
            except BaseException:
                self._file.close()
                raise
        except OSError:
            raise RecordingNotOpened from None

    @property
    def seconds(self) -> float:
        """How long the recording is."""
        return self.layout.size / self.layout.frame / self.layout.rate

    def blocks(self, seconds: float = 0.2) -> Iterator[bytes]:
        """Yield the sound from the beginning, about `seconds` at a time; raises `Problem`."""
        raw = self._raw(max(1, round(seconds * self.layout.rate)) * self.layout.frame)
        return raw if self.layout.ready else _converted(raw, self.layout)

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._file.close()

    def __enter__(self) -> WavFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _raw(self, block: int) -> Iterator[bytes]:
        try:
            self._file.seek(self.layout.start)
            left = self.layout.size
            while left and (piece := self._file.read(min(block, left))):
                left -= len(piece)
                whole = len(piece) - len(piece) % self.layout.frame
                if whole:
                    yield piece[:whole]
        except OSError:
            raise RecordingNotOpened from None


def _read_layout(file: BinaryIO) -> SampleLayout:
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RF64") or head[8:] != b"WAVE":
        raise RecordingNotWav
    kind: tuple[int, int, int, int] | None = None
    while len(label := file.read(8)) == 8:
        name, size = label[:4], int.from_bytes(label[4:], "little")
        if name == b"data" and kind is not None:
            return _checked(kind, *_extent(file, size))
        if name == b"fmt ":
            kind = _read_format(file.read(min(size, LONGEST_FORMAT)))
            size = max(0, size - LONGEST_FORMAT)
        file.seek(size + size % 2, 1)
    raise RecordingNotWav


def _read_format(body: bytes) -> tuple[int, int, int, int]:
    """Return (kind of sample, channels, rate, bits) of a `fmt ` chunk."""
    if len(body) < 16:
        raise RecordingNotWav
    tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
    if tag == EXTENSIBLE and len(body) >= 26:
        tag = int.from_bytes(body[24:26], "little")
    return tag, channels, rate, bits


def _extent(file: BinaryIO, promised: int) -> tuple[int, int]:
    """Return where the samples start and how many bytes there are.

    A recorder that was cut off leaves 0 or the largest number in the header: then
    the samples go on to the end of the file.
    """
    start = file.tell()
    left = file.seek(0, 2) - start
    return start, left if promised in (0, 0xFFFF_FFFF) else min(promised, left)


def _checked(kind: tuple[int, int, int, int], start: int, size: int) -> SampleLayout:
    tag, channels, rate, bits = kind
    known = (tag == PCM and bits in (8, 16, 24, 32)) or (tag == FLOAT and bits in (32, 64))
    if not known or channels not in CHANNELS or rate not in RATES:
        raise RecordingNotWav
    frame = bits // 8 * channels
    if size < frame:
        raise RecordingEmpty
    return SampleLayout(rate, channels, bits // 8, tag == FLOAT, start, size - size % frame)


def _converted(raw: Iterator[bytes], layout: SampleLayout) -> Iterator[bytes]:
    import numpy as np

    decode = _decoder(layout)
    resampler = Resampler(layout.rate, RATE) if layout.rate != RATE else None
    for piece in raw:
        sound = decode(piece).reshape(-1, layout.channels).mean(axis=1, dtype=np.float32)
        yield _to_bytes(resampler.push(sound) if resampler else sound)
    if resampler:
        yield _to_bytes(resampler.finish())


def _decoder(layout: SampleLayout) -> Callable[[bytes], NDArray[np.float32]]:
    """Return what turns the file's bytes into samples from -1 to 1."""
    import numpy as np

    if layout.floating:
        return lambda raw: _from_floats(raw, layout.width)
    if layout.width == 1:
        return lambda raw: (
            (np.frombuffer(raw, np.uint8).astype(np.float32) - np.float32(128)) / np.float32(128)
        )
    if layout.width == 3:
        return _from_24_bits
    scale = np.float32(2 ** (8 * layout.width - 1))
    return lambda raw: np.frombuffer(raw, f"<i{layout.width}").astype(np.float32) / scale


def _from_floats(raw: bytes, width: int) -> NDArray[np.float32]:
    import numpy as np

    sound = np.frombuffer(raw, f"<f{width}").clip(-1, 1).astype(np.float32)
    return np.where(np.isnan(sound), np.float32(0), sound)


def _from_24_bits(raw: bytes) -> NDArray[np.float32]:
    import numpy as np

    wide = np.zeros((len(raw) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
    return wide.view("<i4").reshape(-1).astype(np.float32) / np.float32(2**31)


def _to_bytes(sound: NDArray[np.float32]) -> bytes:
    import numpy as np

    return np.clip(np.rint(sound * 32768), -32768, 32767).astype("<i2").tobytes()
