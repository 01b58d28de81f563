"""Captions are as a group's card says until the person says otherwise; that lasts."""

from __future__ import annotations

from pathlib import Path

from desktop.groups.cards import parse_card
from desktop.groups.group import Group
from desktop.groups.group_captions import GroupCaptions
from desktop.storage.sealed_file import SealedFolder
from tests.support.group_cards import card_bytes
from tests.support.memory_keyring import KeptVault


def group(**changes: object) -> Group:
    return parse_card(card_bytes(**changes)).group


async def test_the_choice_lasts_and_can_be_put_back(tmp_path: Path) -> None:
    store, tea = SealedFolder(tmp_path, KeptVault()), group()
    choice = GroupCaptions()
    await choice.load(store)
    assert choice.start(tea) and choice.language(tea) == "en"
    await choice.follow_card(tea.id, follow=False)
    again = GroupCaptions()
    await again.load(store)
    assert not again.start(tea) and again.language(tea) == ""
    await again.follow_card(tea.id, follow=True)
    assert again.start(tea) and again.language(tea) == "en"


def test_a_card_that_says_nothing_sets_nothing() -> None:
    choice = GroupCaptions()
    assert not choice.start(None) and choice.language(None) == ""
    assert not choice.start(group(group__captions=...))
    assert choice.language(group(group__language=...)) == ""
    assert choice.language(group(group__language="cy")) == "cy"
