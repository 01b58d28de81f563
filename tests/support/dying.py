"""A process that is killed in the middle of its own work, at a step that is counted.

A kill from outside comes when the computer gets round to it; this one comes between two
calls of the work, and all of them can be had in turn.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType


class StepCounter:
    """Counts the calls of C functions, as writing, renaming and encrypting are; ends us at one."""

    def __init__(self, last: float) -> None:
        self.steps = 0
        self._last = last

    def __call__(self, _: FrameType, event: str, __: object) -> None:
        """Take one event of `sys.setprofile`."""
        if event == "c_call":
            self.steps += 1
            if self.steps >= self._last:
                os.kill(os.getpid(), signal.SIGKILL)


def counted(work: Callable[[], object], last: float = float("inf")) -> int:
    """Do the work and return its steps; at the `last` of them this process is killed."""
    counter = StepCounter(last)
    sys.setprofile(counter)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counter.steps


def die_within(work: Callable[[], object], like: Callable[[], object], share: float) -> None:
    """Do `like`, whole; then be killed when this share of as many steps of `work` is done."""
    counted(work, last=max(1, round(share * counted(like))))
