"""What changed and was not seen yet, kept across restarts."""

from __future__ import annotations

import asyncio
from datetime import datetime

from desktop.sessions.changes import Change, compare, joined
from desktop.sessions.session import CalendarReading
from desktop.storage.typed_store import TypedStore

NAME = "changes"
"""The name under which they are kept; no source may have it."""


class UnseenChanges:
    """The changes still to be said."""

    def __init__(self, copies: TypedStore) -> None:
        self._copies = copies
        self._loaded = False
        self.changes: tuple[Change, ...] = ()

    async def load(self) -> None:
        """Read what an earlier run left unseen; once."""
        if not self._loaded:
            self._loaded = True
            self.changes = await self._copies.get(NAME, tuple[Change, ...]) or ()

    async def compare(self, old: CalendarReading, new: CalendarReading, now: datetime) -> None:
        """Add what changed; a reading that was stopped early says nothing of the rest."""
        if not old.stopped and not new.stopped:
            fresh = await asyncio.to_thread(compare, old.sessions, new.sessions, now)
            await self._set(tuple(joined(self.changes, fresh, now)))

    async def seen(self, change: Change) -> None:
        """Say `change` no more."""
        await self._set(tuple(one for one in self.changes if one.key != change.key))

    async def _set(self, changes: tuple[Change, ...]) -> None:
        if changes != self.changes:
            self.changes = changes
            await self._copies.put(NAME, changes)
