"""One source as the window knows it: what was asked, how far it was read, what was lost."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import msgspec

from accessibility.captions.events import Caption, Missed, State
from accessibility.captions.protocol import Event, Level, Listen

QUIET = frozenset({"quiet", "no_sound"})
ENDED = frozenset({"moved", "no_device", "stopped"})


class SourceClock:
    """Keeps a source's clock going over pauses and deaths of the worker: it never goes back."""

    def __init__(self, order: Listen, now: float) -> None:
        self.order = order
        self.wanted = True
        self._began = now - order.start
        self._read_until = order.start
        self._lost = False
        self._quiet_since: float | None = None

    def note(self, told: Event, now: float) -> Missed | None:
        """Learn from what the worker told; answer a gap to be told before it, if there is one."""
        if isinstance(told, State):
            if told.text in ENDED:
                self.wanted = False
            self._quiet_since = now if told.text in QUIET else None
            return self._gap(told) if told.text == "listening" else None
        if not isinstance(told, Level) and self._quiet_since is not None:
            self._quiet_since = now  # words, however softly they are spoken
        behind = told.lag_ms / 1000 if isinstance(told, Level) else 0.0
        self._read_until = max(self._read_until, told.end - behind)
        return None

    def silence(self, now: float) -> float:
        """Return for how many seconds nobody has spoken; a recording is never interrupted."""
        if self._quiet_since is None or self.order.recording:
            return 0.0
        return now - self._quiet_since

    def again(self, now: float) -> Listen:
        """Return the order that takes up the source where the clock is now."""
        if self.order.recording:
            return self.order
        start = max(self._read_until, now - self._began)
        return msgspec.structs.replace(self.order, start=round(start, 3))

    def worker_died(self) -> None:
        """What is said from now until listening goes on is lost; a recording cannot go on."""
        self._lost, self._quiet_since = True, None
        if self.order.recording:
            self.wanted = False

    def _gap(self, told: Caption) -> Missed | None:
        lost, self._lost = self._lost, False
        if not lost or told.start <= self._read_until:
            return None
        began, self._read_until = self._read_until, told.start
        return Missed(round(began, 3), told.start, told.source)


def silence_of(lanes: Iterable[SourceClock], now: float) -> float:
    """Return for how many seconds nobody has spoken; without end where nothing is listened to."""
    return min((lane.silence(now) for lane in lanes if lane.wanted), default=inf)
