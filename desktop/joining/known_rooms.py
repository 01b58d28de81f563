"""Where each series of sessions was held when the person last went there.

Kept sealed: the name of a host can tell the name of a group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from desktop.joining.moved_room import KnownRoom
from desktop.storage.typed_store import ByteStore, TypedStore

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.sessions.session import Session

NAME = "rooms"
"""The name under which they are kept; no calendar has it."""

MOST = 500


class _Row(msgspec.Struct, frozen=True):
    source: str
    room: KnownRoom


class KnownRooms:
    """The rooms that are known. Until `load`, and without a keep, they last for this run."""

    def __init__(self) -> None:
        self._copies: TypedStore | None = None
        self._rows: dict[str, _Row] = {}

    async def load(self, keep: ByteStore) -> None:
        """Read what earlier runs knew; what this run has learned already counts more."""
        self._copies = TypedStore(keep)
        self._rows = (await self._copies.get(NAME, dict[str, _Row]) or {}) | self._rows

    def of(self, session: Session) -> KnownRoom | None:
        """Return where the series of a session was held the last time, or None."""
        row = self._rows.get(session.series)
        return row.room if row else None

    async def remember(self, session: Session, room: KnownRoom) -> None:
        """The person has gone to `room` for this session."""
        if self.of(session) != room:
            rows = self._rows | {session.series: _Row(session.source, room)}
            await self._set(dict(list(rows.items())[-MOST:]))

    async def keep_only(self, sources: Collection[str]) -> None:
        """Forget the rooms of calendars that are not among `sources`."""
        await self._set({name: row for name, row in self._rows.items() if row.source in sources})

    async def _set(self, rows: dict[str, _Row]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        if self._copies is not None:
            await self._copies.put(NAME, rows)
