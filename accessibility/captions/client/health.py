"""When the caption worker is stuck, and what to do when it is gone. Events in, answers out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from accessibility.captions.protocol import Pong

PING_SECONDS = 0.4
UNANSWERED = 4
"""Pings without a sign of life: 1.6 to 2 s. Pings are counted, not seconds, so that a
window that was itself stopped does not blame the worker."""

UNANSWERED_AT_START = 50
"""20 s: a cold disk is slow to bring Python."""

LOADING_LIMIT = 60.0
DECODING_LIMIT = 10.0

QUICK_DEATH = 20.0
QUICK_DEATHS = 3
BACK_OFF = (0.0, 0.0, 1.0)
"""Seconds before the next start, after no, one, two quick deaths in a row."""

KILLED = -9


@dataclass
class PingMonitor:
    """Whether the worker lives, from the pings sent and what came back."""

    alive: bool = False
    unanswered: int = 0
    stuck: bool = False

    def asked(self) -> bool:
        """Note a ping; answer whether the worker must be given up."""
        self.unanswered += 1
        return self.stuck or self.unanswered > (UNANSWERED if self.alive else UNANSWERED_AT_START)

    def heard(self, told: object) -> None:
        """Note anything that came from the worker."""
        self.alive, self.unanswered = True, 0
        if isinstance(told, Pong):
            self.stuck = told.busy > (LOADING_LIMIT if told.loading else DECODING_LIMIT)


Next = Literal["again", "bad_pack", "gave_up"]


@dataclass
class RestartPolicy:
    """Counts deaths that came soon after the start, so that there is never a storm of them."""

    quick: int = 0

    def died(self, *, lived: float, loading: bool, status: int | None) -> Next:
        """Decide what to do after a death.

        A native fault while a pack is loaded means the pack: it would fault again.
        Killed from outside (out of memory, perhaps) is worth another start; one that
        could not even be started (`None`) is not.
        """
        if status is None:
            return "gave_up"
        if loading and status != KILLED:
            return "bad_pack"
        self.quick = self.quick + 1 if lived < QUICK_DEATH else 0
        return "gave_up" if self.quick >= QUICK_DEATHS else "again"

    def wait(self) -> float:
        """Return the seconds to wait before the next start."""
        return BACK_OFF[min(self.quick, len(BACK_OFF) - 1)]
