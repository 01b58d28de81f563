"""View model of what there is to go to: the sessions of all calendars, their age, in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.feeds.problems import ClockWrong, PasswordWrong, is_lasting
from desktop.sessions.times_in_words import say_age, say_clock_change, say_session
from desktop.sessions.upcoming import Upcoming, in_sight, upcoming
from resources.platform.watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.calendars.calendars import Calendars
    from desktop.feeds.saved_calendars import CalendarSource
    from desktop.feeds.source_state import CalendarState
    from desktop.groups.group import Contact
    from desktop.groups.group_pictures import GroupPicture
    from desktop.sessions.changes import Change
    from desktop.sessions.session import Session
    from desktop.system.clock import Clock
    from resources.words import Words

TICK_S = 5.0
"""Seconds between two readings of the clock: a session opens, a wait grows shorter."""


class Agenda:
    """The sessions to show, and what is to be said about how fresh they are.

    `live` keeps it up to date until it is cancelled; watchers are told of every
    change and at every tick. `is_loading` until there is something to say.
    What the home screen does not need is read when it is asked for.
    """

    def __init__(
        self, calendars: Calendars, clock: Clock, words: Words, *, tick: float = TICK_S
    ) -> None:
        self._calendars = calendars
        self._clock = clock
        self._words = words
        self._watchers = Watchers()
        self._tick = tick
        self.is_loading = calendars.may_hold_calendars

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    def tell(self) -> None:
        """Tell the watchers."""
        if self._calendars.timetable is not None and self._calendars.timetable.is_loaded:
            self.is_loading = False
        self._watchers.tell()

    async def live(self) -> None:
        """Check the calendars whenever it is time; after sleep or a new zone, at once.

        Where there are none (the keyring is locked, say) it follows the clock alone.
        """
        self.is_loading &= self._calendars.timetable is not None
        from desktop.calendars.poller import Poller

        await Poller(self._calendars, self._clock, self._tick, self.tell).run()

    async def check_now(self) -> None:
        """Check every calendar now: somebody asked for it."""
        await self._calendars.refresh()

    # Sessions

    @property
    def sessions(self) -> list[Session]:
        """Return the sessions that are not over, of the next 2 weeks."""
        return in_sight(self._every, self._clock.now())

    @property
    def outlook(self) -> Upcoming:
        """Return what is next at this moment."""
        return self.outlook_beside(None)

    def outlook_beside(self, current: Session | None) -> Upcoming:
        """Return what home shows beside the session that the person is in, if they are in one."""
        left = [one for one in self.sessions if current is None or one.id != current.id]
        return upcoming(left, self._clock.now())

    def following(self, current: Session | None) -> Session | None:
        """Return the next session after the present one."""
        return self.outlook_beside(current).next

    def find(self, identity: str) -> Session | None:
        """Return a session by its id; the practice session is always there."""
        from desktop.sessions.practice import PRACTICE_ID

        if identity == PRACTICE_ID:
            return self.practice()
        return next((one for one in self._every if one.id == identity), None)

    def is_disputed(self, session: Session) -> bool:
        """Say whether another calendar says something else of a session."""
        found = self.find(session.id)
        return found is not None and "sources_differ" in found.problems

    def practice(self) -> Session:
        """Return the practice session, which is always now."""
        from desktop.sessions.practice import practice_session

        return practice_session(self._words("practice.title"), self._clock.now())

    def is_practice(self, session: Session) -> bool:
        """Say whether a session is the rehearsal."""
        from desktop.sessions.practice import is_practice

        return is_practice(session)

    def picture_of(self, session: Session) -> GroupPicture:
        """Return the picture of the group that a session is of: that of its card, or its title's.

        A session that is no group's, and has no title, goes by its calendar.
        """
        from desktop.groups.group_pictures import PRACTICE, picture_of

        if self.is_practice(session):
            return PRACTICE
        source = self._calendars.source(session.source)
        group = self._calendars.group_of(session) if source and source.group else None
        if group is not None:
            return picture_of(group.name, group.id)
        return picture_of(session.title, "" if session.title.strip() else session.source)

    # Words

    def when(self, session: Session) -> str:
        """Say when a session is."""
        return say_session(session, self._clock.now(), self._words)

    def clock_change(self, session: Session) -> str:
        """Say "1 hour later than last week." where that is because clocks changed, else nothing."""
        return say_clock_change(session, self._every, self._clock.now(), self._words)

    def next_in_words(self, current: Session | None) -> str:
        """Say when the next session after the present one is."""
        following = self.following(current)
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
        """Return the person to turn to, where one was typed in or a group card names one."""
        return self._calendars.helper

    # How fresh each calendar is

    @property
    def has_calendars(self) -> bool:
        """Say whether there is any calendar at all."""
        return bool(self._calendars.sources)

    @property
    def age(self) -> str:
        """Say how old the oldest copy of a calendar is, and what to do if that is too old."""
        if not self.has_calendars:
            return ""
        states = self._states
        if not states:
            typed = any(not source.group for source in self._calendars.sources)
            return self._words("agenda.by_hand" if typed else "agenda.by_card")
        troubled = [state for state in states if state.problem is not None]
        oldest = min(troubled or states, key=_checked)
        problem = oldest.problem
        if problem is None or is_lasting(problem):
            return self._age(oldest)
        return f"{self._age(oldest)} {self._words.explain(problem).next}"

    @property
    def notices(self) -> tuple[str, ...]:
        """Say what is wrong with calendars, or the clock, and will not mend itself: each once."""
        wrong = [state.problem for state in self._states if state.problem is not None]
        lasting = [one for one in wrong if is_lasting(one) and not isinstance(one, PasswordWrong)]
        notes = [note for state in self._states for note in state.notes]
        clock = [note for note in notes if isinstance(note, ClockWrong)]
        return tuple(dict.fromkeys(str(self._words.explain(one)) for one in (*lasting, *clock)))

    @property
    def locked_out(self) -> tuple[CalendarSource, ...]:
        """Return the calendars whose password does not work any more."""
        return tuple(source for source in self._calendars.sources if self.is_locked_out(source))

    def is_locked_out(self, source: CalendarSource) -> bool:
        """Say whether a calendar's password does not work any more."""
        state = self._calendars.state(source.id)
        return state is not None and isinstance(state.problem, PasswordWrong)

    def status(self, identity: str) -> str:
        """Say how fresh one calendar is, and what is wrong with it."""
        state = self._calendars.state(identity)
        if state is None:
            return ""
        is_said = isinstance(state.problem, PasswordWrong)
        wrong = [state.problem] if state.problem is not None and not is_said else []
        said = [str(self._words.explain(one)) for one in (*wrong, *state.notes)]
        source = self._calendars.source(identity)
        if source is not None and source.kind == "weekly":
            age = self._words("agenda.by_card" if source.group else "agenda.by_hand")
        else:
            age = self._age(state)
        return " ".join([age, *said])

    def name_of(self, source: CalendarSource) -> str:
        """Return what a calendar is called, or nothing."""
        state = self._calendars.state(source.id)
        return source.name or (state.name if state else "")

    def calendar_of(self, session: Session) -> str:
        """Return what the calendar of a session is called, or its file, or nothing."""
        source = self._calendars.source(session.source)
        if source is None:
            return ""
        return self.name_of(source) or re.split(r"[/\\]", source.path)[-1]

    # Behind it

    @property
    def _states(self) -> list[CalendarState]:
        """Return what is known of the calendars that can be checked; typed rules cannot."""
        found = (
            self._calendars.state(one.id) for one in self._calendars.sources if one.kind != "weekly"
        )
        return [state for state in found if state is not None]

    def _age(self, state: CalendarState) -> str:
        in_trouble = state.problem is not None
        return say_age(state.checked_at, self._clock.now(), self._words, in_trouble=in_trouble)

    @property
    def _every(self) -> list[Session]:
        return self._calendars.timetable.sessions if self._calendars.timetable else []

    @property
    def _changes(self) -> tuple[Change, ...]:
        """Return the changes of the calendars there are."""
        here = {source.id for source in self._calendars.sources}
        every = self._calendars.timetable.changes if self._calendars.timetable else ()
        return tuple(change for change in every if change.session.source in here)


def _checked(state: CalendarState) -> datetime:
    return state.checked_at or datetime.min.replace(tzinfo=UTC)
