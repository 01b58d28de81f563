"""Rules are written question by question, last, and become a card that everybody can add."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop.groups.agreement_draft import (
    AgreementDraft,
    GroupNameWrong,
    RulesTooMany,
    RuleWordsWrong,
)
from desktop.groups.cards import parse_card, write
from desktop.groups.group import Rule
from desktop.storage.sealed_file import SealedFolder
from tests.support.group_cards import card_bytes
from tests.support.memory_keyring import KeptVault

TODAY = date(2026, 11, 27)


async def written(draft: AgreementDraft) -> AgreementDraft:
    await draft.begin("  Tuesday   Tea ", None)
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
    await draft.begin("tuesday tea", None)
    assert draft.group.id == tea
    await draft.begin("Friday Choir", None)
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
            await draft.begin(name, None)
    assert draft.group == before


async def test_a_group_begins_with_the_rules_it_has() -> None:
    """A third rule about one thing is kept too, and what its card leaves out stays left out."""
    rules = [{"about": "turns", "words": f"Rule {number}."} for number in range(3)]
    present = parse_card(card_bytes(group__agreement=["Be kind.", *rules]))
    draft = await written(AgreementDraft())
    await draft.begin(present.group.name, present)
    assert draft.group.rules == present.group.rules
    assert draft.answers["cameras"] == ()
    assert draft.card(TODAY, present).group.rules == present.group.rules
    await draft.answer("turns", ("We take turns.",))
    await draft.begin(present.group.name, present)  # once more: what was written since counts
    assert draft.answers["turns"] == ("We take turns.",)


async def test_no_more_is_written_than_a_card_may_bring() -> None:
    draft = AgreementDraft()
    await draft.begin("Tea", None)
    await draft.answer("other", tuple(f"Rule {number}." for number in range(20)))
    with pytest.raises(RulesTooMany):
        await draft.answer("names", ("One more.",))
    assert "names" not in draft.answers
    parse_card(write(draft.card(TODAY, None)))


async def test_a_card_whose_last_day_is_over_can_be_given_out_again() -> None:
    draft = await written(AgreementDraft())
    for last, kept in ((date(2026, 11, 26), None), (TODAY, TODAY)):
        present = parse_card(card_bytes(expires=last.isoformat()))
        assert draft.card(TODAY, present).expires == kept
