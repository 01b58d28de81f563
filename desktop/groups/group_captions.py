"""Stored choice of the groups whose cards do not set captions: the person sets them instead.

It is sealed: the id of a group stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.storage.typed_store import ByteStore, TypedStore

if TYPE_CHECKING:
    from desktop.groups.group import Group

NAME = "group-captions"
"""The name under which they are stored; no calendar has it."""


class GroupCaptions:
    """Whose captions are as the group's card says. Until `load` the choices last for this run."""

    def __init__(self) -> None:
        self._copies: TypedStore | None = None
        self._own: frozenset[str] = frozenset()

    async def load(self, store: ByteStore) -> None:
        """Read what earlier runs stored; what this run has learned is stored beside it."""
        self._copies = TypedStore(store)
        self._own |= await self._copies.get(NAME, frozenset[str]) or frozenset()

    def start(self, group: Group | None) -> bool:
        """Say whether captions start by themselves in the sessions of a group."""
        return group is not None and bool(group.captions) and group.id not in self._own

    def language(self, group: Group | None) -> str:
        """Return the code (ISO 639) of the language that a group's captions are in, or ""."""
        if group is None or group.id in self._own:
            return ""
        return group.language.partition("-")[0]

    async def follow_card(self, group: str, *, follow: bool) -> None:
        """Do as the card of a group says, or leave captions as the person has set them."""
        own = self._own - {group} if follow else self._own | {group}
        if own != self._own:
            self._own = own
            if self._copies is not None:
                await self._copies.put(NAME, own)
