"""Ends this child process when its parent dies, where the system can be asked to (Linux)."""

from __future__ import annotations

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1
"""The option of prctl(2). It survives `exec`, so a child that becomes another program keeps it."""


def end_with_parent() -> None:
    """Be killed when the parent ends, also by SIGKILL and with our input held open by another."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
