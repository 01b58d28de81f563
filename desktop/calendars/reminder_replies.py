"""Stored replies to reminders: "not today" is asked once, a muted series stays muted."""

from __future__ import annotations

import asyncio
from datetime import datetime

from desktop.sessions.reminder_rules import Kind, Reply, answered, without
from desktop.sessions.session import Session
from desktop.storage.typed_store import ByteStore, TypedStore

NAME, QUIET = "answers", "quiet"
"""The names under which they are stored; no source may have one."""


class ReminderReplies:
    """The replies that still matter, and the `quiet` series: those never to be reminded of.

    Until `load` they last for this run.
    """

    def __init__(self) -> None:
        self._copies: TypedStore | None = None
        self._lock = asyncio.Lock()
        self.all: tuple[Reply, ...] = ()
        self.quiet: frozenset[str] = frozenset()

    async def load(self, store: ByteStore) -> None:
        """Read those of earlier runs; what was said in this one comes after them."""
        self._copies = TypedStore(store)
        stored = await self._copies.get(NAME, tuple[Reply, ...]) or ()
        self.all = tuple(dict.fromkeys((*stored, *self.all)))
        self.quiet |= await self._copies.get(QUIET, frozenset[str]) or frozenset()

    # Each of these counts at once; `save` sees that it is there after a restart

    def give(self, session: Session, kind: Kind, now: datetime) -> None:
        """The person has answered a reminder of `session`, or has joined it."""
        self.all = answered(self.all, session, kind, now)

    def take_back(self, session: Session) -> None:
        """The person wants to be reminded of `session` after all."""
        self.all = without(self.all, session, "not_today")

    def mute(self, series: str, *, is_quiet: bool) -> None:
        """Remind no more of a series, or again."""
        self.quiet = self.quiet | {series} if is_quiet else self.quiet - {series}

    async def save(self) -> None:
        """Store what is there now."""
        async with self._lock:  # what was said last is written last
            if self._copies is not None:
                await self._copies.put(NAME, self.all)
                await self._copies.put(QUIET, sorted(self.quiet))
