"""A ratio of medians: ours beside a bare baseline, taken in turns in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import msgspec

MOST_EFFORT = 150.0
"""Million bare steps (about 3 seconds) that what is done in a moment may cost at most."""


class Measured(msgspec.Struct, frozen=True):
    """One ratio: medians of ours and of the bare baseline, in `unit`, taken in turns."""

    name: str
    ratio: float
    ours: float
    baseline: float
    unit: str


def in_turns(
    name: str, ours: Callable[[], float], bare: Callable[[], float], *, runs: int, unit: str
) -> Measured:
    """Measure both in turns, so that a busy moment of the machine meets both alike."""
    pairs = [(bare(), ours()) for _ in range(runs)]
    baseline = statistics.median(pair[0] for pair in pairs)
    own = statistics.median(pair[1] for pair in pairs)
    return Measured(name, round(own / baseline, 3), round(own, 4), round(baseline, 4), unit)


def effort(work: Callable[[], object]) -> float:
    """Return what `work` costs, in million steps of a bare loop on this computer, now.

    It is processor time of this process, so that it is the same on a busy computer, and
    on a slow one.
    """
    spent = _cpu_s(work)
    return spent / statistics.median(_cpu_s(_a_million_steps) for _ in range(3))


def _cpu_s(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _a_million_steps() -> None:
    for _ in range(1_000_000):
        pass
