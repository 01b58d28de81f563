"""A ratio of medians: ours beside a bare baseline, taken in turns in one run."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import msgspec


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
