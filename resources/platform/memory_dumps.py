"""Keeps this process's memory out of core dumps, crash reports and other programs' hands.

It holds spoken words, their sound, and the key of what is sealed.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4
"""The option of prctl(2). It ends with `exec`: each program has to ask for it."""

_NO_ERROR_WINDOWS = 0x0001 | 0x0002
"""Flags of SetErrorMode: no window for a fault, and no report of it."""

_REPORT_WITHOUT_HEAP = 0x0001
"""The flag of WerSetFlags."""


def no_core_dumps() -> None:
    """Let no fault write our memory down; what we start keeps to it too.

    The limit is for the kernel's own files. Programs that take a dump through a pipe may
    not heed it: for them no part of the memory is left to be dumped.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_ERROR_WINDOWS)
        ctypes.windll.kernel32.WerSetFlags(_REPORT_WITHOUT_HEAP)
    else:
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                Path("/proc/self/coredump_filter").write_text("0", "ascii")


def hide_memory() -> None:
    """Let no other program of the same person read our memory or trace us (Linux).

    Not for a window: the desktop's portals look into the `/proc` of whoever asks them, and
    refuse to tell a hidden process whether the person wants dark colours or high contrast.
    """
    if sys.platform == "linux":
        import ctypes

        nothing = ctypes.c_ulong(0)
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, nothing, nothing, nothing, nothing)
