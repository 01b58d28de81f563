"""A calendar of the person, its last good copy, and what is known of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from desktop.feeds import problems
from desktop.feeds.feeds import CacheMarks, Feed
from desktop.sessions.session import CalendarReading
from resources.declared import Problem


class LastGoodCopy(msgspec.Struct, frozen=True):
    """The last good copy of a calendar, as it is kept."""

    body: bytes
    checked_at: datetime
    seen: CacheMarks


@dataclass(frozen=True)
class Source:
    """A calendar of the person. `id` is opaque and lasting: never the address or a name."""

    id: str
    feed: Feed


@dataclass
class SourceState:
    """What is known of one source.

    `checked_at` is when it was last read well, None if never; `problem` why the last
    look did not work, None if it did. `notes` are about a copy that could be read
    (`SomeLeftOut`, `TooMuch`, `ClockWrong`). `due` is when to look again.
    """

    source: Source
    copy: LastGoodCopy | None = None
    reading: CalendarReading = field(default_factory=CalendarReading)
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()
    failures: int = 0
    due: datetime | None = None
    task: asyncio.Task[None] | None = None

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
        notes.append(problems.TooMuch())
    if clock_off:
        notes.append(problems.ClockWrong(minutes=clock_off // 60))
    return tuple(notes)
