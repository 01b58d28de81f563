"""What `parlour card` does with a card's file: check it, set its group up, write one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop.credentials.keyring_vault import VaultChoice
from desktop.groups import cards
from desktop.groups.cards import GroupCard, MayOpen
from desktop.groups.saved_groups import SavedGroups
from desktop.storage.sealed_file import SealedFile
from desktop.system.files import write_whole
from resources.declared import Problem


class CardNotKept(Problem):
    """There is no safe place on this computer, so a group set up now would be gone at once."""

    key = "card_not_kept"


class CardThere(Problem):
    """A file of that name is there already; it is not written over."""

    key = "card_there"


class CardUnwritten(Problem):
    """The file cannot be written."""

    key = "card_unwritten"


def read_card(path: Path, now: datetime, may_open: MayOpen) -> GroupCard:
    """Read a card as somebody who wants to add it today. Raises what `open_card` raises."""
    return cards.open_card(cards.read_file(path), today=now.date(), may_open=may_open)


def open_groups(private: Path, choice: VaultChoice) -> SavedGroups:
    """Return the groups on this computer. Raises `CardNotKept`, and what `load` raises."""
    if not choice.vault.is_kept:
        raise CardNotKept
    groups = SavedGroups(SealedFile(private / "groups.sealed", choice.vault))
    groups.load()
    return groups


def write_card(path: Path, body: bytes) -> GroupCard:
    """Check a card given as JSON, and write it as a file. Raises a `Problem`; then nothing is."""
    card = cards.read(body)
    if path.exists():
        raise CardThere
    try:
        write_whole(path, cards.write(card))
    except OSError:
        raise CardUnwritten from None
    return card
