"""Reads calendars and group cards once, for the command line: nothing is stored.

What cannot be read is a problem beside the sessions of all that can.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.feeds.feeds import CacheMarks, Feed, WebFeed, WeeklyFeed, feed_of
from desktop.feeds.problems import CutShort, ServerTrouble
from desktop.feeds.saved_calendars import CalendarSource
from desktop.feeds.source_state import Source, notes_of
from desktop.feeds.timetable import ReadCalendar
from desktop.groups.cards import GroupCard, MayOpen, open_card, read_file
from desktop.groups.group import phones_of
from desktop.groups.saved_groups import sources_of
from desktop.sessions.merging import merged
from desktop.sessions.session import Phone, Session, TimeRange
from desktop.system.clock import SystemClock
from resources.declared import Problem
from resources.platform.blocking import run_in_thread


@dataclass(frozen=True)
class SourceResult:
    """What one calendar or card gave: its sessions and what is wrong with it.

    `given` is its place among what was asked for, from 1. `read` is False when
    nothing of it could be read.
    """

    given: int
    sessions: tuple[Session, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: bool = True


@dataclass(frozen=True)
class SessionsFound:
    """All sessions by start, each once, and each source's result.

    `session.source` is the place of its result; `hosts` are those that each card adds, by
    the card's place among what was asked for.
    """

    sessions: tuple[Session, ...]
    results: tuple[SourceResult, ...]
    hosts: Mapping[int, tuple[str, ...]]

    def hosts_for(self, session: Session) -> tuple[str, ...]:
        """Return the hosts that the card of a session's own group adds.

        A calendar that no card brought belongs to the only group there is, if there is one.
        """
        given = self.results[int(session.source)].given
        if given not in self.hosts and len(self.hosts) == 1:
            return next(iter(self.hosts.values()))
        return self.hosts.get(given, ())

    @property
    def nothing_read(self) -> bool:
        """Say whether there was something to read, and none of it could be."""
        return bool(self.results) and not any(result.read for result in self.results)


class SessionSources:
    """Reads each source once. `now` is aware, in the reader's zone; `days` to look ahead."""

    def __init__(self, read: ReadCalendar, now: datetime, *, days: int, may_open: MayOpen) -> None:
        self._read_calendar = read
        self._now = now
        self._window = TimeRange.around(now, days=days)
        self._may_open = may_open

    async def read(self, calendars: Sequence[str], cards: Sequence[Path]) -> SessionsFound:
        """Read all of them side by side. Never raises a `Problem`: each stands in its result."""
        wanted: list[tuple[int, Feed, tuple[Phone, ...]]] = [
            (given, feed_of(calendar), ()) for given, calendar in enumerate(calendars, 1)
        ]
        refused: list[SourceResult] = []
        hosts: dict[int, tuple[str, ...]] = {}
        for given, path in enumerate(cards, len(calendars) + 1):
            try:
                card = self._card(path)
            except Problem as problem:
                refused.append(SourceResult(given, problems=(problem,), read=False))
                continue
            hosts[given] = card.group.hosts
            phones = phones_of(card.group)
            wanted += ((given, feed, phones) for feed in _feeds(card))
        results = await asyncio.gather(*(self._read(*one) for one in wanted))
        ordered = sorted([*results, *refused], key=lambda result: result.given)
        return SessionsFound(tuple(merged(_own(ordered))), tuple(ordered), hosts)

    def _card(self, path: Path) -> GroupCard:
        # A day that is only asked about may lie before the day on which the card was made.
        today = max(self._now, SystemClock().now()).date()
        return open_card(read_file(path), today=today, may_open=self._may_open)

    async def _read(self, given: int, feed: Feed, phones: tuple[Phone, ...]) -> SourceResult:
        source = Source(str(given), feed, phones=phones)
        try:
            return await run_in_thread(lambda: self._read_now(given, source))
        except Problem as problem:
            return SourceResult(given, problems=(problem,), read=False)

    def _read_now(self, given: int, source: Source) -> SourceResult:
        fetched = source.feed.fetch(CacheMarks())
        if fetched.body is None:
            raise ServerTrouble  # "not changed", said to somebody who has nothing
        zone = self._now.tzinfo
        assert zone is not None
        reading = fetched.marked(self._read_calendar(fetched.body, self._window, zone))
        notes = notes_of(reading, fetched.clock_off)
        is_cut = reading.cut_short and not reading.stopped
        sessions = tuple(source.with_phones(one) for one in reading.sessions)
        return SourceResult(given, sessions, (*notes, CutShort()) if is_cut else notes)


def _feeds(card: GroupCard) -> Iterator[Feed]:
    for source in sources_of(card):
        yield _feed(source, card)


def _feed(source: CalendarSource, card: GroupCard) -> Feed:
    if source.weekly is not None:
        return WeeklyFeed(source.weekly, source.id)
    return WebFeed(card.calendar)


def _own(results: Iterable[SourceResult]) -> Iterator[Session]:
    """Give every session, marked with the source it came from: one is never merged with itself."""
    for number, result in enumerate(results):
        for session in result.sessions:
            yield session.of_source(str(number))
