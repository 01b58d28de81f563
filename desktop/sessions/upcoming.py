"""Finds what home shows: the next session, whether it can be joined, and what to choose from.

Decided for what a person in the group expects:
- a session is open from 15 minutes before the start until the end;
- an all-day session does not stand open for a day; it comes after the
  sessions with a time on its day, and is never "on now";
- a cancelled session is never next, but it is mentioned if it would have been;
- one that the person has declined is never next either; the list still has it;
- if several are open at once the person chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.sessions.session import Session

JOIN_OPENS_BEFORE = timedelta(minutes=15)
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Upcoming:
    """What home shows at one moment.

    `next` is None if nothing is to come. `choices` are the sessions that are
    open, if there are several; `cancelled` is one that would have come before
    `next`. `opens_at` and `started` (how long `next` has been on) are None where
    they make no sense.
    """

    next: Session | None = None
    is_open: bool = False
    opens_at: datetime | None = None
    started: timedelta | None = None
    choices: tuple[Session, ...] = ()
    cancelled: Session | None = None


def upcoming(sessions: Iterable[Session], now: datetime) -> Upcoming:
    """Return what home shows at `now` (aware) of these sessions."""
    ahead = sorted((one for one in sessions if one.end_utc > now), key=_turn)
    going = [one for one in ahead if not one.cancelled and not one.declined]
    cancelled = next((one for one in ahead if one.cancelled), None)
    if not going:
        return Upcoming(cancelled=cancelled)
    first = going[0]
    if cancelled is not None and _turn(cancelled) > _turn(first):
        cancelled = None
    open_now = tuple(one for one in going if is_open(one, now))
    started = now - first.start_utc if not first.all_day and first.start_utc <= now else None
    return Upcoming(
        next=first,
        is_open=first in open_now,
        opens_at=None if first.all_day else opens_at(first),
        started=started,
        choices=open_now if len(open_now) > 1 else (),
        cancelled=cancelled,
    )


def in_sight(sessions: Iterable[Session], now: datetime) -> list[Session]:
    """Return the sessions that are not over and begin in the next 2 weeks."""
    moment = now.astimezone(UTC)
    return [one for one in sessions if one.end_utc > moment and one.start_utc < moment + AHEAD]


def is_open(session: Session, now: datetime) -> bool:
    """Say whether a session can be joined at `now`."""
    if session.cancelled or session.all_day:
        return False
    return session.start_utc - JOIN_OPENS_BEFORE <= now < session.end_utc


def opens_at(session: Session) -> datetime:
    """Return from when it can be joined, in its own zone."""
    return (session.start_utc - JOIN_OPENS_BEFORE).astimezone(session.start.tzinfo)


def _turn(session: Session) -> datetime:
    """Sort by start, an all-day session when its day is over; at one time as they are given."""
    return session.end_utc if session.all_day else session.start_utc
