"""Stored answers to groups' agreements: which rules the person was happy with, and what is new.

They are sealed: the ids and the rules of groups stand in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.storage.typed_store import ByteStore, TypedStore

if TYPE_CHECKING:
    from desktop.groups.group import Group

NAME = "agreements"
"""The name under which they are stored; no calendar has it."""


@dataclass(frozen=True)
class Changes:
    """What became of an agreement since the person was happy with it: words of its rules."""

    new: frozenset[str] = frozenset()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


class Agreements:
    """What the person answered to each group's rules. Until `load` it lasts for this run."""

    def __init__(self) -> None:
        self._store: TypedStore | None = None
        self._happy: dict[str, tuple[str, ...]] = {}
        self._another_day: set[str] = set()

    async def load(self, store: ByteStore) -> None:
        """Read what earlier runs stored; what was answered in this run counts more."""
        self._store = TypedStore(store)
        stored = await self._store.get(NAME, dict[str, tuple[str, ...]]) or {}
        self._happy = {**stored, **self._happy}

    def must_ask(self, group: Group | None) -> bool:
        """Say whether a group has rules that the person has not said yes to as they are now."""
        if group is None or not group.rules or group.id in self._another_day:
            return False
        return group.id not in self._happy or bool(self._since(group))

    def changes(self, group: Group) -> Changes:
        """Return what changed since the person was happy; nothing where they never were.

        Another order is no change, nor is the same rule told under another heading.
        """
        return self._since(group) if group.id in self._happy else Changes()

    async def be_happy(self, group: Group) -> None:
        """Store that the person is happy with the rules as they are now."""
        self._happy[group.id] = _words_of(group)
        if self._store is not None:
            await self._store.put(NAME, self._happy)

    def ask_another_day(self, group: Group) -> None:
        """Ask no more in this run: the person joins now, and will talk about the rules."""
        self._another_day.add(group.id)

    def _since(self, group: Group) -> Changes:
        known, now = self._happy[group.id], _words_of(group)
        gone = tuple(rule for rule in known if rule not in now)
        return Changes(frozenset(now) - frozenset(known), gone)


def _words_of(group: Group) -> tuple[str, ...]:
    return tuple(rule.words for rule in group.rules)
