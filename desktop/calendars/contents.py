"""What there is on the person's shelf: the calendars, the groups, and what is known of each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.calendars.store import CalendarStore
    from desktop.feeds.saved_calendars import CalendarSource
    from desktop.feeds.source_state import SourceState
    from desktop.feeds.timetable import Timetable
    from desktop.groups.allowed_sites import AllowedSites
    from desktop.groups.group import Contact, Group
    from desktop.sessions.session import Session
    from resources.declared import Problem


class Contents:
    """The calendars and groups to look at; nothing before the shelf is unlocked.

    `trouble` is why the safe place for links is shut although something may lie in
    it; None where it is open or there is none.
    """

    def __init__(self) -> None:
        self._open: CalendarStore | None = None
        self.trouble: Problem | None = None

    @property
    def is_kept(self) -> bool:
        """Say whether what is added now will be there after a restart."""
        return self._open is None or self._open.is_kept

    @property
    def timetable(self) -> Timetable | None:
        """Return the timetable; None before the shelf is unlocked."""
        return self._open.timetable if self._open else None

    @property
    def sources(self) -> tuple[CalendarSource, ...]:
        """Return every calendar: the person's own, then those that cards brought."""
        return self._open.sources if self._open else ()

    def source(self, identity: str) -> CalendarSource | None:
        """Return one calendar, or None if it is gone."""
        return next((one for one in self.sources if one.id == identity), None)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups that cards have set up."""
        return self._open.groups.groups if self._open else ()

    def group_of(self, session: Session | None) -> Group | None:
        """Return the group that a session is of, where a card set it up.

        A calendar that no card brought belongs to the only group there is, if there is one.
        """
        source = self.source(session.source) if session else None
        if source is None:
            return None
        if not source.group:
            return self.groups[0] if len(self.groups) == 1 else None
        return next((group for group in self.groups if group.id == source.group), None)

    @cached_property
    def websites(self) -> AllowedSites:
        """The websites that a helper has allowed."""
        from desktop.groups.allowed_sites import AllowedSites

        return AllowedSites()

    @property
    def hosts(self) -> Collection[str]:
        """Return the exact hosts that group cards and a helper have added."""
        carded = (host for group in self.groups for host in group.hosts)
        return frozenset((*carded, *self.websites.hosts))

    @property
    def helper(self) -> Contact | None:
        """Return the first person to turn to that a group card names."""
        return next((group.contact for group in self.groups if group.contact), None)

    def state(self, identity: str) -> SourceState | None:
        """Return what is known of one calendar."""
        states = self._open.timetable.states if self._open else ()
        return next((state for state in states if state.id == identity), None)
