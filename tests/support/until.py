"""Waits in tests: until something holds, with one deadline and one way to say what did not."""

from __future__ import annotations

import asyncio
import inspect
import subprocess
from collections.abc import Callable, Iterator
from time import monotonic, sleep

PATIENCE_S = 60.0
"""Seconds a test waits before it fails. It is long, for a busy computer, and promises nothing."""

PATIENCE_MS = round(PATIENCE_S * 1000)
"""The same, as Qt counts."""

SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.002, 0.05
"""Seconds between one look and the next: short at first, longer when it takes its time."""


async def until(holds: Callable[[], bool], *, seconds: float = PATIENCE_S, what: str = "") -> None:
    """Let the event loop run until a condition holds; fail with `what` after `seconds`."""
    for pause in _pauses(holds, seconds, what):
        await asyncio.sleep(pause)


def wait_until(holds: Callable[[], bool], *, seconds: float = PATIENCE_S, what: str = "") -> None:
    """Wait, with everything standing still, until a condition holds; fail as `until` does."""
    for pause in _pauses(holds, seconds, what):
        sleep(pause)


def wait_until_up(
    answers: Callable[[], bool], server: subprocess.Popen[bytes], *, what: str
) -> None:
    """Wait until a server answers; fail at once when its process has ended."""

    def is_up() -> bool:
        assert server.poll() is None, f"{what} ended with {server.returncode} while it started"
        return answers()

    wait_until(is_up, what=what)


class Stopwatch:
    """Counts seconds from its making on, for chores that measure; no test judges by it."""

    def __init__(self) -> None:
        self._since = monotonic()

    @property
    def seconds(self) -> float:
        """Return how long it has run."""
        return monotonic() - self._since


def condition(holds: Callable[[], bool]) -> str:
    """Return the source lines of a condition: what a failure says if nobody gave it words."""
    try:
        return " ".join(inspect.getsource(holds).split())
    except (OSError, TypeError):
        return repr(holds)


def _pauses(holds: Callable[[], bool], seconds: float, what: str) -> Iterator[float]:
    deadline, pause = monotonic() + seconds, SHORTEST_PAUSE_S
    while not holds():
        if monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s in vain for {what or condition(holds)}")
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE_S)
