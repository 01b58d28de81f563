"""Re-checks a session's calendar when Join is pressed: the session may have moved meanwhile.

It may not hold up the joining: after `LONGEST_S` seconds what is known must do.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop.sessions.changes import Change, compare
from desktop.system.background import attempt

if TYPE_CHECKING:
    from desktop.calendars.calendars import Calendars
    from desktop.sessions.session import Session

FRESH = timedelta(minutes=1)
"""What was checked so shortly ago is not asked again."""

LONGEST_S = 2.0
"""Seconds that joining waits for it at most."""

FIRST_OF_ALL = ("moved", "cancelled", "gone")
"""The kinds of change that are said before anything is opened."""


@dataclass(frozen=True)
class Rechecked:
    """What a re-check found: the session as it is now, and what to say first, if anything."""

    session: Session
    change: Change | None = None


def is_due(session: Session, calendars: Calendars, now: datetime) -> bool:
    """Say whether the calendar of a session could know more than we do."""
    state, source = calendars.state(session.source), calendars.source(session.source)
    if state is None or source is None or source.weekly is not None:
        return False
    if state.problem is not None or state.checked_at is None:
        return True
    return abs(now - state.checked_at) >= FRESH


async def recheck(
    session: Session, calendars: Calendars, now: datetime, *, seconds: float = LONGEST_S
) -> Rechecked:
    """Check the calendar of a session, for `seconds` at most. Never raises."""
    found = await attempt(_recheck(session, calendars, now, seconds))
    return found if isinstance(found, Rechecked) else Rechecked(session)


async def _recheck(
    session: Session, calendars: Calendars, now: datetime, seconds: float
) -> Rechecked:
    with suppress(TimeoutError):
        await asyncio.wait_for(calendars.refresh(session.source), seconds)
    state = calendars.state(session.source)
    if state is None or not state.reading.sessions:
        return Rechecked(session)
    return found_in(session, state.reading.sessions, now)


def found_in(session: Session, sessions: tuple[Session, ...], now: datetime) -> Rechecked:
    """Return what `sessions`, those of its calendar now, say of a session."""
    for change in compare([session], sessions, now):
        is_this = change.session.id == session.id or change.was == session.start
        if is_this and change.kind in FIRST_OF_ALL:
            return Rechecked(change.session, change)
    return Rechecked(next((one for one in sessions if one.id == session.id), session))
