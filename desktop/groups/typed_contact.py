"""Stored contact of a helper who was typed in on this computer, besides those of group cards.

It is sealed: whom somebody turns to can tell what they need help with.
"""

from __future__ import annotations

from typing import TypeAlias

from desktop.groups.card_rules import NAME_LENGTH, CardText, check_words
from desktop.groups.group import Contact
from desktop.links.phone import dial_in
from desktop.storage.typed_store import ByteStore, TypedStore
from resources.declared import Problem

NAME = "helper"
"""The name under which it is stored; no calendar has it."""

_Kept: TypeAlias = tuple[Contact, ...]


class HelperNameWrong(Problem):
    """What was typed as a name is empty, too long, or not what it looks like."""

    key = "helper_name_wrong"


class HelperPhoneWrong(Problem):
    """What was typed is no telephone number that somebody can be called on."""

    key = "helper_phone_wrong"


class TypedContact:
    """One helper, or none. Until `load`, and without a store, it lasts for this run."""

    def __init__(self) -> None:
        self._store: TypedStore | None = None
        self._kept: _Kept = ()
        self._before: _Kept | None = None

    async def load(self, store: ByteStore) -> None:
        """Read what earlier runs stored; one typed in this run counts more."""
        self._store = TypedStore(store)
        if self._before is None:
            self._kept = await self._store.get(NAME, tuple[Contact, ...]) or ()

    @property
    def contact(self) -> Contact | None:
        """Return the helper, or None."""
        return self._kept[0] if self._kept else None

    @property
    def can_undo(self) -> bool:
        """Say whether there is a change of this run to take back."""
        return self._before is not None and self._before != self._kept

    async def save(self, name: str, phone: str) -> Contact:
        """Store who helps and on which number, and return it as it will be shown.

        Raises `HelperNameWrong` or `HelperPhoneWrong`; then nothing has changed.
        """
        contact = Contact(name=_checked_name(name), phone=_checked_phone(phone))
        await self._set((contact,))
        return contact

    async def remove(self) -> None:
        """Forget the helper; `undo` brings them back in this run."""
        await self._set(())

    async def undo(self) -> None:
        """Take the last change back."""
        if self._before is not None:
            await self._set(self._before)

    async def _set(self, kept: _Kept) -> None:
        if kept == self._kept:
            return
        self._before, self._kept = self._kept, kept
        if self._store is not None:
            await self._store.put(NAME, kept)


def _checked_name(text: str) -> str:
    text = " ".join(text.split())
    try:
        check_words(text, NAME_LENGTH)
    except CardText:
        raise HelperNameWrong from None
    return text


def _checked_phone(text: str) -> str:
    number = dial_in(text)
    if number is None or number.link is None:
        raise HelperPhoneWrong
    return number.number
