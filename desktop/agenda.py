"""What the person can go to, and when: the sessions of all calendars, kept up to date."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desktop.clock import Clock
from desktop.groups.calendars import CalendarSource
from desktop.groups.group import Contact
from desktop.groups.practice import PRACTICE_ID, practice_session
from desktop.schedule.polling import jumped
from desktop.schedule.problems import is_lasting
from desktop.schedule.session import Session
from desktop.schedule.sources import State
from desktop.schedule.upcoming import Upcoming, upcoming
from desktop.schedule.when import say_age, say_session
from desktop.shelf import Shelf
from resources.words import Words

AHEAD = timedelta(days=14)
TICK = 5.0
"""Seconds between two looks at the clock: a door opens, a wait grows shorter."""


class Agenda:
    """The sessions to show, and what is to be said about how fresh they are.

    `live` keeps it up to date until it is cancelled; watchers are told of every
    change and at every tick.
    """

    def __init__(self, shelf: Shelf, clock: Clock, words: Words) -> None:
        self._shelf = shelf
        self._clock = clock
        self._words = words
        self._watchers: list[Callable[[], None]] = []
        self.is_looking = shelf.may_hold_calendars

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def tell(self) -> None:
        """Tell the watchers."""
        for watcher in list(self._watchers):
            watcher()

    async def live(self) -> None:
        """Look at the calendars whenever it is time; after sleep or a new zone, at once."""
        timetable = self._shelf.timetable
        if timetable is None:
            raise RuntimeError("unlock the shelf first")
        timetable.watch(self.tell)
        self.is_looking = False
        self.tell()
        zone = self._clock.zone()
        while True:
            due = timetable.next_due()
            if due is not None and due <= self._clock.now():
                await timetable.refresh_due()
            passed = await self._tick()
            if jumped(timedelta(seconds=TICK), passed) or self._clock.zone() != zone:
                zone = self._clock.zone()
                await timetable.read_again()
                await timetable.refresh()
            self.tell()

    async def check_now(self) -> None:
        """Look at every calendar now (Join was pressed, or somebody asked)."""
        if self._shelf.timetable is not None:
            await self._shelf.timetable.refresh()

    # Sessions

    @property
    def has_calendars(self) -> bool:
        """Say whether there is any calendar at all."""
        return bool(self._shelf.sources)

    @property
    def sessions(self) -> list[Session]:
        """Return the sessions that are not over, of the next 2 weeks."""
        now = self._clock.now().astimezone(UTC)
        every = self._shelf.timetable.sessions if self._shelf.timetable else []
        return [
            one
            for one in every
            if one.end.astimezone(UTC) > now and one.start.astimezone(UTC) < now + AHEAD
        ]

    @property
    def outlook(self) -> Upcoming:
        """Return what home shows at this moment."""
        return upcoming(self.sessions, self._clock.now())

    def find(self, identity: str) -> Session | None:
        """Return a session by its id; the practice session is always there."""
        if identity == PRACTICE_ID:
            return self.practice()
        every = self._shelf.timetable.sessions if self._shelf.timetable else []
        return next((one for one in every if one.id == identity), None)

    def practice(self) -> Session:
        """Return the practice session, which is always now."""
        return practice_session(self._words("practice.title"), self._clock.now())

    def is_practice(self, session: Session) -> bool:
        """Say whether a session is the rehearsal."""
        return session.id == PRACTICE_ID

    # Words

    def when(self, session: Session) -> str:
        """Say when a session is."""
        return say_session(session, self._clock.now(), self._words)

    def next_in_words(self, current: Session | None) -> str:
        """Say when the next session after the present one is."""
        left = [one for one in self.sessions if current is None or one.id != current.id]
        following = upcoming(left, self._clock.now()).next
        if following is None:
            return self._words("leaving.no_next")
        return self._words("leaving.next", title=following.title, when=self.when(following))

    @property
    def age(self) -> str:
        """Say how old the oldest copy of a calendar is."""
        states = self._states
        if not states:
            return ""
        troubled = [state for state in states if state.problem is not None]
        oldest = min(troubled or states, key=_checked)
        return self._age(oldest)

    @property
    def notices(self) -> tuple[str, ...]:
        """Say what is wrong with calendars that will not mend itself, each thing once."""
        problems = [state.problem for state in self._states if state.problem is not None]
        lasting = [str(self._words.explain(one)) for one in problems if is_lasting(one)]
        return tuple(dict.fromkeys(lasting))

    def status(self, identity: str) -> str:
        """Say how fresh one calendar is, and what is wrong with it."""
        state = self._shelf.state(identity)
        if state is None:
            return ""
        wrong = [state.problem] if state.problem is not None else []
        said = [str(self._words.explain(one)) for one in (*wrong, *state.notes)]
        return " ".join([self._age(state), *said])

    def name_of(self, source: CalendarSource) -> str:
        """Return what a calendar is called, or nothing."""
        state = self._shelf.state(source.id)
        return source.name or (state.name if state else "")

    @property
    def helper(self) -> Contact | None:
        """Return the person to turn to, where a group card names one."""
        return self._shelf.helper

    @property
    def _states(self) -> tuple[State, ...]:
        return tuple(self._shelf.timetable.states) if self._shelf.timetable else ()

    def _age(self, state: State) -> str:
        in_trouble = state.problem is not None
        return say_age(state.checked_at, self._clock.now(), self._words, in_trouble=in_trouble)

    async def _tick(self) -> timedelta:
        """Wait one tick; return how far the wall clock moved, less what we were held up."""
        before, began = self._clock.now(), time.monotonic()
        await asyncio.sleep(TICK)
        held_up = time.monotonic() - began - TICK
        return self._clock.now() - before - timedelta(seconds=held_up)


def _checked(state: State) -> datetime:
    return state.checked_at or datetime.min.replace(tzinfo=UTC)
