"""Mixes what single programs play on Linux, without the voice of a screen reader.

A loudspeaker's monitor is all that it plays, the screen reader's voice as well. Each
program's stream can be read by itself (`parec --monitor-stream`), so from the first stream
of a reader on, the others are read one by one and added up. Whether a reader's stream plays
just now says nothing: speech-dispatcher keeps its stream open, uncorked, after its first word.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Callable, Sequence
from operator import add

from accessibility.audio.pulse_server import PlayedStream
from accessibility.audio.screen_readers import is_screen_reader
from accessibility.audio.source import BYTES_A_SECOND
from resources.platform.child_process import start_child

LEAD_BYTES = BYTES_A_SECOND // 10
"""0.1 s that is kept back of each stream: they come a little earlier or later than the rest."""

MOST_KEPT_BYTES = BYTES_A_SECOND // 2
"""0.5 s: more is late while nothing else waits to be read, and is left out."""

MOST_STREAMS = 16
"""Programs that are read by themselves, the newest: each is a process."""

PIPE_BYTES = 1 << 16
LOUDEST = (1 << 15) - 1
"""What a sample of 16 bits can be at most."""


class StreamSound:
    """What one stream plays, read by a child. Silence while the stream gives nothing."""

    def __init__(self, command: Sequence[str]) -> None:
        self._child = start_child(command, "stdout")
        if self._child.stdout:
            os.set_blocking(self._child.stdout.fileno(), False)
        self._kept = bytearray()
        self._waits = True
        self._has_come = False

    @property
    def cannot_be_read(self) -> bool:
        """Say whether the server refused, or the tools do."""
        return not self._has_come and self._child.poll() is not None

    def take(self, size: int, *, more_waits: bool = False) -> bytes:
        """Return the next `size` bytes; never waits. `more_waits` of what they are to go with."""
        self._fill()
        if self._waits and len(self._kept) < LEAD_BYTES:
            return bytes(size)
        sound = bytes(self._kept[:size])
        del self._kept[:size]
        if len(self._kept) > MOST_KEPT_BYTES and not more_waits:
            del self._kept[:-LEAD_BYTES]
        self._waits = len(sound) < size
        return sound.ljust(size, b"\0")

    def close(self) -> None:
        """Stop the child."""
        self._child.kill()
        self._child.wait()
        if self._child.stdout:
            self._child.stdout.close()

    def _fill(self) -> None:
        if (pipe := self._child.stdout) is None:
            return
        try:
            while piece := os.read(pipe.fileno(), PIPE_BYTES):
                self._kept += piece
                self._has_come = True
        except BlockingIOError:
            return


class WithoutReaders:
    """Takes the voice of screen readers out of what a loudspeaker plays.

    `streams` asks what plays there now; `command` is what reads one of them.
    """

    def __init__(
        self, streams: Callable[[], list[PlayedStream]], command: Callable[[int], Sequence[str]]
    ) -> None:
        self._streams, self._command = streams, command
        self._readers: dict[int, bool] = {}
        self._sounds: dict[int, StreamSound] = {}
        self._reader_came = False
        self.look()

    def look(self) -> None:
        """Look which streams are there now, and read each that is no reader's, if one is."""
        now = {each.index: each for each in self._streams()}
        for index in set(now) - set(self._readers):
            self._readers[index] = is_screen_reader(now[index].properties)
        self._reader_came |= any(self._readers.values())
        if not self._reader_came:
            return
        heard = [index for index, each in now.items() if not each.is_muted]
        heard = [index for index in heard if not self._readers[index]][-MOST_STREAMS:]
        for index in set(self._sounds) - set(heard):
            self._sounds.pop(index).close()
        for index in set(heard) - set(self._sounds):
            self._sounds[index] = StreamSound(self._command(index))

    def clean(self, sound: bytes, *, more_waits: bool = False) -> bytes:
        """Return, for a block of what the loudspeaker plays, what it plays without a reader.

        `more_waits`: blocks to come are there already. Where the server gives no single
        streams, that is all: captions of a reader are better than none of the group.
        """
        self.look()
        if not self._reader_came or any(each.cannot_be_read for each in self._sounds.values()):
            return sound
        size = len(sound)
        taken = [each.take(size, more_waits=more_waits) for each in self._sounds.values()]
        return mixed(taken, size)

    def close(self) -> None:
        """Stop reading."""
        for each in self._sounds.values():
            each.close()
        self._sounds.clear()


def mixed(sounds: Sequence[bytes], size: int) -> bytes:
    """Return the sum of blocks of `size` bytes each, as loud as can be at most."""
    if len(sounds) < 2:
        return sounds[0] if sounds else bytes(size)
    total: Sequence[int] = _samples(sounds[0])
    for each in sounds[1:]:
        total = list(map(add, total, _samples(each)))
    summed = array("h", (min(LOUDEST, max(-LOUDEST, each)) for each in total))
    if sys.byteorder == "big":
        summed.byteswap()
    return summed.tobytes()


def _samples(sound: bytes) -> array[int]:
    samples = array("h", sound)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
