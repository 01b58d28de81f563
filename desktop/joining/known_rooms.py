"""Remembers the service and host of each series when last joined, and notices when it moves.

Stored sealed: the name of a host can tell the name of a group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from desktop.links.services import known_services
from desktop.storage.typed_store import ByteStore, TypedStore
from resources.declared import Setting

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop.links.policy import LinkVerdict
    from desktop.sessions.session import Session

ASK_WHEN_MOVED = Setting("joining.ask_when_moved", False, (False, True))
"""Whether the helper is to be asked before the person follows a session to another place."""

NAME = "rooms"
"""The name under which they are stored; no calendar has it."""

MOST_SERIES = 500
"""Series that are remembered; the oldest is forgotten first."""


@dataclass(frozen=True)
class KnownRoom:
    """Where a session was held the last time: enough to notice a move, and no secret."""

    service: str
    host: str


@dataclass(frozen=True)
class MovedRoom:
    """A session whose link now goes to another service or host."""

    before: KnownRoom
    now: KnownRoom

    @property
    def key(self) -> str:
        """Name the words that say it; `details` fill their blanks."""
        return "room.new_service" if self.before.service != self.now.service else "room.new_host"

    @property
    def details(self) -> dict[str, str | int]:
        """Fill the blanks of those words."""
        by_service = self.key == "room.new_service"
        before, now = self.before, self.now
        return {
            "before": before.service if by_service else before.host,
            "now": now.service if by_service else now.host,
        }


def room_of(link: LinkVerdict) -> KnownRoom | None:
    """Return what to remember of an allowed link."""
    if link.verdict != "allow" or link.service is None or link.host is None:
        return None
    return KnownRoom(link.service, link.host)


def moved_room(before: KnownRoom | None, link: LinkVerdict) -> MovedRoom | None:
    """Compare an allowed link with where the session was before.

    The hosts of one known service (us02web.zoom.us, us06web.zoom.us) change from
    week to week and are no move; a host that a group added is.
    """
    now = room_of(link)
    if before is None or now is None or before == now:
        return None
    services = known_services()
    both_known = services.at(before.host) is not None and services.at(now.host) is not None
    return None if before.service == now.service and both_known else MovedRoom(before, now)


class _Row(msgspec.Struct, frozen=True):
    source: str
    room: KnownRoom


class KnownRooms:
    """The rooms that are known. Until `load`, and without a store, they last for this run."""

    def __init__(self) -> None:
        self._store: TypedStore | None = None
        self._rows: dict[str, _Row] = {}

    async def load(self, store: ByteStore) -> None:
        """Read what earlier runs knew; what this run has learned already counts more."""
        self._store = TypedStore(store)
        self._rows = (await self._store.get(NAME, dict[str, _Row]) or {}) | self._rows

    def of(self, session: Session) -> KnownRoom | None:
        """Return where the series of a session was held the last time, or None."""
        row = self._rows.get(session.series)
        return row.room if row else None

    async def remember(self, session: Session, room: KnownRoom) -> None:
        """The person has gone to `room` for this session."""
        if self.of(session) != room:
            rows = self._rows | {session.series: _Row(session.source, room)}
            await self._set(dict(list(rows.items())[-MOST_SERIES:]))

    async def keep_only(self, sources: Collection[str]) -> None:
        """Forget the rooms of calendars that are not among `sources`."""
        await self._set({name: row for name, row in self._rows.items() if row.source in sources})

    async def _set(self, rows: dict[str, _Row]) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        if self._store is not None:
            await self._store.put(NAME, rows)
