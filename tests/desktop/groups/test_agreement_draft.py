"""Rules are written question by question, last, and become a card that everybody can add."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.groups.agreement_draft import AgreementDraft, GroupNameWrong, RuleWordsWrong
from desktop.groups.cards import parse_card, write
from desktop.groups.group import Rule
from desktop.storage.sealed_file import SealedFolder
from tests.support.group_cards import card_bytes
from tests.support.memory_keyring import KeptVault

TODAY = date(2026, 11, 27)


async def written(draft: AgreementDraft) -> AgreementDraft:
    await draft.begin("  Tuesday   Tea ")
    await draft.answer("stays", ("What is said here stays here.", "  "))
    await draft.answer("cameras", ("Cameras are  a choice.", "Nobody has to say why."))
    await draft.answer("chat", ("", ""))
    return draft


async def test_it_lasts(tmp_path: Path) -> None:
    store = SealedFolder(tmp_path, KeptVault())
    draft = AgreementDraft()
    await draft.load(store)
    await written(draft)
    again = AgreementDraft()
    await again.load(store)
    assert again.name == "Tuesday Tea" and again.group == draft.group
    assert again.answers["chat"] == () and "names" not in again.answers


async def test_another_name_is_another_group() -> None:
    draft = await written(AgreementDraft())
    tea = draft.group.id
    await draft.begin("tuesday tea")
    assert draft.group.id == tea
    await draft.begin("Friday Choir")
    assert draft.group.id != tea and len(draft.group.rules) == 3


async def test_a_card_is_made_that_a_computer_takes() -> None:
    draft = await written(AgreementDraft())
    card = parse_card(write(draft.card(TODAY, None)))
    assert (card.made, card.group.agreed, card.group.name) == (TODAY, TODAY, "Tuesday Tea")
    assert card.group.rules == (
        Rule(about="cameras", words="Cameras are a choice."),
        Rule(about="cameras", words="Nobody has to say why."),
        Rule(about="stays", words="What is said here stays here."),
    )
    assert draft.card(TODAY, None).group.id == card.group.id  # the next card is the same group's


async def test_all_else_is_as_on_the_present_card() -> None:
    present = parse_card(card_bytes())
    draft = await written(AgreementDraft())
    card = parse_card(write(draft.card(TODAY, present)))
    assert card.group.rules == draft.group.rules and card.made == TODAY
    assert (card.group.id, card.group.name) == (present.group.id, present.group.name)
    assert (card.weekly, card.calendar) == (present.weekly, present.calendar)


async def test_what_is_no_plain_sentence_changes_nothing() -> None:
    draft = await written(AgreementDraft())
    before = draft.group
    for lines in (("<b>Loud</b>",), ("Fine.", "x" * 301), ("turned \u202ednuor",)):
        with pytest.raises(RuleWordsWrong):
            await draft.answer("cameras", lines)
    for name in ("", "   ", "x" * 81):
        with pytest.raises(GroupNameWrong):
            await draft.begin(name)
    assert draft.group == before
