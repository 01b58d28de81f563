"""Replaces a caption worker that has grown old or large, while nobody speaks.

An engine's memory grows over the hours and is never given back. The younger worker is warmed,
and listens, before the old one goes: no word falls between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from accessibility.captions import memory
from accessibility.captions.client.worker_process import WorkerProcess
from accessibility.captions.events import Source, State
from accessibility.captions.protocol import Event, Listen, Load, Pong

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class RenewalLimits:
    """Seconds, and bytes more than when it was ready; `has_room` says whether bytes are free.

    Growth of 350 MB in 45 minutes, then none, is Vosk's own (its graph is unfolded as it is
    used): that is no reason.
    """

    old: float = 4 * 3600.0
    silence: float = 30.0
    grown: int = 600 * MEGABYTE
    most: int = 1500 * MEGABYTE
    has_room: Callable[[int], bool] = memory.is_room_for


Verdict = Literal["stays", "renewed", "ended"]


def renewal_due(limits: RenewalLimits, *, age: float, growth: int, silence: float) -> Verdict:
    """Decide about a worker: old or grown it waits for a silence, far too large it goes at once.

    What is ended at once is started again, and what was said meanwhile is marked as missed.
    """
    if growth > limits.most:
        return "ended"
    due = age > limits.old or growth > limits.grown
    return "renewed" if due and silence >= limits.silence else "stays"


class MemoryGrowth:
    """How much larger a worker is than when its engine was ready; `size` is in bytes."""

    def __init__(self, *, ready: bool = False) -> None:
        self._ready = ready
        self._first = 0
        self.size = 0

    def note(self, told: Event | Pong) -> None:
        """Learn from what it told."""
        if isinstance(told, State) and told.text in ("loading", "ready"):
            self._ready, self._first = told.text == "ready", 0
        if isinstance(told, Pong):
            self.size = told.memory
            self._first = self._first or self.size

    @property
    def more(self) -> int:
        """Return the bytes that came since the engine was ready."""
        return self.size - self._first if self._ready else 0


class ReplacementWorker:
    """A younger worker on its way: it loads the pack, then listens, and `is_ready`.

    `states` are what the window is to be told of it when it takes over.
    """

    def __init__(
        self, worker: WorkerProcess, pack: Load, wishes: Callable[[], Iterable[Listen]]
    ) -> None:
        self.worker, self._pack, self._wishes = worker, pack, wishes
        self._waiting: set[Source] | None = None  # what it does not listen to yet, once it is warm
        self._asked = False
        self.has_failed = False
        self.states: list[State] = []

    @property
    def is_ready(self) -> bool:
        """Say whether it listens to everything that the old one listens to."""
        return self._waiting is not None and not self._waiting

    def note(self, told: Event | Pong) -> None:
        """Lead it on, from what it tells."""
        if not self._asked:
            self._asked = True
            self.worker.send(self._pack)
        if not isinstance(told, State):
            return
        if told.text == "ready":
            self._waiting = set()
            for order in self._wishes():
                self._waiting.add(order.source)
                self.worker.send(order)
        elif self._waiting is not None and told.text == "listening":
            self.states.append(told)
            self._waiting.discard(told.source)
        elif told.text in ("bad_pack", "no_device", "moved"):
            self.has_failed = True
