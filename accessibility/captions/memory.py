"""How much memory a process has, and how much there is. Linux tells; elsewhere it is not known."""

from __future__ import annotations

import os
from pathlib import Path

KILOBYTE = 1024


def used() -> int:
    """Return the bytes of memory that this process has (its resident set), 0 if not known."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def is_room_for(size: int) -> bool:
    """Say whether that many bytes can be had without anything being pushed out; yes if not known.

    Linux's own estimate (`MemAvailable`, proc(5)).
    """
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return True
    free = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return free is None or int(free) * KILOBYTE > size
