"""What the person can go to, and when: the sessions of all calendars, kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.calendars.freshness import Freshness
from desktop.sessions.times_in_words import say_clock_change, say_session
from desktop.sessions.upcoming import Upcoming, in_sight, upcoming
from resources.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.calendars.calendars import Calendars
    from desktop.groups.group import Contact
    from desktop.sessions.changes import Change
    from desktop.sessions.session import Session
    from desktop.system.clock import Clock
    from resources.words import Words

TICK = 5.0
"""Seconds between two looks at the clock: a door opens, a wait grows shorter."""


class Agenda(Freshness):
    """The sessions to show, and what is to be said about how fresh they are.

    `live` keeps it up to date until it is cancelled; watchers are told of every
    change and at every tick. `is_looking` until there is something to say.
    What the home screen does not need is read when it is asked for.
    """

    def __init__(
        self, calendars: Calendars, clock: Clock, words: Words, *, tick: float = TICK
    ) -> None:
        super().__init__(calendars, clock, words)
        self._watchers = Watchers()
        self._tick = tick
        self.is_looking = calendars.may_hold_calendars

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    def tell(self) -> None:
        """Tell the watchers."""
        if self._calendars.timetable is not None and self._calendars.timetable.is_loaded:
            self.is_looking = False
        self._watchers.tell()

    async def live(self) -> None:
        """Look at the calendars whenever it is time; after sleep or a new zone, at once.

        Where there are none (the keyring is locked, say) it follows the clock alone.
        """
        self.is_looking &= self._calendars.timetable is not None
        from desktop.calendars.poller import Poller

        await Poller(lambda: self._calendars.timetable, self._clock, self._tick, self.tell).go()

    async def check_now(self) -> None:
        """Look at every calendar now: somebody asked for it."""
        if self._calendars.timetable is not None:
            await self._calendars.timetable.refresh()

    # Sessions

    @property
    def sessions(self) -> list[Session]:
        """Return the sessions that are not over, of the next 2 weeks."""
        return in_sight(self._every, self._clock.now())

    @property
    def outlook(self) -> Upcoming:
        """Return what home shows at this moment."""
        return upcoming(self.sessions, self._clock.now())

    def find(self, identity: str) -> Session | None:
        """Return a session by its id; the practice session is always there."""
        from desktop.sessions.practice import PRACTICE_ID

        if identity == PRACTICE_ID:
            return self.practice()
        return next((one for one in self._every if one.id == identity), None)

    def practice(self) -> Session:
        """Return the practice session, which is always now."""
        from desktop.sessions.practice import practice_session

        return practice_session(self._words("practice.title"), self._clock.now())

    def is_practice(self, session: Session) -> bool:
        """Say whether a session is the rehearsal."""
        from desktop.sessions.practice import is_practice

        return is_practice(session)

    # Words

    def when(self, session: Session) -> str:
        """Say when a session is."""
        return say_session(session, self._clock.now(), self._words)

    def clock_change(self, session: Session) -> str:
        """Say "1 hour later than last week." where that is because clocks changed, else nothing."""
        return say_clock_change(session, self._every, self._clock.now(), self._words)

    def next_in_words(self, current: Session | None) -> str:
        """Say when the next session after the present one is."""
        left = [one for one in self.sessions if current is None or one.id != current.id]
        following = upcoming(left, self._clock.now()).next
        if following is None:
            return self._words("leaving.no_next")
        title = following.title or self._words("schedule.untitled")
        return self._words("leaving.next", title=title, when=self.when(following))

    @property
    def changes_in_words(self) -> tuple[str, ...]:
        """Say which sessions moved, were called off or are new, until `seen`."""
        from desktop.sessions.changes import say_change

        now = self._clock.now()
        return tuple(say_change(change, now, self._words) for change in self._changes)

    async def seen(self) -> None:
        """The person has read the changes: say them no more."""
        for change in self._changes:
            if self._calendars.timetable is not None:
                await self._calendars.timetable.seen(change)

    @property
    def helper(self) -> Contact | None:
        """Return the person to turn to, where a group card names one."""
        return self._calendars.helper

    # Behind it

    @property
    def _every(self) -> list[Session]:
        return self._calendars.timetable.sessions if self._calendars.timetable else []

    @property
    def _changes(self) -> tuple[Change, ...]:
        """Return the changes of the calendars there are."""
        here = {source.id for source in self._calendars.sources}
        every = self._calendars.timetable.changes if self._calendars.timetable else ()
        return tuple(change for change in every if change.session.source in here)
