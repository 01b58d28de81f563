"""When to look at a calendar again. Times in, answer out.

Every 15 minutes in the 2 hours before a session and while one is on; otherwise as
often as the calendar asks (15 minutes to 24 hours). After failures later and
later, but never later than that; never sooner than a server asked for.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.sessions.session import Session

OFTEN = timedelta(minutes=15)
USUAL = timedelta(hours=1)
SELDOM = timedelta(hours=24)
SOON = timedelta(hours=2)
FIRST_RETRY = timedelta(minutes=1)
JUMP = timedelta(minutes=2)


def interval(hint: int, sessions: Iterable[Session], now: datetime) -> timedelta:
    """Return how long to wait after a good look; `hint` in seconds, 0 if there is none."""
    asked = min(max(timedelta(seconds=hint), OFTEN), SELDOM) if hint else USUAL
    ahead = [one for one in sessions if one.end.astimezone(UTC) > now and not one.cancelled]
    starts = [one.start.astimezone(UTC) - SOON for one in ahead if not one.all_day]
    if not starts:
        return asked
    until_soon = min(starts) - now
    return OFTEN if until_soon <= OFTEN else min(asked, until_soon)


def retry(failures: int, wait: int = 0) -> timedelta:
    """Return how long to wait after `failures` looks in a row that did not work.

    `wait` is what the server asked for, in seconds: 1, 2, 4, 8, then 15 minutes.
    """
    doublings: int = 2 ** min(max(failures - 1, 0), 10)
    return max(min(FIRST_RETRY * doublings, OFTEN), min(timedelta(seconds=wait), SELDOM))


def jumped(slept: timedelta, passed: timedelta) -> bool:
    """Say whether the clock jumped (sleep, or somebody set it).

    `slept` is how long we meant to wait, `passed` how far the wall clock moved
    meanwhile; then look at once, and plan reminders anew.
    """
    return abs(passed - slept) > JUMP
