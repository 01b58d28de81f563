"""Memory of this process, and memory that is free, in bytes."""

from __future__ import annotations


def used() -> int:
    """Return the bytes of memory that this process has (its resident set), 0 if not known."""
    import psutil

    try:
        return int(psutil.Process().memory_info().rss)
    except (psutil.Error, OSError):
        return 0


def is_room_for(size: int) -> bool:
    """Say whether that many bytes can be had without anything being pushed out; yes if not known.

    The system's own estimate (Linux: `MemAvailable`, proc(5)).
    """
    import psutil

    try:
        return bool(psutil.virtual_memory().available > size)
    except (psutil.Error, OSError):
        return True
