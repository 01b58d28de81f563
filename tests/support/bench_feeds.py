"""Reading a calendar of 10,000 events, beside the bare libraries doing the same."""

from __future__ import annotations

from tests.desktop.ical.measuring import bare, large_calendar, ours
from tests.support.measuring import Measured, in_turns

RUNS = 5


def bench() -> list[Measured]:
    """Read 10,000 events in turns, ours in its bounded child; bytes to sessions."""
    body = large_calendar()
    return [in_turns("feeds", lambda: ours(body), lambda: bare(body), runs=RUNS, unit="s")]
