"""Reads a finished line again with a second engine, in its own thread; accepts or rejects it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from accessibility.captions.engines.recogniser import LineReader
from accessibility.captions.events import BYTES_A_SECOND, Final, Word
from accessibility.captions.text.word_errors import changes, plain_words

TIDY_WITHIN_S = 1.8
"""Seconds after a line ended in which it may still be tidied: on the screen within 2 s."""

MOST_WRONG = 0.5
"""Share of words in which the engines may differ."""

KEPT_S = 28.0
"""Seconds of sound that are kept: no line is longer, and Whisper reads 30 s at most."""

NICE_LEVEL = 10
"""How much lower (`nice`) the tidy engine's priority is than the window's and the quick words'."""

Reading = Future[tuple[Word, ...]]


class Tidier:
    """The tidy engine in a thread of its own, for all sources; one line, `reading`, at a time."""

    def __init__(self, load: Callable[[], LineReader]) -> None:
        self._thread = ThreadPoolExecutor(1, "tidier", initializer=_lower_priority)
        self._reader = self._thread.submit(load)
        self.reading: Reading | None = None

    def until_loaded(self) -> None:
        """Block until the engine is there; raises what loading it raised."""
        self._reader.result()

    def ask(self, sound: bytes) -> Reading | None:
        """Begin to read a line; None while another one is being read: nothing is queued."""
        if self.reading and not self.reading.done():
            return None
        self.reading = self._thread.submit(self._reader.result().read_line, sound)
        return self.reading

    def close(self) -> None:
        """Let go of the thread, as soon as it is done with its line."""
        self._thread.shutdown(wait=False, cancel_futures=True)


@dataclass
class PendingLine:
    """A line that ended at the moment `since` and is not told yet.

    Its tidy `reading`, if there is to be one, is of the sound from `heard_from` on.
    """

    quick: Final
    since: float
    reading: Reading | None = None
    heard_from: float = 0.0

    def is_due(self, now: float) -> bool:
        """Say whether it can be told, or must be."""
        return self.reading is None or self.reading.done() or now - self.since >= TIDY_WITHIN_S

    def finished(self) -> Final:
        """Return the tidy line if it is there and can be believed, else the quick one."""
        if self.reading is None or not self.reading.done():
            return self.quick
        return tidied(self.quick, self.reading.result(), self.heard_from)


def tidied(quick: Final, words: tuple[Word, ...], heard_from: float) -> Final:
    """Return a line with tidy words in place of its own, or as it is if they say another thing.

    Times of the tidy words count from `heard_from`; the line begins and ends where it did.
    """
    text = " ".join(word.word for word in words)
    before, after = plain_words(quick.text), plain_words(text)
    if changes(before, after) > MOST_WRONG * max(len(before), len(after)):
        return quick

    def placed(moment: float) -> float:
        return round(min(max(heard_from + moment, quick.start), quick.end), 3)

    timed = tuple(
        Word(word.word, placed(word.start), placed(word.end), word.confidence) for word in words
    )
    return Final(text, timed[0].start, timed[-1].end, words=timed)


class RecentSound:
    """The newest sound, by its time: `fed` seconds came altogether."""

    def __init__(self) -> None:
        self._sound = bytearray()
        self._dropped = 0  # bytes

    @property
    def fed(self) -> float:
        """Return how much sound came."""
        return (self._dropped + len(self._sound)) / BYTES_A_SECOND

    def add(self, sound: bytes) -> None:
        """Keep some sound, and drop what is too old."""
        self._sound += sound
        self.drop_before(self.fed - KEPT_S)

    def drop_before(self, seconds: float) -> None:
        """Let go of what came before a moment."""
        count = max(0, _bytes(seconds) - self._dropped)
        del self._sound[:count]
        self._dropped += count

    def between(self, start: float, end: float) -> bytes:
        """Return what is kept between two moments."""
        first, last = (max(0, _bytes(each) - self._dropped) for each in (start, end))
        return bytes(self._sound[first:last])


def _bytes(seconds: float) -> int:
    return round(max(0.0, seconds) * BYTES_A_SECOND) // 2 * 2


def _lower_priority() -> None:
    """Let everything else go first; threads that the engine starts inherit it (Linux)."""
    if sys.platform.startswith("linux"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE_LEVEL)
