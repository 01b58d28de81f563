"""`AudioSource` of a recording: as fast as it can be read, or at the speed it was spoken."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from accessibility.audio.sound_file import SoundFileReader
from accessibility.audio.source import BLOCK_S, BYTES_A_SECOND

FAST_BLOCK_S = 0.25
"""Seconds at a time when nobody waits: 4,000 samples, as Vosk's own examples feed it."""


class FileSource:
    """Reads a sound file; raises the `Problem`s of `SoundFileReader` when made."""

    def __init__(
        self,
        path: Path,
        *,
        realtime: bool,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._file = SoundFileReader(path)
        self._blocks = self._file.blocks(BLOCK_S if realtime else FAST_BLOCK_S)
        self._clock, self._sleep = clock, sleep
        self._due: float | None = None
        self.name = self.device = path.name
        self.waits = not realtime

    def read(self) -> bytes | None:
        """Return the next block; in real time, when its last sample would have been spoken."""
        if not self.waits and self._due is None:
            self._due = self._clock()
        sound = next(self._blocks, None)
        if sound is not None and self._due is not None:
            self._due += len(sound) / BYTES_A_SECOND
            self._sleep(max(0.0, self._due - self._clock()))
        return sound

    def close(self) -> None:
        """Close the file."""
        self._file.close()
