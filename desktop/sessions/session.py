"""One meeting of a group at a time, as plain data, and what a calendar said as a whole.

These are messages: the child that reads a calendar sends them, the window shows
them. Nothing here decides what may be opened; `desktop.joining` does, from `links`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from hashlib import sha256
from typing import Literal

import msgspec

from resources.declared import Problem

Status = Literal["confirmed", "tentative", "cancelled"]
Where = Literal["conference", "x-google", "x-microsoft", "url", "location", "description", "html"]
Flag = Literal[
    "zone_unknown", "end_unknown", "uid_reused", "sources_differ", "dates_unsure", "declined"
]

ASSUMED_LENGTH = timedelta(hours=1)


class FoundLink(msgspec.Struct, frozen=True):
    """A link as it stands in an event, to the byte; nobody has checked it yet.

    `where` is the place it was found; `feature` is what the CONFERENCE
    property said about it ("VIDEO", "PHONE,AUDIO"), else "".
    """

    url: str
    where: Where
    feature: str = ""


class Phone(msgspec.Struct, frozen=True):
    """A number to join by: E.164 ("+442034815237") where it is international, else as given.

    `pin` is what to press after it is answered ("123456#"), or "".
    """

    number: str
    pin: str = ""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting of a group at a time.

    `start` and `end` are aware; an all-day session runs from midnight to midnight
    in the reader's zone. `id` is the same at every refresh, and no other source has it;
    `event` is the same from every source. `series` is shared by the meetings of one
    weekly (say) event. `links` are in
    the order to trust them. `place` is the location where that is not a link,
    `note` the organiser's own words, shortened. `problems` are `Flag`s:
    `schedule.flag.<flag>` are their words. `private` (CLASS:PRIVATE or
    CONFIDENTIAL) keeps the title out of notifications.
    """

    id: str
    series: str
    source: str
    title: str
    start: datetime
    end: datetime
    status: Status = "confirmed"
    all_day: bool = False
    links: tuple[FoundLink, ...] = ()
    phones: tuple[Phone, ...] = ()
    place: str = ""
    note: str = ""
    problems: tuple[Flag, ...] = ()
    private: bool = False
    event: str = ""

    @property
    def cancelled(self) -> bool:
        """Say whether the organiser called it off."""
        return self.status == "cancelled"

    @property
    def declined(self) -> bool:
        """Say whether the person has told the organiser that they will not come."""
        return "declined" in self.problems

    @property
    def start_utc(self) -> datetime:
        """Return its start on the clocks of UTC, where comparing and adding are safe."""
        return in_utc(self.start)

    @property
    def end_utc(self) -> datetime:
        """Return its end on the clocks of UTC."""
        return in_utc(self.end)

    def of_source(self, source: str) -> Session:
        """Return the same session as one of `source`, for what reads a calendar knows no source."""
        return msgspec.structs.replace(
            self, id=identity(source, self.id), event=self.id, source=source
        )

    def in_zone(self, zone: tzinfo) -> Session:
        """Return the same session with its times on the clocks of `zone`."""
        return msgspec.structs.replace(
            self, start=self.start.astimezone(zone), end=self.end.astimezone(zone)
        )


class TimeRange(msgspec.Struct, frozen=True):
    """The stretch of time to look at: sessions that end after `start` and begin before `end`."""

    start: datetime
    end: datetime

    @classmethod
    def around(cls, now: datetime, *, days: int, before: int = 0) -> TimeRange:
        """Return the window from `before` days ago to `days` ahead."""
        return cls(now - timedelta(days=before), now + timedelta(days=days))

    def holds(self, start: datetime, end: datetime) -> bool:
        """Say whether a session from `start` to `end` is in the window."""
        return end > self.start and start < self.end


Stopped = Literal["", "time", "memory", "many", "died"]
"""What ended a reading early: nothing, a limit, or a fault of the child that read."""


class CalendarReaderDied(Problem):
    """The child that reads calendars died, or could not be started: a fault, and no limit."""

    key = "calendar_reader_died"


class CalendarReading(msgspec.Struct, kw_only=True):
    """What one calendar held: the sessions of the window, and what could not be read.

    `left_out` counts events that could not be read, `refused` those that repeat
    too often; `stopped` says what ended the reading early ("" if nothing).
    `cut_short` means that the calendar ended before its own end mark. `refresh`
    is the calendar's own hint in seconds, 0 if it gave none. `name` is what the
    calendar calls itself: never for a log.
    """

    sessions: tuple[Session, ...] = ()
    name: str = ""
    events: int = 0
    left_out: int = 0
    refused: int = 0
    reused: int = 0
    cut_short: bool = False
    refresh: int = 0
    stopped: Stopped = ""

    @property
    def is_whole(self) -> bool:
        """Say whether the calendar came whole and was read to its end."""
        return not self.stopped and not self.cut_short


def ordered(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions by start (in UTC), those at one time by title; the first of each id."""
    once: dict[str, Session] = {}
    for session in sessions:
        once.setdefault(session.id, session)
    return sorted(once.values(), key=by_start)


def by_start(session: Session) -> tuple[datetime, str, str]:
    """Return what sessions are sorted by: an id says nothing to a person, so it comes last."""
    return session.start_utc, session.title.casefold(), session.id


def in_utc(moment: datetime) -> datetime:
    """Return an aware time on the clocks of UTC, where comparing and adding are safe."""
    return moment.astimezone(UTC)


def identity(*parts: str) -> str:
    """Return a short id made from `parts`; it tells nothing about them."""
    return sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
