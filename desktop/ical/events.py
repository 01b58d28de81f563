"""One event of a calendar, read as far as it is needed.

`RawEvent` holds what the timing needs; titles, links and notes are read only for
events that fall into the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from functools import cached_property

import msgspec

from desktop.ical import join_details as ways_in
from desktop.ical.content_lines import LONGEST_EVENT, ContentLine, Properties, properties
from desktop.ical.dates import (
    Moment,
    When,
    day_of,
    end_of,
    instant,
    read_length,
    read_when,
)
from desktop.ical.time_zones import Zones
from desktop.sessions.session import Flag, Session, Status, identity, in_utc

LONGEST_NOTE = 1000
"""Characters kept of a description."""
_TIMING = "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE"
_WANTED = ways_in.PROPERTIES | {"UID", "STATUS", "SUMMARY", "CLASS", *_TIMING}
_TAKEN_OVER = frozenset({"SUMMARY", "CLASS"})
_STATUSES: dict[str, Status] = {"CANCELLED": "cancelled", "TENTATIVE": "tentative"}


@dataclass(frozen=True)
class RawEvent:
    """A VEVENT: its properties, and the zones its times are read in."""

    found: Properties
    zones: Zones

    @classmethod
    def of(cls, block: bytes, zones: Zones) -> RawEvent:
        """Read the text of a VEVENT. Raises ValueError if it is absurdly long."""
        if len(block) > LONGEST_EVENT:
            raise ValueError("too long")
        return cls(properties(block, _WANTED), zones)

    def first(self, name: str) -> ContentLine | None:
        """Return the first property called `name`."""
        lines = self.found.get(name)
        return lines[0] if lines else None

    def text(self, name: str) -> str:
        """Return the text of a property, "" if it is not there."""
        line = self.first(name)
        return line.text.strip() if line else ""

    @cached_property
    def uid(self) -> str:
        """Return the UID as written, "" if there is none."""
        return self.text("UID")

    @property
    def repeats(self) -> bool:
        """Say whether the event has repetitions or changes one."""
        return not self.found.keys().isdisjoint(("RRULE", "RDATE", "RECURRENCE-ID"))

    @cached_property
    def sequence(self) -> int:
        """Return how often the organiser changed it, 0 if unknown."""
        digits = self.text("SEQUENCE")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0

    @cached_property
    def start(self) -> When:
        """Return when it begins. Raises ValueError if that cannot be read."""
        line = self.first("DTSTART")
        if line is None:
            raise ValueError("no DTSTART")
        return read_when(line, self.zones)

    @cached_property
    def recurrence_id(self) -> Moment | None:
        """Return which repetition this changes, None if it changes none."""
        line = self.first("RECURRENCE-ID")
        return read_when(line, self.zones, self.local).moment if line else None

    @property
    def local(self) -> tzinfo:
        """Return the zone of its other times that name none: the zone of its start."""
        start = self.start.moment
        zone = start.tzinfo if isinstance(start, datetime) else None
        return zone or self.zones.local

    @cached_property
    def span(self) -> tuple[Moment, Moment, bool]:
        """Return start, end, and whether the end is known.

        Raises ValueError or OverflowError for a start or length that makes no sense;
        an end that cannot be read counts as missing.
        """
        start = self.start.moment
        length = self.first("DURATION")
        end, known = end_of(start, self._end(), read_length(length.value) if length else None)
        return start, end, known

    def _end(self) -> Moment | None:
        line = self.first("DTEND")
        try:
            return read_when(line, self.zones, self.local).moment if line else None
        except ValueError:
            return None

    def completed_by(self, master: RawEvent) -> RawEvent:
        """Return this change with what it leaves unsaid taken from the event it changes.

        It should say everything again (RFC 5545, 3.8.4.4), but some programs write
        only what changed. Links are taken over only if it has no place for one.
        """
        added = {name: master.found[name] for name in _TAKEN_OVER & master.found.keys()}
        if self.found.keys().isdisjoint(ways_in.PROPERTIES):
            added |= {name: master.found[name] for name in ways_in.PROPERTIES & master.found.keys()}
        if self.found.keys().isdisjoint(("DTEND", "DURATION")) and master.span[2]:
            added["DURATION"] = [
                ContentLine("DURATION", f"PT{length(master).total_seconds():.0f}S")
            ]
        return RawEvent({**added, **self.found}, self.zones)

    @cached_property
    def pattern(self) -> Session:
        """Return what all its sessions have in common, without names and times."""
        return Session(
            id="",
            series="",
            source="",
            title=ways_in.title(self.text("SUMMARY")),
            start=datetime.min,
            end=datetime.min,
            status=_STATUSES.get(self.text("STATUS").upper(), "confirmed"),
            all_day=not isinstance(self.start.moment, datetime),
            links=ways_in.links(self.found),
            phones=ways_in.phones(self.found),
            place=ways_in.place(self.found),
            note=ways_in.without_markup(self.text("DESCRIPTION"))[:LONGEST_NOTE],
            problems=_flags(self),
            private=self.text("CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"),
        )

    def key(self) -> str:
        """Return what names the event: its UID, else a hash of what it says."""
        if self.uid:
            return self.uid
        found = ways_in.links(self.found)
        link = found[0].url if found else ""
        return identity(instant(self.start.moment), self.text("SUMMARY"), link)


def session(
    event: RawEvent,
    start: Moment,
    end: Moment,
    *,
    series: str,
    occurrence: str,
) -> Session:
    """Make the session of `event` from `start` to `end`.

    `series` and `occurrence` make its id. Dates become midnights in the reader's zone.
    """
    reader = event.zones.reader
    return msgspec.structs.replace(
        event.pattern,
        id=identity(series, occurrence),
        series=identity(series),
        start=in_utc(_midnight(start, reader)),
        end=in_utc(_midnight(end, reader)),
    )


def _midnight(moment: Moment, zone: tzinfo) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), zone)


def _flags(event: RawEvent) -> tuple[Flag, ...]:
    guessed: tuple[Flag, ...] = () if event.start.sure else ("zone_unknown",)
    return guessed if event.span[2] else (*guessed, "end_unknown")


def length(event: RawEvent) -> timedelta:
    """Return how long a timed event lasts, or an all-day one in whole days."""
    start, end, _ = event.span
    if isinstance(start, datetime) and isinstance(end, datetime):
        return in_utc(end) - in_utc(start)
    return day_of(end) - day_of(start)
