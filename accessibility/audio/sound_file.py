"""Reads a sound file (wav, flac, ogg) as 16 kHz mono 16-bit PCM, piece by piece.

A wav file that is so already, the common and cheap case, passes through untouched, by the
standard library alone. All others are read by libsndfile and soxr, which load numpy: 0.1 s.
"""

from __future__ import annotations

import io
import os
import wave
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from accessibility.audio.source import RATE
from resources.declared import Problem
from resources.platform.files import NotAFile, regular_only

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from soundfile import SoundFile
    from typing_extensions import Buffer

BEGINNINGS = (b"RIFF", b"RF64", b"fLaC", b"OggS")
"""How the kinds of files begin that are read: no other of libsndfile's 25 gets at the file."""

RATES = range(1_000, 192_001)
"""Samples a second that are read; others are a damaged header."""

CHANNELS = range(1, 65)
"""Channels that are read; others are a damaged header."""


class RecordingNotOpened(Problem):
    """The file is not there, or may not be read."""

    key = "recording_not_opened"


class RecordingStrange(Problem):
    """What was opened is no file, but a FIFO or a device: reading it might never end."""

    key = "not_a_file"


class RecordingNotRead(Problem):
    """The file is no sound file, is damaged, or of a kind that is not read."""

    key = "recording_not_read"


class RecordingEmpty(Problem):
    """The file is a sound file without a single sample."""

    key = "recording_empty"


class SoundFileReader:
    """An open file: `with SoundFileReader(path) as recording: for sound in recording.blocks()`.

    Raises `RecordingNotOpened`, `RecordingNotRead` or `RecordingEmpty` when made.
    A file that was cut short gives what it has.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = _File(path, opener=regular_only)
            try:
                self._plain = _open_plain(self._file)
                self._coded = None if self._plain else _open_coded(self._file)
            except BaseException:
                self._file.close()
                raise
        except NotAFile:
            raise RecordingStrange from None
        except OSError:
            raise RecordingNotOpened from None

    @property
    def seconds(self) -> float:
        """How long the recording is."""
        if self._coded:
            return float(self._coded.frames / self._coded.samplerate)
        return self._plain.getnframes() / RATE if self._plain else 0.0

    def blocks(self, seconds: float = 0.2) -> Iterator[bytes]:
        """Yield the sound from the beginning, about `seconds` at a time; raises `Problem`."""
        if self._coded:
            return _converted(self._coded, max(1, round(seconds * self._coded.samplerate)))
        return _untouched(self._plain, max(1, round(seconds * RATE))) if self._plain else iter(())

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        if self._coded:
            self._coded.close()
        self._file.close()

    def __enter__(self) -> SoundFileReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _File(io.FileIO):
    """A file that can hide from libsndfile that a recorder was cut off.

    Such a recorder never wrote how many samples there are. libsndfile then reads on to the end,
    but only where the length of the whole is the 8 that some recorders begin with.
    """

    is_unfinished = False

    def readinto(self, buffer: Buffer) -> int | None:
        """Read, with that 8 in its place."""
        is_beginning = self.tell() == 0
        count = super().readinto(buffer)
        if self.is_unfinished and is_beginning:
            memoryview(buffer).cast("B")[4:8] = bytes((8, 0, 0, 0))
        return count


def _open_plain(file: _File) -> wave.Wave_read | None:
    """Open a wav file of our own kind of sound, if it is one and as long as its header says."""
    try:
        sound = wave.Wave_read(file)
    except (wave.Error, EOFError, RuntimeError):  # the last for a part that is too long
        return None
    kind = (sound.getframerate(), sound.getnchannels(), sound.getsampwidth())
    size = os.fstat(file.fileno()).st_size
    return sound if kind == (RATE, 1, 2) and 0 < sound.getnframes() * 2 < size else None


def _open_coded(file: _File) -> SoundFile:
    """Open a file of any other kind; raises the `Problem` that hinders."""
    file.seek(0)
    if file.read(4) not in BEGINNINGS:
        raise RecordingNotRead
    try:
        import soundfile
    except (ImportError, OSError):  # its library is not there for this kind of computer
        raise RecordingNotRead from None
    try:
        sound = _sound_of(file)
        if not sound.frames and sound.format.startswith("WAV"):
            sound.close()
            file.is_unfinished = True
            sound = _sound_of(file)
    except soundfile.SoundFileError:
        raise RecordingNotRead from None
    if sound.samplerate in RATES and sound.channels in CHANNELS and sound.frames:
        return sound
    sound.close()
    # libsndfile finds no end of an ogg file that was cut short
    raise RecordingNotRead if sound.frames or sound.format == "OGG" else RecordingEmpty


def _sound_of(file: _File) -> SoundFile:
    import soundfile

    file.seek(0)
    file.name = ""  # soundfile takes a name that ends in .raw for sound without a header
    return soundfile.SoundFile(file, "r")


def _untouched(sound: wave.Wave_read, frames: int) -> Iterator[bytes]:
    try:
        sound.rewind()
        while block := sound.readframes(frames):
            yield block[: len(block) // 2 * 2]
    except OSError:
        raise RecordingNotOpened from None


def _converted(sound: SoundFile, frames: int) -> Iterator[bytes]:
    import numpy as np
    import soundfile
    import soxr

    stream = soxr.ResampleStream(sound.samplerate, RATE, 1, dtype="float32")
    try:
        sound.seek(0)
        while len(block := sound.read(frames, dtype="float32", always_2d=True)):
            yield _to_bytes(stream.resample_chunk(_mono(block)))
    except soundfile.SoundFileError:
        raise RecordingNotRead from None
    yield _to_bytes(stream.resample_chunk(np.zeros(0, np.float32), last=True))


def _mono(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mix the channels; what is no number, or larger than full scale, does no harm."""
    import numpy as np

    finite = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
    mixed: NDArray[np.float32] = finite.clip(-1, 1).mean(axis=1, dtype=np.float32)
    return mixed


def _to_bytes(sound: NDArray[np.float32]) -> bytes:
    import numpy as np

    return np.clip(np.rint(sound * 32768), -32768, 32767).astype("<i2").tobytes()
