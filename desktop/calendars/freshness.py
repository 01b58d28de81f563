"""How fresh each calendar is, what is wrong with it, and what to do about that, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.feeds.problems import ClockWrong, PasswordWrong, is_lasting
from desktop.sessions.times_in_words import say_age

if TYPE_CHECKING:
    from desktop.calendars.calendars import Calendars
    from desktop.feeds.saved_calendars import CalendarSource
    from desktop.feeds.source_state import SourceState
    from desktop.system.clock import Clock
    from resources.words import Words


class Freshness:
    """What is to be said about the calendars of a shelf."""

    def __init__(self, calendars: Calendars, clock: Clock, words: Words) -> None:
        self._calendars = calendars
        self._clock = clock
        self._words = words

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
            return self._words("agenda.by_hand")
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
        is_by_hand = identity not in (one.id for one in self._states)
        age = self._words("agenda.by_hand") if is_by_hand else self._age(state)
        return " ".join([age, *said])

    def name_of(self, source: CalendarSource) -> str:
        """Return what a calendar is called, or nothing."""
        state = self._calendars.state(source.id)
        return source.name or (state.name if state else "")

    @property
    def _states(self) -> list[SourceState]:
        """Return what is known of the calendars that can be looked at; typed rules cannot."""
        found = (
            self._calendars.state(one.id) for one in self._calendars.sources if one.kind != "weekly"
        )
        return [state for state in found if state is not None]

    def _age(self, state: SourceState) -> str:
        in_trouble = state.problem is not None
        return say_age(state.checked_at, self._clock.now(), self._words, in_trouble=in_trouble)


def _checked(state: SourceState) -> datetime:
    return state.checked_at or datetime.min.replace(tzinfo=UTC)
