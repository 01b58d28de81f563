"""Cards to show: the first words, the person's own, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.in_session.show_cards import (
    BUILT_IN,
    LONGEST_CHARS,
    CardEmpty,
    CardsFull,
    CardTooLong,
    ShowCards,
)
from desktop.storage.sealed_file import SealedFolder
from resources.words import Words
from tests.support.memory_keyring import KeptVault

OWN = "I am Ruth. Please type it."


@pytest.fixture
def cards() -> ShowCards:
    """Return the cards as they are at first."""
    return ShowCards(Words())


def on_disk(folder: Path) -> bytes:
    """Return all that stands in the files there."""
    files = sorted(folder.iterdir())
    assert files
    return b"".join(file.read_bytes() for file in files)


def texts(cards: ShowCards) -> list[str]:
    return [card.text for card in cards.all]


def test_three_are_there_from_the_first(cards: ShowCards) -> None:
    assert texts(cards) == [
        "I am deaf and read captions. Please speak one at a time.",
        "Please slow down.",
        "Please say that again.",
    ]
    assert not cards.can_undo


async def test_a_card_with_other_words_can_have_its_first_ones_again(cards: ShowCards) -> None:
    await cards.change("slower", "  Slowly,\n please. ")
    slower = cards.find("slower")
    assert slower is not None and slower.text == "Slowly, please." and slower.is_changed
    await cards.drop("slower")
    assert texts(cards)[1] == "Please slow down."
    await cards.undo()
    assert texts(cards)[1] == "Slowly, please."


async def test_two_of_ones_own_can_be_added_and_removed(cards: ShowCards) -> None:
    first = await cards.add(OWN)
    await cards.add("Another")
    assert texts(cards)[3:] == [OWN, "Another"]
    assert not cards.may_add
    with pytest.raises(CardsFull):
        await cards.add("One more")
    await cards.drop(first.id)
    assert cards.find(first.id) is None and cards.may_add
    await cards.undo()
    assert texts(cards)[3:] == [OWN, "Another"]
    assert not cards.can_undo


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", CardEmpty), (" \n", CardEmpty), ("x" * (LONGEST_CHARS + 1), CardTooLong)],
)
async def test_what_cannot_be_read_from_afar_is_no_card(
    cards: ShowCards, text: str, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        await cards.add(text)
    with pytest.raises(problem):
        await cards.change(BUILT_IN[0], text)
    assert len(cards.all) == len(BUILT_IN)


async def test_they_come_back_after_a_restart_and_tell_nothing_on_the_disk(tmp_path: Path) -> None:
    vault = KeptVault()
    early = ShowCards(Words())
    await early.change("again", "Once more?")
    await early.load(SealedFolder(tmp_path, vault))
    await early.add(OWN)
    later = ShowCards(Words())
    await later.load(SealedFolder(tmp_path, vault))
    assert texts(later)[2:] == ["Once more?", OWN]
    assert b"Ruth" not in on_disk(tmp_path)
