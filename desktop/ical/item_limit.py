"""Limits the CPU time that one event of a calendar may take: the process ends, nothing is raised.

An exception thrown from a signal into a library leaves its locks held. So the system
itself ends the child that reads a calendar. What it was busy with stands in a file that
the parent keeps open, and another child goes on without that event.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import time
from threading import Thread
from typing import NamedTuple, Protocol

from resources.platform.bounded_child import OVER_TIME

ITEM_S = 0.6
"""Seconds of CPU time for one event: a hundred times what the longest honest ones take."""

NOTE_BYTES = 21
"""Bytes of a note: the number of the event, a space, and the CPU time."""

_PAUSE_S = 0.1
"""Seconds between a thread's looks at the CPU time."""


class Limit(Protocol):
    """Is told which event is in work, and limits the time it may take (`ItemLimit`)."""

    def begin(self, number: int) -> None:
        """Begin the next event."""

    def end(self) -> None:
        """Say that no event is in work."""


class NoLimit:
    """Lets each event take as long as it takes."""

    def begin(self, number: int) -> None:
        """Begin the next event."""

    def end(self) -> None:
        """Say that no event is in work."""


class ItemNote(NamedTuple):
    """Which event a child was busy with, and the seconds of CPU time it had used before."""

    number: int
    used_s: float

    @classmethod
    def of(cls, written: bytes) -> ItemNote | None:
        """Read a note, None if there is none."""
        try:
            number, used = written[:NOTE_BYTES].split()
            return cls(int(number), float(used))
        except ValueError:
            return None


class ItemLimit:
    """Ends this process if an event takes longer than `ITEM_S`; notes in file `note` which it is.

    Where the system has no timer for CPU time (Windows) a thread looks at it.
    """

    def __init__(self, note: int, *, by_thread: bool = sys.platform == "win32") -> None:
        self._note = note
        self._began = math.inf
        self._by_thread = by_thread
        if by_thread:
            Thread(target=self._watch, daemon=True).start()

    def begin(self, number: int) -> None:
        """Begin the next event."""
        self._began = time.process_time()
        with contextlib.suppress(OSError):  # without a note the child is only not started again
            os.lseek(self._note, 0, os.SEEK_SET)
            os.write(self._note, b"%10d %10.3f" % (number, self._began))
        self._set_timer(ITEM_S)

    def end(self) -> None:
        """Say that no event is in work."""
        self._began = math.inf
        self._set_timer(0)

    def _watch(self) -> None:
        while time.process_time() - self._began < ITEM_S:
            time.sleep(_PAUSE_S)
        os._exit(OVER_TIME)

    def _set_timer(self, seconds: float) -> None:
        if sys.platform != "win32" and not self._by_thread:
            signal.setitimer(signal.ITIMER_PROF, seconds)
