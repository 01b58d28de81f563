"""What changed in a calendar since it was last read: moved, cancelled, new sessions.

Decided for what a person in the group expects: only sessions still to come are
told of; a date that comes into sight because time passes is not new; a session
taken out and put in again within a week under the same name has moved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from desktop.sessions.session import Session
from desktop.sessions.times_in_words import Wording, say_day, say_time

Kind = Literal["moved", "cancelled", "back", "new", "gone"]

NEAR = timedelta(days=7)
SIGHT = timedelta(days=28)
MOST = 50
"""Changes that are remembered; the oldest go first."""


class Change(msgspec.Struct, frozen=True):
    """One thing to say. `session` is as it is now (as it was, for "gone"); `was` its old start."""

    kind: Kind
    session: Session
    was: datetime | None = None

    @property
    def key(self) -> tuple[str, str, datetime]:
        """Return what makes two changes the same."""
        return self.kind, self.session.id, self.session.start


def compare(old: Sequence[Session], new: Sequence[Session], now: datetime) -> list[Change]:
    """Return what changed from `old` to `new`, by start; nothing if `old` was empty.

    Only the next 4 weeks are looked at.
    """
    if not old:
        return []
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    both = (_changed(before[name], one) for name, one in after.items() if name in before)
    found = [change for change in both if change is not None]
    latest: dict[str, datetime] = {}
    for one in old:
        latest[one.series] = max(one.start_utc, latest.get(one.series, one.start_utc))
    unknown = (one for name, one in after.items() if name not in before)
    fresh = [one for one in unknown if _is_new(one, latest)]
    lost = [one for name, one in before.items() if name not in after]
    found += _appeared(fresh, lost)
    ahead = (one for one in found if now < one.session.end and one.session.start_utc < now + SIGHT)
    return sorted(ahead, key=lambda change: change.session.start_utc)


def joined(waiting: Iterable[Change], fresh: Iterable[Change], now: datetime) -> list[Change]:
    """Return what is still to be said: one change for each session, the newest, none that is over.

    A cancelled session that is on again was never cancelled for somebody who has
    not heard of it yet.
    """
    kept: dict[str, Change] = {}
    for change in (*waiting, *fresh):
        other = kept.pop(change.session.id, None)
        if other is not None and {other.kind, change.kind} == {"cancelled", "back"}:
            continue
        kept[change.session.id] = change
    return [change for change in kept.values() if change.session.end > now][-MOST:]


def say_change(change: Change, now: datetime, say: Wording) -> str:
    """Say a change: "Tea has moved to Thursday 6 August at 3:00pm."."""
    session = change.session
    when = say_day if session.all_day else say_time
    blanks = {
        "title": session.title or say("schedule.untitled"),
        "when": when(session.start, now, say),
    }
    return say(f"schedule.change.{change.kind}", **blanks)


def _changed(old: Session, new: Session) -> Change | None:
    if new.cancelled != old.cancelled:
        return Change("cancelled" if new.cancelled else "back", new)
    if new.start_utc != old.start_utc and not new.cancelled:
        return Change("moved", new, old.start)
    return None


def _is_new(one: Session, latest: dict[str, datetime]) -> bool:
    """Say whether a session is news: not the next date of a series that we know."""
    return not one.cancelled and (one.series not in latest or one.start_utc < latest[one.series])


def _appeared(fresh: list[Session], lost: list[Session]) -> list[Change]:
    by_title: dict[str, list[Session]] = {}
    for one in sorted(lost, key=_start):
        by_title.setdefault(one.title.casefold(), []).append(one)
    found = []
    for one in fresh:
        same = by_title.get(one.title.casefold(), [])
        place = bisect_right(same, one.start_utc - NEAR, key=_start)
        if place == len(same) or same[place].start_utc >= one.start_utc + NEAR:
            found.append(Change("new", one))
            continue
        pair = same.pop(place)
        if pair.start_utc != one.start_utc:
            found.append(Change("moved", one, pair.start))
    left = (one for same in by_title.values() for one in same if not one.cancelled)
    return found + [Change("gone", one) for one in left]


def _start(session: Session) -> datetime:
    return session.start_utc
