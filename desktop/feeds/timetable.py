"""The merged timetable: sessions of all sources, each once; caching, refreshing, changes.

A calendar that cannot be read keeps its last good copy, here and across restarts
(through `ByteStore`, whose files are sealed: calendars hold links with passwords).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

import msgspec

from desktop.feeds import problems
from desktop.feeds.feeds import CacheMarks, Feed, Fetched
from desktop.feeds.source_state import (
    CalendarState,
    LastGoodCopy,
    Source,
    notes_of,
    retry_interval,
)
from desktop.sessions.changes import Change, compare, joined
from desktop.sessions.merging import merged
from desktop.sessions.session import CalendarReading, Session, TimeRange
from desktop.storage.typed_store import ByteStore, TypedStore
from desktop.system.background import attempt
from desktop.system.clock import Clock
from resources.declared import Problem
from resources.platform.blocking import run_in_thread

DAYS_AHEAD = 60
DAYS_BEFORE = 8
"""How many days of each calendar are read, from today on and before it."""

UNSEEN = "changes"
"""The name under which unseen changes are stored; no source may have it."""

log = logging.getLogger(__name__)


ReadCalendar = Callable[[bytes, TimeRange, tzinfo], CalendarReading]
"""Reads a calendar's bytes (`ical.expansion.read_calendar`): blocks, within its own deadline."""


class Timetable:
    """The sessions of several sources, sorted, each once. Lives on the event loop.

    `is_loaded` once every source has been read or tried, and its sessions are there.
    """

    def __init__(self, storage: ByteStore, read: ReadCalendar, clock: Clock) -> None:
        self._copies = TypedStore(storage)
        self._unseen = UnseenChanges(self._copies)
        self._read_calendar = read
        self._clock = clock
        self._states: dict[str, CalendarState] = {}
        self._tried: dict[str, CalendarState] = {}
        self._dropped: dict[str, LastGoodCopy | None] = {}
        self._watchers: list[Callable[[], None]] = []
        self._sessions: list[Session] = []
        self._merging = asyncio.Lock()
        self.is_loaded = False

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` after each change."""
        self._watchers.append(watcher)

    @property
    def sessions(self) -> list[Session]:
        """Return all sessions by start; the same one from two sources once."""
        return list(self._sessions)

    @property
    def states(self) -> Sequence[CalendarState]:
        """Return what is known of each source, in the order they were given."""
        return tuple(self._states.values())

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what changed and was not seen yet."""
        return self._unseen.changes

    async def seen(self, change: Change) -> None:
        """Say `change` no more."""
        await self._unseen.seen(change)
        self._tell()

    async def try_out(self, source: Source) -> CalendarState:
        """Read a source without having it yet; `use` takes over what was read.

        Raises the `Problem` if it cannot be read.
        """
        state = CalendarState(source)
        await self._fetch(state)
        self._tried[source.id] = state
        return state

    async def look_into(self, feed: Feed) -> CalendarState:
        """Read what is no source and may never be one. Raises the `Problem` that hinders."""
        state = CalendarState(Source("", feed))
        await self._fetch(state)
        return state

    async def use(self, sources: Iterable[Source]) -> None:
        """Have exactly these sources; the last good copy of new ones is read at once.

        What was stored of sources no longer there is forgotten; one that comes back in
        this run has its last good copy again.
        """
        wanted = {source.id: source for source in sources}
        old = self._states
        gone = [state for identity, state in old.items() if identity not in wanted]
        self._dropped |= {state.id: state.copy for state in gone}
        self._states = {name: self._state_of(source, old) for name, source in wanted.items()}
        new = [one for one in self._states.values() if one.id not in old or one.copy is None]
        for state in gone:
            await self._copies.forget(state.id)
        await self._unseen.load()
        await asyncio.gather(*(self._settle(state) for state in new))
        await self._merge()

    async def refresh(self, identity: str | None = None) -> None:
        """Check one source, or all, now. Never raises: see `states`.

        A source that is being checked already is not asked twice.
        """
        chosen = [one for one in self._states.values() if identity in (None, one.id)]
        await asyncio.gather(*(self._check(state) for state in chosen))

    async def refresh_due(self) -> None:
        """Check the sources whose time has come."""
        now = self._clock.now()
        due = [one for one in self._states.values() if one.due is None or one.due <= now]
        await asyncio.gather(*(self._check(state) for state in due))

    async def read_again(self) -> None:
        """Read the copies again without asking anybody: the zone or the day changed."""
        states = [state for state in self._states.values() if state.copy is not None]
        await asyncio.gather(*(self._read(state) for state in states))
        await self._merge()

    def next_due(self) -> datetime | None:
        """Return when some source should be checked again; None without sources."""
        now = self._clock.now()
        return min((state.due or now for state in self._states.values()), default=None)

    async def close(self) -> None:
        """Stop checking. Threads end by their own deadlines."""
        tasks = [state.task for state in self._states.values() if state.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _check(self, state: CalendarState) -> None:
        if state.task is None or state.task.done():
            state.task = asyncio.get_running_loop().create_task(self._fetch_or_note(state))
        await asyncio.shield(state.task)

    async def _fetch_or_note(self, state: CalendarState) -> None:
        ended = await attempt(self._fetch(state))
        if isinstance(ended, Problem):
            state.problem = ended
            state.failures += 1
            wait = ended.wait if isinstance(ended, problems.CalendarProblem) else 0
            state.due = self._clock.now() + retry_interval(state.failures, wait)
            log.info("a calendar could not be read: %s", ended.key)
        await self._merge()

    async def _fetch(self, state: CalendarState) -> None:
        seen = state.copy.seen if state.copy else CacheMarks()
        await self._take(state, await run_in_thread(lambda: state.source.feed.fetch(seen)))

    async def _take(self, state: CalendarState, fetched: Fetched) -> None:
        """Read what came. Raises `CutShort` or `TooMuch` if what we have is better."""
        now = self._clock.now()
        body = fetched.body
        if body is None:
            if state.copy is None:
                raise problems.ServerTrouble  # "not changed" to somebody who has nothing
            body = state.copy.body
        reading = fetched.marked(await self._reading(state, body))
        if reading.cut_short and state.copy is not None and not state.reading.cut_short:
            raise problems.CutShort
        if reading.stopped and not reading.sessions:
            raise problems.TooMuch  # what we had stays
        if state.whole is not None and reading.is_whole:
            await self._unseen.compare(state.whole.sessions, reading.sessions, now)
        copy = state.take(LastGoodCopy(body, now, fetched.seen), reading)
        state.problem = problems.CutShort() if reading.cut_short else None
        state.notes = notes_of(reading, fetched.clock_off)
        state.plan_next(now)
        if self._states.get(state.id) is state:
            await self._copies.put(state.id, copy)
            if state.id not in self._states:  # removed while the copy was being written
                await self._copies.forget(state.id)

    def _state_of(self, source: Source, old: Mapping[str, CalendarState]) -> CalendarState:
        """Return what is known of a source: it was there, was tried out, or was there before."""
        state = old.get(source.id) or self._tried.pop(source.id, None)
        if state is None:
            return CalendarState(source, self._dropped.pop(source.id, None))
        if state.source == source:
            return state
        return CalendarState(source, state.copy, state.reading, whole=state.whole)

    async def _settle(self, state: CalendarState) -> None:
        """Make a new source like the others: its copy stored, and read."""
        if state.copy is None:
            state.copy = await self._copies.get(state.id, LastGoodCopy)
        else:
            await self._copies.put(state.id, state.copy)
        if state.due is None:  # one that was tried out has just been read
            await self._read(state)

    async def _read(self, state: CalendarState) -> None:
        if state.copy is None:
            return
        reading = await attempt(self._reading(state, state.copy.body))
        if isinstance(reading, Problem):
            state.problem = reading
        else:
            state.show(reading)
            state.notes = notes_of(state.reading)

    async def _reading(self, state: CalendarState, body: bytes) -> CalendarReading:
        zone, now = self._clock.zone(), self._clock.now()
        window = TimeRange.around(now, days=DAYS_AHEAD, before=DAYS_BEFORE)

        def read() -> CalendarReading:
            reading = self._read_calendar(body, window, zone)
            own = (one.of_source(state.id) for one in reading.sessions)
            return msgspec.structs.replace(reading, sessions=tuple(own))

        return await run_in_thread(read)

    async def _merge(self) -> None:
        """Make the one list anew, in a thread: it may be long."""
        async with self._merging:  # two threads may end in any order: the newer list counts
            every = [one for state in self._states.values() for one in state.reading.sessions]
            is_whole = all(state.copy or state.problem for state in self._states.values())
            sources = {state.id: state.source for state in self._states.values()}
            listed = await asyncio.to_thread(merged, every, lambda one: sources[one.source].rank)
            self._sessions = [sources[one.source].with_phones(one) for one in listed]
            self.is_loaded = is_whole
        self._tell()

    def _tell(self) -> None:
        for watcher in list(self._watchers):
            watcher()


class UnseenChanges:
    """The changes still to be said, stored across restarts."""

    def __init__(self, copies: TypedStore) -> None:
        self._copies = copies
        self._loaded = False
        self.changes: tuple[Change, ...] = ()

    async def load(self) -> None:
        """Read what an earlier run left unseen; once."""
        if not self._loaded:
            self._loaded = True
            self.changes = await self._copies.get(UNSEEN, tuple[Change, ...]) or ()

    async def compare(self, old: Sequence[Session], new: Sequence[Session], now: datetime) -> None:
        """Add what changed between two whole readings: a part says nothing of the rest."""
        fresh = await asyncio.to_thread(compare, old, new, now)
        await self._set(tuple(joined(self.changes, fresh, now)))

    async def seen(self, change: Change) -> None:
        """Say `change` no more."""
        await self._set(tuple(one for one in self.changes if one.key != change.key))

    async def _set(self, changes: tuple[Change, ...]) -> None:
        if changes != self.changes:
            self.changes = changes
            await self._copies.put(UNSEEN, changes)
