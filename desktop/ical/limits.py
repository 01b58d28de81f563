"""A limit on the time one piece of pure computing may take."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class AllowanceUsed(Exception):
    """The allowance is used up; raised inside the code that used it."""


@contextmanager
def allowance(seconds: float) -> Iterator[None]:
    """Raise `AllowanceUsed` in the code inside after `seconds`.

    It takes a Unix timer signal, so on Windows and outside the main thread there
    is no limit here: the child's own deadline (see `expansion`) still holds.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _stop)
    before = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before)
        signal.signal(signal.SIGALRM, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    raise AllowanceUsed
