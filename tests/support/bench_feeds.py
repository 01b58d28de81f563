"""Reading a calendar of 10,000 events, beside the bare libraries doing the same."""

from __future__ import annotations

import statistics

from tests.desktop.ical.measuring import (
    bare,
    bare_of,
    busy_loops,
    large_calendar,
    mixed_calendar,
    ours,
    ours_of,
)
from tests.support.measuring import Measured, in_turns

RUNS = 5
BUSY_RUNS = 10


def bench() -> list[Measured]:
    """Read 10,000 events in turns, ours in its bounded child; bytes to sessions."""
    body = large_calendar()
    return [in_turns("feeds", lambda: ours(body), lambda: bare(body), runs=RUNS, unit="s")]


def bench_busy(runs: int = BUSY_RUNS) -> list[Measured]:
    """Read 10,000 mixed events beside 2 busy loops: how often all sessions are there, and CPU.

    The first line is of runs, all of which should be right; the other of CPU time.
    """
    body = mixed_calendar()
    with busy_loops():
        right = bare_of(body)
        answers = [ours_of(body) for _ in range(runs)]
        theirs = statistics.median([right.cpu, bare_of(body).cpu, bare_of(body).cpu])
    same = sum(answer.found == right.found for answer in answers)
    cpu = statistics.median(answer.cpu for answer in answers)
    return [
        Measured("feeds-busy-right", round(same / runs, 3), same, runs, "runs"),
        Measured("feeds-busy-cpu", round(cpu / theirs, 3), round(cpu, 3), round(theirs, 3), "s"),
    ]
