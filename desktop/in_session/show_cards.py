"""Stores the show cards: short sentences to hold up in a session, in the person's own wording.

Stored sealed: a sentence of one's own may name a group, or an illness.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.storage.typed_store import ByteStore, TypedStore
from resources.declared import Problem

if TYPE_CHECKING:
    from resources.words import Words

NAME = "show_cards"
"""The name under which they are stored; no calendar has it."""

BUILT_IN = ("in_turn", "slower", "again")
OWN = ("own_1", "own_2")
"""With the three that are there from the first and a button to add one: five choices."""

LONGEST_CHARS = 120
"""Characters: more cannot be read from a small picture in a meeting."""


class CardEmpty(Problem):
    """A card was to say nothing."""

    key = "show_card_empty"


class CardTooLong(Problem):
    """A card was to say more than can be read from afar."""

    key = "show_card_long"


class CardsFull(Problem):
    """There is no room for one more card."""

    key = "show_cards_full"


@dataclass(frozen=True)
class ShowCard:
    """One card. `is_own`: the person added it; `is_changed`: it has other words than at first."""

    id: str
    text: str
    is_own: bool = False
    is_changed: bool = False


class ShowCards:
    """The cards. Until `load`, and without a store, changes last for this run."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._store: TypedStore | None = None
        self._texts: dict[str, str] = {}
        self._before: dict[str, str] | None = None

    async def load(self, store: ByteStore) -> None:
        """Read the wording of earlier runs; what was written in this one counts more."""
        self._store = TypedStore(store)
        self._texts = (await self._store.get(NAME, dict[str, str]) or {}) | self._texts

    @property
    def all(self) -> tuple[ShowCard, ...]:
        """Return the cards, those of the person's own last."""
        found = (self.find(name) for name in (*BUILT_IN, *OWN))
        return tuple(card for card in found if card is not None)

    @property
    def may_add(self) -> bool:
        """Say whether there is room for one more."""
        return any(name not in self._texts for name in OWN)

    @property
    def can_undo(self) -> bool:
        """Say whether there is a change to take back."""
        return self._before is not None

    def find(self, name: str) -> ShowCard | None:
        """Return the card of that id; None once it was removed."""
        text = self._texts.get(name)
        if name in BUILT_IN:
            return ShowCard(name, text or self._words(f"show_card.{name}"), is_changed=bool(text))
        return ShowCard(name, text, is_own=True) if text else None

    async def add(self, text: str) -> ShowCard:
        """Add a card of the person's own. Raises `CardEmpty`, `CardTooLong` or `CardsFull`."""
        name = next((name for name in OWN if name not in self._texts), None)
        if name is None:
            raise CardsFull(most=len(OWN))
        card = ShowCard(name, checked(text), is_own=True)
        await self._set(self._texts | {name: card.text})
        return card

    async def change(self, name: str, text: str) -> None:
        """Give a card other words. Raises `CardEmpty` or `CardTooLong`."""
        await self._set(self._texts | {name: checked(text)})

    async def drop(self, name: str) -> None:
        """Forget the person's words: a card of their own goes, another says its first words."""
        await self._set({other: text for other, text in self._texts.items() if other != name})

    async def undo(self) -> None:
        """Take the last change back."""
        if self._before is not None:
            await self._set(self._before)
            self._before = None

    async def _set(self, texts: dict[str, str]) -> None:
        if texts == self._texts:
            return
        self._before, self._texts = self._texts, texts
        if self._store is not None:
            await self._store.put(NAME, texts)


def checked(text: str) -> str:
    """Return the words for a card in one line. Raises `CardEmpty` or `CardTooLong`."""
    text = " ".join(text.split())
    if not text:
        raise CardEmpty
    if len(text) > LONGEST_CHARS:
        raise CardTooLong(most=LONGEST_CHARS)
    return text
