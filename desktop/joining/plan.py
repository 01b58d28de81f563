"""May this session be joined now? Times in, answer out; no clock, no window inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

State = Literal[
    "early", "open", "late", "over", "cancelled", "no_link", "opened_already", "no_time"
]

JOIN_OPENS_BEFORE = timedelta(minutes=15)
LATE_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class JoinPlan:
    """What pressing Join would mean at one moment.

    `opens_at` and `closes_at` are aware; `minutes_late` counts whole minutes since
    the start, 0 before it. "opened_already" still may be joined, after a question.
    "no_time" is an all-day session on its day: joined from its own page, but never
    offered as the thing that is on now.
    """

    state: State
    opens_at: datetime
    closes_at: datetime
    minutes_late: int = 0

    @property
    def can_join(self) -> bool:
        """Say whether Join may open the link now, if need be after a question."""
        return self.state in ("open", "late", "opened_already", "no_time")

    @property
    def must_ask(self) -> bool:
        """Say whether to ask "Open again?" first."""
        return self.state == "opened_already"


def plan_join(
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    cancelled: bool = False,
    all_day: bool = False,
    has_link: bool = True,
    opened: bool = False,
) -> JoinPlan:
    """Return the plan for a session from `start` to `end` at the moment `now` (all aware).

    The door is open from 15 minutes before the start until the end.
    """
    # Between two times on the same clock Python counts by the hands, not by the hours that pass.
    opens = start.astimezone(UTC) - (timedelta(0) if all_day else JOIN_OPENS_BEFORE)
    passed = now.astimezone(UTC) - start.astimezone(UTC)
    state = _state(now.astimezone(UTC), opens, end.astimezone(UTC), cancelled, has_link)
    if state == "open" and opened:
        state = "opened_already"
    elif state == "open" and all_day:
        state = "no_time"
    elif state == "open" and passed >= LATE_AFTER:
        state = "late"
    late = 0 if all_day else max(0, passed // timedelta(minutes=1))
    return JoinPlan(state, opens.astimezone(start.tzinfo), end, late)


def _state(
    now: datetime, opens_at: datetime, end: datetime, cancelled: bool, has_link: bool
) -> State:
    if cancelled:
        return "cancelled"
    if now >= end:
        return "over"
    if not has_link:
        return "no_link"
    return "early" if now < opens_at else "open"


class OncePress:
    """Lets the first press through and drops those that follow within some seconds."""

    def __init__(self, seconds: float = 3.0) -> None:
        self._seconds = seconds
        self._last: float | None = None

    def counts(self, now: float) -> bool:
        """Say whether a press at `now` (seconds of a clock that never goes back) counts."""
        if self._last is not None and 0 <= now - self._last < self._seconds:
            return False
        self._last = now
        return True
