"""One event of a calendar, read as far as it is needed.

`RawEvent` holds what the timing needs; titles, links and notes are read only for
events that fall into the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import NamedTuple

import msgspec

from desktop.ical import join_details as ways_in
from desktop.ical.called_off import event_status, is_declined
from desktop.ical.content_lines import LONGEST_EVENT, ContentLine, Properties, properties
from desktop.ical.dates import (
    Moment,
    When,
    day_of,
    end_of,
    instant,
    read_length,
    read_listed,
    read_when,
)
from desktop.ical.recurrence_rules import TooOften, repaired
from desktop.ical.time_zones import Zones
from desktop.sessions.session import Flag, Session, identity, in_utc

MOST_DATES = 3500
"""Dates near the window that are told of one event, as sabre/dav allows."""
MOST_LISTED = 20_000
"""Dates that are read of those listed one by one (RDATE, EXDATE): more than 50 years."""
LONGEST_NOTE = 1000
"""Characters kept of a description."""
_REPEATS = "RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"
_TIMING = "DTSTART", "DTEND", "DURATION", *_REPEATS
_REVISION = "SEQUENCE", "LAST-MODIFIED", "DTSTAMP"
_BUSY = "X-MICROSOFT-CDO-BUSYSTATUS"
_ALL_DAY = (
    "X-MICROSOFT-CDO-ALLDAYEVENT",
    "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
    "X-FUNAMBOL-ALLDAY",
)
"""Properties that say of an event from midnight to midnight that it has no time."""
_ABOUT = "UID", "STATUS", "SUMMARY", "CLASS", "ATTENDEE", "TRANSP", _BUSY
_WANTED = ways_in.PROPERTIES | {*_ABOUT, *_TIMING, *_REVISION, *_ALL_DAY}
_END = re.compile(rb"END\b.*VEVENT\W*\Z", re.I)
_TAKEN_OVER = frozenset({"SUMMARY", "CLASS"})


class Rules(NamedTuple):
    """Repetition rules as the expander takes them, and whether some were left out.

    `unread` says that one was; `too_often` that one of these repeats too often.
    """

    taken: list[str]
    unread: bool = False
    too_often: bool = False


class ListedDates(NamedTuple):
    """The dates of EXDATE or RDATE, and whether one could not be read."""

    found: list[When]
    unread: bool


@dataclass(frozen=True)
class RawEvent:
    """A VEVENT: its properties, the zones its times are read in, and whose calendar it is in."""

    found: Properties
    zones: Zones
    owner: str = ""
    has_end: bool = True
    """Whether its END:VEVENT was there; without, nobody knows what else it said."""

    @classmethod
    def of(cls, block: bytes, zones: Zones, owner: str = "") -> RawEvent:
        """Read the text of a VEVENT. Raises ValueError if it is absurdly long."""
        if len(block) > LONGEST_EVENT:
            raise ValueError("too long")
        has_end = block.endswith(b"END:VEVENT") or _END.search(block[-64:]) is not None
        return cls(properties(block, _WANTED), zones, owner, has_end)

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
        """Say whether the event has repetitions, changes one, or leaves a date out."""
        return not self.found.keys().isdisjoint(_REPEATS)

    @cached_property
    def sequence(self) -> int:
        """Return how often the organiser changed it, 0 if unknown."""
        digits = self.text("SEQUENCE")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0

    @property
    def revision(self) -> tuple[int, str, str]:
        """Return how new it is: of two events that say the same date, the higher is right."""
        return self.sequence, self.text("LAST-MODIFIED"), self.text("DTSTAMP")

    @cached_property
    def start(self) -> When:
        """Return when it begins: a change that does not say so, on the date it changes.

        Raises ValueError if that cannot be read.
        """
        for line in (*self.found.get("DTSTART", ()), *self.found.get("RECURRENCE-ID", ())):
            try:
                when = read_when(line, self.zones)
            except ValueError:
                continue  # another may stand below it
            return when._replace(moment=self._day(when.moment))
        raise ValueError("no DTSTART")

    def _day(self, moment: Moment) -> Moment:
        """Return the day that a midnight of an all-day event stands for."""
        if not isinstance(moment, datetime) or self.found.keys().isdisjoint(_ALL_DAY):
            return moment
        if not any(self.text(name).upper() in ("TRUE", "1") for name in _ALL_DAY):
            return moment
        clocks = moment, moment.astimezone(self.zones.local)
        return next((clock.date() for clock in clocks if clock.time() == time()), moment)

    @cached_property
    def recurrence_id(self) -> When | None:
        """Return which repetition this changes, None if it changes none.

        One that cannot be read counts as the date the change itself is on.
        """
        line = self.first("RECURRENCE-ID")
        try:
            return read_when(line, self.zones, self.local) if line else None
        except ValueError:
            return self.start

    @cached_property
    def rules(self) -> Rules:
        """Return how it repeats; what cannot be read of it leaves the first date standing."""
        return self._rules("RRULE")

    @cached_property
    def excluding(self) -> Rules:
        """Return the rules for dates to leave out."""
        return self._rules("EXRULE")

    @cached_property
    def added(self) -> ListedDates:
        """Return the dates added one by one."""
        return self._listed("RDATE")

    @cached_property
    def left_out(self) -> ListedDates:
        """Return the dates left out one by one."""
        return self._listed("EXDATE")

    @property
    def has_unread_dates(self) -> bool:
        """Say whether it may be on other dates than those that could be read."""
        if not self.repeats or not self.has_end:
            return not self.has_end
        dates = (self.rules, self.excluding, self.added, self.left_out)
        return any(one.unread for one in dates) or self.recurrence_id is self.start

    def _rules(self, name: str) -> Rules:
        taken: list[str] = []
        wrong: list[ValueError] = []
        for line in self.found.get(name, []):
            try:
                taken += [repaired(line.value, self.start.moment)] if line.value.strip() else []
            except ValueError as error:
                wrong.append(error)
        return Rules(taken, bool(wrong), any(isinstance(error, TooOften) for error in wrong))

    def _listed(self, name: str) -> ListedDates:
        found: list[When] = []
        unread = False
        for line in self.found.get(name, []):
            values = line.value.split(",")
            unread = unread or len(values) + len(found) > MOST_LISTED
            for value in values[: MOST_LISTED - len(found)]:
                try:
                    found.append(read_listed(value, line, self.zones, self.local))
                except ValueError:
                    unread = unread or bool(value.strip())
        return ListedDates(found, unread)

    @property
    def local(self) -> tzinfo:
        """Return the zone of its other times that name none: the zone of its start."""
        start = self.start.moment
        zone = start.tzinfo if isinstance(start, datetime) else None
        return zone or self.zones.local

    @cached_property
    def span(self) -> tuple[Moment, Moment, bool]:
        """Return start, end, and whether the end is known.

        Raises ValueError for a start that cannot be read; an end or length that cannot
        counts as missing.
        """
        start = self.start.moment
        try:
            end, known = end_of(start, self._end(), self._length())
        except OverflowError:
            end, known = end_of(start, None, None)
        return start, end, known

    def _length(self) -> timedelta | None:
        line = self.first("DURATION")
        try:
            return read_length(line.value) if line else None
        except (ValueError, OverflowError):
            return None

    def _end(self) -> Moment | None:
        line = self.first("DTEND")
        try:
            return self._day(read_when(line, self.zones, self.local).moment) if line else None
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
        return RawEvent({**added, **self.found}, self.zones, self.owner, self.has_end)

    @property
    def leaves_free(self) -> bool:
        """Say whether the time of the event is marked as free."""
        return self.text(_BUSY).upper() == "FREE" or self.text("TRANSP").upper() == "TRANSPARENT"

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
            status=event_status(
                self.text("STATUS"), self.text("SUMMARY"), is_free=self.leaves_free
            ),
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
    found: list[tuple[Flag, bool]] = [
        ("zone_unknown", not event.start.sure),
        ("end_unknown", not event.span[2]),
        ("dates_unsure", event.has_unread_dates),
        ("declined", is_declined(event.found.get("ATTENDEE", []), event.owner)),
    ]
    return tuple(flag for flag, holds in found if holds)


def length(event: RawEvent) -> timedelta:
    """Return how long a timed event lasts, or an all-day one in whole days."""
    start, end, _ = event.span
    if isinstance(start, datetime) and isinstance(end, datetime):
        return in_utc(end) - in_utc(start)
    return day_of(end) - day_of(start)
