"""All calendars of a person as one list, with the age of each and what is wrong with it.

A calendar that cannot be read keeps its last good copy, here and across restarts
(through `Keep`, whose files are sealed: calendars hold links with passwords).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Protocol, TypeVar

import msgspec

from desktop.clock import Clock
from desktop.deadline import start
from desktop.schedule import problems
from desktop.schedule.feeds import Fetched, Seen
from desktop.schedule.merging import merged
from desktop.schedule.polling import interval, retry
from desktop.schedule.session import Reading, Session, Window
from desktop.schedule.sources import Copy, Keep, Source, State, notes_of
from resources.declared import Problem

T = TypeVar("T")
DAYS_AHEAD = 60
DAYS_BEFORE = 8
log = logging.getLogger(__name__)


class Reads(Protocol):
    """Reads a calendar's bytes (`expansion.Expander`); blocking, within its own deadline."""

    def read(self, body: bytes, window: Window, zone: tzinfo) -> Reading:
        """Return the sessions of `window`."""
        ...


class Timetable:
    """The sessions of several sources, sorted, each once. Lives on the event loop."""

    def __init__(self, keep: Keep, reader: Reads, clock: Clock) -> None:
        self._keep = keep
        self._reader = reader
        self._clock = clock
        self._states: dict[str, State] = {}
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> None:
        """Call `watcher` after each change."""
        self._watchers.append(watcher)

    @property
    def sessions(self) -> list[Session]:
        """Return all sessions by start; the same one from two sources once."""
        every = (one for state in self._states.values() for one in state.reading.sessions)
        return merged(every)

    @property
    def states(self) -> Sequence[State]:
        """Return what is known of each source, in the order they were given."""
        return tuple(self._states.values())

    @property
    def is_loaded(self) -> bool:
        """Say whether every source has been read or tried once."""
        return all(state.copy or state.problem for state in self._states.values())

    async def use(self, sources: Iterable[Source]) -> None:
        """Have exactly these sources; the last good copy of new ones is read at once.

        What was kept of sources no longer there is forgotten.
        """
        wanted = {source.id: source for source in sources}
        gone = [state for identity, state in self._states.items() if identity not in wanted]
        old, self._states = self._states, {}
        for identity, source in wanted.items():
            state = old.get(identity)
            if state is None or state.source != source:
                state = State(source, state.copy if state else None)
            self._states[identity] = state
        for state in gone:
            if state.task is not None:
                state.task.cancel()
            await self._forget(state.id)
        new = [state for state in self._states.values() if state.copy is None]
        await asyncio.gather(*(self._load(state) for state in new))
        self._tell()

    async def refresh(self, identity: str | None = None) -> None:
        """Look at one source, or at all, now. Never raises: see `states`.

        A source that is being looked at already is not asked twice.
        """
        chosen = [one for one in self._states.values() if identity in (None, one.id)]
        await asyncio.gather(*(self._look(state) for state in chosen))

    async def refresh_due(self) -> None:
        """Look at the sources whose time has come."""
        now = self._clock.now()
        due = [one for one in self._states.values() if one.due is None or one.due <= now]
        await asyncio.gather(*(self._look(state) for state in due))

    async def read_again(self) -> None:
        """Read the copies again without asking anybody: the zone or the day changed."""
        states = [state for state in self._states.values() if state.copy is not None]
        await asyncio.gather(*(self._read(state) for state in states))
        self._tell()

    def next_due(self) -> datetime | None:
        """Return when some source should be looked at again; None without sources."""
        now = self._clock.now()
        return min((state.due or now for state in self._states.values()), default=None)

    async def close(self) -> None:
        """Stop looking. Threads end by their own deadlines."""
        tasks = [state.task for state in self._states.values() if state.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _forget(self, identity: str) -> None:
        await self._keeping(lambda: self._keep.forget(identity))

    async def _look(self, state: State) -> None:
        if state.task is None or state.task.done():
            state.task = asyncio.get_running_loop().create_task(self._check(state))
        await asyncio.shield(state.task)

    async def _check(self, state: State) -> None:
        seen = state.copy.seen if state.copy else Seen()
        try:
            fetched = await _apart(lambda: state.source.feed.fetch(seen))
            await self._take(state, fetched)
        except Problem as problem:
            state.problem = problem
            state.failures += 1
            wait = problem.wait if isinstance(problem, problems.CalendarProblem) else 0
            state.due = self._clock.now() + retry(state.failures, wait)
            log.info("a calendar could not be read: %s", problem.key)
        self._tell()

    async def _take(self, state: State, fetched: Fetched) -> None:
        """Read what came. Raises `CutShort` if it is only a part and we have a whole copy."""
        now = self._clock.now()
        body = fetched.body
        if body is None:
            if state.copy is None:
                raise problems.ServerTrouble  # "not changed" to somebody who has nothing
            body = state.copy.body
        copy = Copy(body, now, fetched.seen)
        reading = await self._reading(state, copy)
        if reading.cut_short and not reading.stopped and state.copy is not None:
            raise problems.CutShort
        state.copy, state.reading = copy, reading
        state.problem = problems.CutShort() if reading.cut_short else None
        state.notes = notes_of(reading, fetched.clock_off)
        state.failures = 0
        state.due = now + interval(reading.refresh, reading.sessions, now)
        if self._states.get(state.id) is state:
            kept = msgspec.msgpack.encode(copy)
            await self._keeping(lambda: self._keep.put(state.id, kept))

    async def _load(self, state: State) -> None:
        kept = await self._keeping(lambda: self._keep.get(state.id))
        if kept is None:
            return
        try:
            state.copy = msgspec.msgpack.decode(kept, type=Copy)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return
        await self._read(state)

    async def _read(self, state: State) -> None:
        if state.copy is not None:
            state.reading = await self._reading(state, state.copy)
            state.notes = notes_of(state.reading)

    async def _reading(self, state: State, copy: Copy) -> Reading:
        zone, now = self._clock.zone(), self._clock.now()
        window = Window.around(now, days=DAYS_AHEAD, before=DAYS_BEFORE)
        reading = await _apart(lambda: self._reader.read(copy.body, window, zone))
        own = (msgspec.structs.replace(one, source=state.id) for one in reading.sessions)
        return msgspec.structs.replace(reading, sessions=tuple(own))

    async def _keeping(self, work: Callable[[], T]) -> T | None:
        """Ask the keep; what it cannot do is no reason to show nothing."""
        try:
            return await _apart(work)
        except Problem as problem:
            log.info("the copies of calendars: %s", problem.key)
            return None

    def _tell(self) -> None:
        for watcher in list(self._watchers):
            watcher()


async def _apart(work: Callable[[], T]) -> T:
    """Do blocking work in a thread that leaving the program does not wait for."""
    return await asyncio.wrap_future(start(work))
