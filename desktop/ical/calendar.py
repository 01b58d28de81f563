"""A calendar's bytes -> the sessions of a window. Runs in a child: see `expansion`.

Decided for what a person in the group expects:
- each series is read apart, so that one bad event never hides the good ones; what
  cannot be read of an event (its end, its rule, a date to leave out) never hides
  its start;
- of a series that repeats by the hour or faster only the start is shown;
- cancelled sessions are listed, marked; METHOD:CANCEL cancels all of a calendar;
- of two events with one UID the one changed more often (SEQUENCE) is right; if
  that does not tell, both are shown and flagged: some programs reuse UIDs;
- alarms in calendars are ignored.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

import msgspec

from desktop.ical.content_lines import RawCalendar, calendar_text, calendars
from desktop.ical.dates import Moment, day_of, instant
from desktop.ical.events import RawEvent, length, session
from desktop.ical.head import first, owner_of, refresh_hint
from desktop.ical.item_limit import Limit, NoLimit
from desktop.ical.join_details import load_numbers
from desktop.ical.recurrence_rules import TooOften
from desktop.ical.series import Meeting, Series, load_expander
from desktop.ical.time_zones import Zones, known
from desktop.sessions.session import CalendarReading, Session, TimeRange, identity, in_utc, ordered

MOST_SESSIONS = 20_000
"""Sessions taken from one calendar."""

MOST_ZONES = 1000
"""Time zones that one calendar may describe; there are six hundred in all the world."""

RANKING_SHARE = 0.2
"""Share of the whole CPU time that may be spent on finding out what comes first."""

REPEATING_SHARE = 0.4
"""Share that may be spent before what repeats has to wait for all that does not."""

READING_SHARE = 0.8
"""Share of the whole CPU time that may be spent before the first series is expanded."""

RANKED_AT_ONCE = 100
"""Events that are looked at before the clock is: that may cost more than they do."""

MANY_SERIES = 2000
"""Where there are more series than this, the next days of all of them come first."""

NEXT_DAYS = timedelta(days=10)
"""How much of the window comes first then; a week of it may have passed already."""

LONGEST_PLAIN = 4096
"""Bytes of an event that is still read after others had to be left out."""

BROKEN = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError)

_STARTS = re.compile(rb"^DTSTART([^\r\n]{0,300}?):(\d{8})", re.M | re.I)
_NAMED_ZONE = re.compile(rb';TZID="?([^";:]+)', re.I)
_REPEATS = (b"RRULE", b"RDATE", b"RECURRENCE-ID")


def read_sessions(
    body: bytes, window: TimeRange, zone: tzinfo, seconds: float = 60.0
) -> CalendarReading:
    """Read a whole calendar here and now: for tests and measuring; the app uses `expansion`."""
    reader = SessionReader(window, zone, seconds)
    warm_up(body)
    found = ordered(reader.sessions(body))
    return msgspec.structs.replace(reader.about, sessions=tuple(found))


def warm_up(body: bytes) -> None:
    """Import what a calendar needs before any clock runs: a slow disk is not its fault."""
    if b"RECURRENCE-ID" in body or b"VTIMEZONE" in body:
        load_expander()
    if b"+" in body:
        load_numbers()


class _Entry(NamedTuple):
    """An event as read, not yet kept: enough to decide which of one UID's events count."""

    number: int
    event: RawEvent | None
    block: bytes
    zones: Zones
    owner: str
    revision: tuple[int, str, str]
    begins: str
    changes: bool
    single: Session | None
    called_off: bool

    @property
    def repeats(self) -> bool:
        """Say whether it has a rule of its own."""
        return self.event is not None and bool(self.event.rules.taken)

    def read_again(self) -> RawEvent:
        """Return the event itself."""
        return self.event or RawEvent.of(self.block, self.zones, self.owner)


class _Waiting(NamedTuple):
    """An event still to be read: its place, how soon it is, its text and what it stands in."""

    number: int
    rank: tuple[bool, bool, bytes]
    block: bytes
    zones: Zones
    owner: str
    called_off: bool


class _Named(NamedTuple):
    """What names a series, and whether the whole calendar of it is called off."""

    name: str
    called_off: bool


class _Repeating(NamedTuple):
    """A series to expand, its name, and the number of the event that names it."""

    number: int
    name: str
    called_off: bool
    series: Series


class SessionReader:
    """Reads one feed within `seconds` of `clock`. `about` says at the end what was not read."""

    def __init__(
        self,
        window: TimeRange,
        zone: tzinfo,
        seconds: float,
        limit: Limit | None = None,
        clock: Callable[[], float] = time.process_time,
    ) -> None:
        self._window = window
        self._zone = zone
        self._clock = clock
        self._began = clock()
        self._seconds = seconds
        self._limit = limit or NoLimit()
        self._without: Collection[int] = ()
        self._is_plain = False
        self.about = CalendarReading()

    def leave_out(self, numbers: Collection[int], *, plain: bool) -> None:
        """Leave out events over which other children ended.

        With `plain` also long events, and the zones that the calendar itself describes.
        """
        self._without, self._is_plain = frozenset(numbers), plain

    def sessions(self, body: bytes) -> Iterator[Session]:
        """Yield the sessions, the soonest and surest first; never raises for what is in `body`."""
        self._began = self._clock()
        raw = calendars(calendar_text(body))
        head = raw[0].properties if raw else {}
        self._note(
            name=first(head, "X-WR-CALNAME")[:200],
            events=sum(len(one.events) for one in raw),
            cut_short=not raw or not all(one.whole for one in raw),
            refresh=refresh_hint(head),
        )
        groups = self._grouped(raw)
        self._limit.end()
        for number, found in enumerate(self._found(groups)):
            if number == MOST_SESSIONS:
                self._note(stopped="many")
                break
            yield found
        self._limit.end()

    def _found(self, groups: dict[str, list[_Entry]]) -> Iterator[Session]:
        repeating: list[_Repeating] = []
        singles: list[Session] = []
        for name, entries in groups.items():
            if any(entry.event is not None for entry in entries):
                repeating += _repeating(name, entries)
            else:
                singles += self._singles(entries)
        groups.clear()
        yield from ordered(singles)
        yield from self._repeating(repeating)

    def _grouped(self, raw: list[RawCalendar]) -> dict[str, list[_Entry]]:
        """Read the events; what repeats comes first, but may not take the time of all others."""
        groups: dict[str, list[_Entry]] = {}
        later: list[_Waiting] = []
        for event in self._soonest_first(raw):
            if event.rank[2] or not self._late(REPEATING_SHARE):
                self._read(event, groups)
            else:
                later.append(event)
        for event in later:
            self._read(event, groups)
        return groups

    def _read(self, event: _Waiting, groups: dict[str, list[_Entry]]) -> None:
        """Read one event, unless it is to be left out or there is no time left."""
        if self._late(READING_SHARE):
            self._note(stopped="time")
            return
        is_long = self._is_plain and len(event.block) > LONGEST_PLAIN
        if is_long or event.number in self._without:
            self._note(left_out=self.about.left_out + 1)
            return
        self._limit.begin(event.number)
        self._take(event, groups)

    def _soonest_first(self, raw: list[RawCalendar]) -> list[_Waiting]:
        """Return the events: first those whose zone is known by name, and of those the soonest."""
        first_day = f"{self._window.start - timedelta(days=2):%Y%m%d}".encode()
        waiting: list[_Waiting] = []
        is_late = False
        for one in raw:
            own = [] if self._is_plain else one.zones[:MOST_ZONES]
            zones = Zones(self._zone, first(one.properties, "X-WR-TIMEZONE"), own)
            called_off = first(one.properties, "METHOD").upper() == "CANCEL"
            owner = owner_of(one.properties) or owner_of(raw[-1].properties)
            for block in dict.fromkeys(one.events):
                if len(waiting) % RANKED_AT_ONCE == 0:
                    is_late = self._late(RANKING_SHARE)
                rank = _rank(block, first_day, by_name=not is_late)
                waiting.append(_Waiting(len(waiting), rank, block, zones, owner, called_off))
        waiting.sort(key=lambda event: event.rank)
        return waiting

    def _take(self, given: _Waiting, groups: dict[str, list[_Entry]]) -> None:
        number, _, block, zones, owner, called_off = given
        try:
            event = RawEvent.of(block, zones, owner)
            key, revision, begins = event.key(), event.revision, instant(event.span[0])
            named = _Named(key, called_off)
            single = None if event.repeats else self._session(event, event.span[0], named)
            changes = event.recurrence_id is not None
        except BROKEN:
            self._note(left_out=self.about.left_out + 1)
            return
        kept = event if event.repeats else None
        entry = _Entry(
            number, kept, block, zones, owner, revision, begins, changes, single, called_off
        )
        groups.setdefault(key, []).append(entry)
        if kept is None:
            return
        if event.rules.too_often:
            self._note(refused=self.about.refused + 1)
        elif event.rules.unread:
            self._note(left_out=self.about.left_out + 1)

    def _session(
        self,
        event: RawEvent,
        start: Moment,
        of: _Named | _Repeating,
        occurrence: str = "",
        lasts: timedelta | None = None,
    ) -> Session | None:
        """Return the session, or None if it is outside the window."""
        end = (in_utc(start) if isinstance(start, datetime) else start) + (lasts or length(event))
        if not self._near(start, end):
            return None
        found = session(event, start, end, series=of.name, occurrence=occurrence)
        if of.called_off:
            found = msgspec.structs.replace(found, status="cancelled")
        return found if self._window.holds(found.start, found.end) else None

    def _near(self, start: Moment, end: Moment) -> bool:
        """Say cheaply, by day, whether it is worth making the session."""
        first = self._window.start.date() - timedelta(days=2)
        last = self._window.end.date() + timedelta(days=2)
        return day_of(end) >= first and day_of(start) <= last

    def _singles(self, entries: list[_Entry]) -> Iterator[Session]:
        newest = {entry.begins: entry for entry in _newest(entries)}  # of equals the newer
        for entry in newest.values():
            if entry.single is not None:
                yield entry.single if len(newest) == 1 else _reused(entry.single, entry.begins)
        if len(newest) > 1:
            self._note(reused=self.about.reused + 1)

    def _repeating(self, waiting: list[_Repeating]) -> Iterator[Session]:
        """Expand the cheap series first."""
        waiting.sort(key=lambda one: one.series.cost(self._window))
        window, is_late = self._window, self._late
        near = TimeRange(window.start, min(window.end, window.start + NEXT_DAYS))
        for part in (near, window) if len(waiting) > MANY_SERIES else (window,):
            again = []
            for one in waiting:
                if is_late():
                    self._note(stopped="time")
                    return
                self._limit.begin(one.number)
                try:
                    found = self._sessions(one, one.series.meetings(part))
                    again.append(one)
                except BROKEN as error:
                    found = self._first_alone(one, error)
                yield from found
            waiting = again

    def _first_alone(self, one: _Repeating, error: Exception) -> list[Session]:
        """Return the first date of a series of which the others cannot be told."""
        if isinstance(error, TooOften):
            self._note(refused=self.about.refused + 1)
        else:
            self._note(left_out=self.about.left_out + 1)
        try:
            first = one.series.first_alone()
            return self._sessions(one, [first] if first else [])
        except BROKEN:
            return []

    def _sessions(self, one: _Repeating, meetings: Iterable[Meeting]) -> list[Session]:
        found = (
            self._session(meeting.event, meeting.start, one, meeting.occurrence, meeting.lasts)
            for meeting in meetings
        )
        return [session for session in found if session is not None]

    def _late(self, share: float = 1.0) -> bool:
        return self._clock() - self._began > self._seconds * share

    def _note(self, **changes: str | int | bool) -> None:
        self.about = msgspec.structs.replace(self.about, **changes)


def _newest(entries: list[_Entry]) -> list[_Entry]:
    """Return those changed most often (SEQUENCE), the last written at the end."""
    highest = max((entry.revision[0] for entry in entries), default=0)
    found = [entry for entry in entries if entry.revision[0] == highest]
    return sorted(found, key=lambda entry: entry.revision)


def _repeating(name: str, entries: list[_Entry]) -> list[_Repeating]:
    """Put the events of one UID together: masters, and the changes to the first of them.

    Without a master, an event that repeats is one, whatever date it says it changes.
    """
    orphans = all(entry.changes for entry in entries)
    whole = [entry for entry in entries if (entry.repeats if orphans else not entry.changes)]
    changes = [
        entry.read_again() for entry in entries if entry.changes and not (orphans and entry.repeats)
    ]
    masters = _newest(whole)[::-1]  # of those that begin together the newest first
    masters.sort(key=lambda entry: entry.begins)
    called_off = any(entry.called_off for entry in entries)
    number = (masters or entries)[0].number
    if not masters:
        return [_Repeating(number, name, called_off, Series(None, changes))]
    first, *others = (entry.read_again() for entry in masters)
    changes = [change.completed_by(first) for change in changes]
    found = [_Repeating(number, name, called_off, Series(first, changes))]
    return found + [_Repeating(number, name, called_off, Series(other, ())) for other in others]


def _rank(block: bytes, first_day: bytes, *, by_name: bool) -> tuple[bool, bool, bytes]:
    """Say what to read first: what needs no zone of its own, what repeats, then the soonest.

    Without `by_name` no zone is looked up: each may have another name, which takes long.
    """
    found = _STARTS.search(block)
    if found is None:
        return False, False, b""
    tzid = _NAMED_ZONE.search(found[1])
    needs_own = tzid is not None and not (
        by_name and known(tzid[1].decode("utf-8", "replace").strip())
    )
    if any(name in block for name in _REPEATS):
        return needs_own, False, b""
    return needs_own, found[2] < first_day, found[2]


def _reused(session: Session, begins: str) -> Session:
    """Give a session its own name where its UID is also another session's."""
    return msgspec.structs.replace(
        session, id=identity(session.id, begins), problems=(*session.problems, "uid_reused")
    )
