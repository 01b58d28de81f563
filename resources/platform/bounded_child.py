"""Runs a child within limits on CPU time, memory and wall time; tells a limit from a fault.

What a stranger wrote may ask for any amount of work. The child limits itself, and where
the system refuses to, it watches itself: no limit that cannot be had ends it. How it
ended says whether a limit was met or the child died, and what it wrote counts always.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Literal, NamedTuple

from resources.platform.child_process import start_child

ChildEnd = Literal["", "time", "memory", "died"]
"""How a child ended: well, at a limit, or by a fault."""

OVER_TIME, OVER_MEMORY = 75, 76
"""Exit statuses of a child that ends itself at a limit."""

_TIME_SIGNALS = ("SIGXCPU", "SIGPROF")
"""Signals by which the system ends a child that took too much CPU time."""

_PAUSE_S = 0.05
"""Seconds between a thread's looks at the memory."""


class ChildAnswer(NamedTuple):
    """What a child wrote, how it ended, and how its standard error begins."""

    written: bytes
    end: ChildEnd
    errors: bytes


def run_bounded(
    command: Sequence[str], told: bytes, wall_s: float, *, error_bytes: int = 0
) -> ChildAnswer:
    """Tell a child `told` and wait for its end; killed after `wall_s` seconds. Raises OSError."""
    from subprocess import TimeoutExpired

    with _file_without_disk() as errors:
        with start_child(command, "stdin", "stdout", errors=errors) as child:
            try:
                written = child.communicate(told, wall_s)[0]
            except TimeoutExpired:
                child.kill()
                return ChildAnswer(child.communicate()[0], "time", b"")
        errors.seek(0)
        return ChildAnswer(written, how_it_ended(child.returncode), errors.read(error_bytes))


def how_it_ended(status: int) -> ChildEnd:
    """Say how a child ended, of its exit status: it is negative after a signal."""
    if status == 0:
        return ""
    at_time = {-getattr(signal, name, 0) for name in _TIME_SIGNALS if hasattr(signal, name)}
    if status == OVER_TIME or status in at_time:
        return "time"
    return "memory" if status == OVER_MEMORY else "died"


def limit_process(memory: int, seconds: int) -> None:
    """Limit this process's memory (bytes) and CPU time, as well as the system can."""
    if not _limit_memory(memory):
        import psutil

        own = psutil.Process()

        def watch() -> None:
            while own.memory_info().rss < memory:
                time.sleep(_PAUSE_S)
            os._exit(OVER_MEMORY)

        Thread(target=watch, daemon=True).start()
    if sys.platform != "win32":
        import resource

        # The hard limit is a second later: its signal would be that of any other killing.
        _set_limit(resource.RLIMIT_CPU, seconds, seconds + 1)


def _limit_memory(memory: int) -> bool:
    if sys.platform == "win32":
        return False
    import resource

    return _set_limit(resource.RLIMIT_AS, memory, memory)


def _set_limit(kind: int, soft: int, hard: int) -> bool:
    """Set a limit; False where the system refuses: macOS takes none on memory."""
    if sys.platform == "win32":
        return False
    import resource

    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        return False
    return True


def _file_without_disk() -> IO[bytes]:
    """Return a file for the child's standard error: no room on a disk, where there is such."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("child"), "w+b", buffering=0)
    return TemporaryFile(buffering=0)
