"""A calendar's bytes -> the sessions of a window. Runs in a child: see `expansion`.

Decided for what a person in the group expects:
- each series is read apart, so that one bad event never hides the good ones; a
  date to leave out (EXDATE) that cannot be read does not hide its series;
- a series that repeats by the hour or faster is left out;
- cancelled sessions are listed, marked; METHOD:CANCEL cancels all of a calendar;
- of two events with one UID the one changed more often (SEQUENCE) is right; if
  that does not tell, both are shown and flagged: some programs reuse UIDs;
- alarms in calendars are ignored.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from types import FrameType
from typing import NamedTuple

import msgspec

from desktop.ical.content_lines import Properties, RawCalendar, calendar_text, calendars
from desktop.ical.dates import Moment, day_of, instant, read_length
from desktop.ical.events import RawEvent, length, session
from desktop.ical.recurrence_rules import TooOften
from desktop.ical.series import Series, load_expander
from desktop.ical.time_zones import Zones
from desktop.sessions.session import CalendarReading, Session, TimeRange, identity, in_utc, ordered

MOST_SESSIONS = 20_000
"""Sessions taken from one calendar."""

SERIES_S = (0.01, 0.1, 1.0)
"""Seconds one series may take: in the first round, the second and the last."""

READING_SHARE = 0.8
"""Share of the whole time that may be spent before the first series is expanded."""

BROKEN = (ValueError, ArithmeticError, LookupError, TypeError, AttributeError, MemoryError)


def read_sessions(
    body: bytes, window: TimeRange, zone: tzinfo, seconds: float = 60.0
) -> CalendarReading:
    """Read a whole calendar here and now: for tests and measuring; the app uses `expansion`."""
    reader = SessionReader(window, zone, seconds)
    found = ordered(reader.sessions(body))
    return msgspec.structs.replace(reader.about, sessions=tuple(found))


class _Entry(NamedTuple):
    """An event as read, not yet kept: enough to decide which of one UID's events count."""

    event: RawEvent | None
    block: bytes
    zones: Zones
    sequence: int
    begins: str
    changes: bool
    single: Session | None
    called_off: bool

    def read_again(self) -> RawEvent:
        """Return the event itself."""
        return self.event or RawEvent.of(self.block, self.zones)


class _Named(NamedTuple):
    """What names a series, and whether the whole calendar of it is called off."""

    name: str
    called_off: bool


class _Repeating(NamedTuple):
    """A series to expand, and its name."""

    name: str
    called_off: bool
    series: Series


class SessionReader:
    """Reads one feed within `seconds`. `about` says at the end what could not be read."""

    def __init__(self, window: TimeRange, zone: tzinfo, seconds: float) -> None:
        self._window = window
        self._zone = zone
        self._began = time.monotonic()
        self._seconds = seconds
        self.about = CalendarReading()

    def sessions(self, body: bytes) -> Iterator[Session]:
        """Yield the sessions in no order, the surest first; never raises for what is in `body`."""
        raw = calendars(calendar_text(body))
        head = raw[0].properties if raw else {}
        self._note(
            name=_first(head, "X-WR-CALNAME")[:200],
            events=sum(len(one.events) for one in raw),
            cut_short=not raw or not all(one.whole for one in raw),
            refresh=_hint(head),
        )
        groups = self._grouped(raw)
        for number, found in enumerate(self._found(groups)):
            if number == MOST_SESSIONS:
                self._note(stopped="many")
                return
            yield found

    def _found(self, groups: dict[str, list[_Entry]]) -> Iterator[Session]:
        repeating: list[_Repeating] = []
        for name, entries in groups.items():
            if any(entry.event is not None for entry in entries):
                repeating += _repeating(name, entries)
            else:
                yield from self._singles(entries)
        groups.clear()
        yield from self._repeating(repeating)

    def _grouped(self, raw: Iterable[RawCalendar]) -> dict[str, list[_Entry]]:
        groups: dict[str, list[_Entry]] = {}
        for one in raw:
            zones = Zones(self._zone, _first(one.properties, "X-WR-TIMEZONE"), one.zones)
            called_off = _first(one.properties, "METHOD").upper() == "CANCEL"
            for block in dict.fromkeys(one.events):
                if self._late(READING_SHARE):
                    self._note(stopped="time")
                    return groups
                self._take(block, zones, called_off, groups)
        return groups

    def _take(
        self, block: bytes, zones: Zones, called_off: bool, groups: dict[str, list[_Entry]]
    ) -> None:
        try:
            event = RawEvent.of(block, zones)
            key, sequence, begins = event.key(), event.sequence, instant(event.span[0])
            named = _Named(key, called_off)
            single = None if event.repeats else self._session(event, event.span[0], named, "")
            changes = event.recurrence_id is not None
        except BROKEN:
            self._note(left_out=self.about.left_out + 1)
            return
        kept = event if event.repeats else None
        entry = _Entry(kept, block, zones, sequence, begins, changes, single, called_off)
        groups.setdefault(key, []).append(entry)

    def _session(
        self, event: RawEvent, start: Moment, of: _Named | _Repeating, occurrence: str
    ) -> Session | None:
        """Return the session, or None if it is outside the window."""
        end = (in_utc(start) if isinstance(start, datetime) else start) + length(event)
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
        newest = {entry.begins: entry for entry in _newest(entries)}
        for entry in newest.values():
            if entry.single is not None:
                yield entry.single if len(newest) == 1 else _reused(entry.single, entry.begins)
        if len(newest) > 1:
            self._note(reused=self.about.reused + 1)

    def _repeating(self, waiting: list[_Repeating]) -> Iterator[Session]:
        """Expand the cheap series first; those that take too long get more time at the end."""
        if waiting:
            load_expander()  # before the time of any series runs
        waiting.sort(key=lambda one: one.series.cost(self._window))
        for seconds in SERIES_S:
            again = []
            for one in waiting:
                if self._late():
                    self._note(stopped="time")
                    return
                found = self._in_time(one, seconds)
                if found is None:
                    again.append(one)
                yield from found or ()
            waiting = again
        self._note(refused=self.about.refused + len(waiting))

    def _in_time(self, one: _Repeating, seconds: float) -> list[Session] | None:
        """Return the sessions of a series, or None if that takes longer than `seconds`."""
        try:
            with _time_limit(min(seconds, self._left())):
                return self._expanded(one)
        except _TimeUsed:
            return None
        except TooOften:
            self._note(refused=self.about.refused + 1)
        except BROKEN:
            self._note(left_out=self.about.left_out + 1)
        return []

    def _expanded(self, one: _Repeating) -> list[Session]:
        found = (
            self._session(meeting.event, meeting.start, one, meeting.occurrence)
            for meeting in one.series.meetings(self._window)
        )
        return [session for session in found if session is not None]

    def _left(self) -> float:
        return max(0.001, self._seconds - (time.monotonic() - self._began))

    def _late(self, share: float = 1.0) -> bool:
        return time.monotonic() - self._began > self._seconds * share

    def _note(self, **changes: str | int | bool) -> None:
        self.about = msgspec.structs.replace(self.about, **changes)


def _newest(entries: list[_Entry]) -> list[_Entry]:
    highest = max((entry.sequence for entry in entries), default=0)
    return [entry for entry in entries if entry.sequence == highest]


def _repeating(name: str, entries: list[_Entry]) -> list[_Repeating]:
    """Put the events of one UID together: masters, and the changes to the first of them."""
    changes = [entry.read_again() for entry in entries if entry.changes]
    masters = _newest([entry for entry in entries if not entry.changes])
    masters.sort(key=lambda entry: entry.begins)
    called_off = any(entry.called_off for entry in entries)
    if not masters:
        return [_Repeating(name, called_off, Series(None, changes))]
    first, *others = (entry.read_again() for entry in masters)
    changes = [change.completed_by(first) for change in changes]
    found = [_Repeating(name, called_off, Series(first, changes))]
    return found + [_Repeating(name, called_off, Series(other, ())) for other in others]


def _reused(session: Session, begins: str) -> Session:
    """Give a session its own name where its UID is also another session's."""
    return msgspec.structs.replace(
        session, id=identity(session.id, begins), problems=(*session.problems, "uid_reused")
    )


def _first(head: Properties, name: str) -> str:
    return head[name][0].text.strip() if name in head else ""


def _hint(head: Properties) -> int:
    """Return the calendar's own refresh interval in seconds (RFC 7986, 5.7), 0 if none."""
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        try:
            if name in head:
                return max(0, int(read_length(head[name][0].value).total_seconds()))
        except (ValueError, OverflowError):
            continue
    return 0


class _TimeUsed(Exception):
    """The time of a series is used up; raised inside the code that used it."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise `_TimeUsed` in the code inside after `seconds`.

    It takes a Unix timer signal, so on Windows and outside the main thread there
    is no limit here: the child's own deadline (see `expansion`) still holds.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGALRM, _raise_time_used)
    before = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before)
        signal.signal(signal.SIGALRM, handler)


def _raise_time_used(number: int, frame: FrameType | None) -> None:
    raise _TimeUsed
