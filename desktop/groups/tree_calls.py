"""Stored days on which the person called somebody in a telephone tree.

They are sealed: the names of people and groups stand in them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.storage.typed_store import ByteStore, TypedStore

if TYPE_CHECKING:
    from desktop.groups.group import TreePerson

NAME = "tree_calls"
"""The name under which they are stored; no calendar has it."""

_Days = dict[str, dict[str, date]]
"""By the id of the group: the last day on which each person was called."""


class TreeCalls:
    """The last call to each person. Until `load`, and without a store, it lasts for this run."""

    def __init__(self) -> None:
        self._store: TypedStore | None = None
        self._days: _Days = {}
        self._before: dict[tuple[str, str], date | None] = {}

    async def load(self, store: ByteStore) -> None:
        """Read what earlier runs stored; what was marked in this run counts more."""
        self._store = TypedStore(store)
        stored = await self._store.get(NAME, _Days) or {}
        groups = {*stored, *self._days}
        self._days = {one: stored.get(one, {}) | self._days.get(one, {}) for one in groups}

    def called_on(self, group: str, person: TreePerson) -> date | None:
        """Return the last day on which the person called somebody, or None."""
        return self._days.get(group, {}).get(_key(person))

    async def mark(self, group: str, person: TreePerson, day: date) -> None:
        """Store that the person called somebody on a day."""
        before = self.called_on(group, person)
        if before != day:
            self._before[group, _key(person)] = before
        await self._set(group, person, day)

    async def take_back(self, group: str, person: TreePerson) -> None:
        """Store that there was no such call: what was there before is there again."""
        await self._set(group, person, self._before.pop((group, _key(person)), None))

    async def _set(self, group: str, person: TreePerson, day: date | None) -> None:
        days = self._days.setdefault(group, {})
        days.pop(_key(person), None)
        if day is not None:
            days[_key(person)] = day
        if self._store is not None:
            await self._store.put(NAME, self._days)


def _key(person: TreePerson) -> str:
    return f"{person.name} {person.phone}"
