"""The state of one calendar: last good copy, what is wrong with it, when to check it again.

It is checked every 15 minutes in the 2 hours before a session and while one is on;
otherwise as often as the calendar asks (15 minutes to 24 hours). After failures later
and later, but never later than that; never sooner than a server asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import msgspec

from desktop.feeds import problems
from desktop.feeds.feeds import CacheMarks, Feed
from desktop.sessions.session import (
    CalendarReaderDied,
    CalendarReading,
    Phone,
    Session,
    ordered,
)
from resources.declared import Problem

SHORTEST, USUAL, LONGEST = timedelta(minutes=15), timedelta(hours=1), timedelta(hours=24)
"""How long to wait until the next check."""

NEAR = timedelta(hours=2)
"""So long before a session its calendar is checked most often."""

FIRST_RETRY = timedelta(minutes=1)


class LastGoodCopy(msgspec.Struct, frozen=True):
    """The last good copy of a calendar, as it is stored."""

    body: bytes
    checked_at: datetime
    seen: CacheMarks


@dataclass(frozen=True)
class Source:
    """A calendar of the person. `id` is opaque and lasting: never the address or a name.

    `rank` says how far it is trusted where it disagrees with others: 0 the most.
    `phones` are the numbers to join those of its sessions by that name none themselves.
    """

    id: str
    feed: Feed
    rank: int = 0
    phones: tuple[Phone, ...] = ()

    def with_phones(self, session: Session) -> Session:
        """Return a session with the numbers to join it by."""
        if session.phones or not self.phones:
            return session
        return msgspec.structs.replace(session, phones=self.phones)


@dataclass
class CalendarState:
    """What is known of one source.

    `checked_at` is when it was last read well, None if never; `problem` why the last
    check did not work, None if it did. `notes` are about a copy that could be read
    (`SomeLeftOut`, `TooMuch`, `CalendarReaderDied`, `ClockWrong`). `due` is when to check
    again. `whole` is the last reading that missed nothing, in this run.
    """

    source: Source
    copy: LastGoodCopy | None = None
    reading: CalendarReading = field(default_factory=CalendarReading)
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()
    failures: int = 0
    due: datetime | None = None
    task: asyncio.Task[None] | None = None
    whole: CalendarReading | None = None

    def take(self, copy: LastGoodCopy, reading: CalendarReading) -> LastGoodCopy:
        """Take what came and what was read of it; return the copy to store.

        Only a copy that was read whole takes the place of another such one. After a part
        all of the calendar is asked for next time.
        """
        if not reading.is_whole:
            kept = self.copy if self.copy is not None and self.whole is not None else copy
            copy = msgspec.structs.replace(kept, seen=CacheMarks())
        self.copy = copy
        self.show(reading)
        return copy

    def show(self, reading: CalendarReading) -> None:
        """Take what was read; a part of a calendar never removes what a whole reading knew.

        Nor does it change that by an event that itself came in part.
        """
        if reading.is_whole:
            self.whole = reading
        elif self.whole is not None:
            found = sorted(reading.sessions, key=lambda one: "dates_unsure" in one.problems)
            sure = [one for one in found if "dates_unsure" not in one.problems]
            known = ordered([*sure, *self.whole.sessions, *found[len(sure) :]])
            reading = msgspec.structs.replace(reading, sessions=tuple(known))
        self.reading = reading

    def plan_next(self, now: datetime) -> None:
        """Say when to check again after a check that gave something: soon if a child died."""
        if self.reading.stopped == "died":
            self.failures += 1
            self.due = now + retry_interval(self.failures)
        else:
            self.failures = 0
            self.due = now + poll_interval(self.reading.refresh, self.reading.sessions, now)

    @property
    def digest(self) -> str:
        """Return what tells the calendar that was read from any other, "" before."""
        return sha256(self.copy.body).hexdigest() if self.copy else ""

    @property
    def id(self) -> str:
        """Return the id of the source."""
        return self.source.id

    @property
    def name(self) -> str:
        """Return what the calendar calls itself, "" if it does not. Never for a log."""
        return self.reading.name

    @property
    def checked_at(self) -> datetime | None:
        """Return when it was last read well."""
        return self.copy.checked_at if self.copy else None


def notes_of(reading: CalendarReading, clock_off: int = 0) -> tuple[Problem, ...]:
    """Return what is to be said about a calendar that could be read."""
    notes: list[Problem] = []
    if reading.left_out or reading.refused:
        notes.append(problems.SomeLeftOut(count=reading.left_out + reading.refused))
    if reading.stopped:
        notes.append(CalendarReaderDied() if reading.stopped == "died" else problems.TooMuch())
    if clock_off:
        notes.append(problems.ClockWrong(minutes=clock_off // 60))
    return tuple(notes)


def poll_interval(hint: int, sessions: Iterable[Session], now: datetime) -> timedelta:
    """Return how long to wait after a check that worked; `hint` in seconds, 0 if there is none."""
    asked = min(max(timedelta(seconds=hint), SHORTEST), LONGEST) if hint else USUAL
    ahead = [one for one in sessions if one.end_utc > now and not one.cancelled]
    starts = [one.start_utc - NEAR for one in ahead if not one.all_day]
    if not starts:
        return asked
    until_near = min(starts) - now
    return SHORTEST if until_near <= SHORTEST else min(asked, until_near)


def retry_interval(failures: int, wait: int = 0) -> timedelta:
    """Return how long to wait after `failures` checks in a row that did not work.

    `wait` is what the server asked for, in seconds: 1, 2, 4, 8, then 15 minutes.
    """
    doublings: int = 2 ** min(max(failures - 1, 0), 10)
    return max(min(FIRST_RETRY * doublings, SHORTEST), min(timedelta(seconds=wait), LONGEST))
