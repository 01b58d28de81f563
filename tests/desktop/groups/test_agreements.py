"""Rules are asked about until the person is happy with them as they are; what changed is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.groups.agreements import Agreements, Changes
from desktop.groups.cards import parse_card
from desktop.groups.group import SUBJECTS, Group
from desktop.storage.sealed_file import SealedFolder
from tests.support.group_cards import card_bytes
from tests.support.memory_keyring import KeptVault

CAMERAS = {"about": "cameras", "words": "Cameras are a choice."}
NAMES = {"about": "names", "words": "A first name is enough."}
STAYS = {"about": "stays", "words": "What is said here stays here."}


def group(*rules: Any) -> Group:
    return parse_card(card_bytes(group__agreement=list(rules))).group


async def test_nobody_is_asked_where_there_are_no_rules() -> None:
    agreements = Agreements()
    assert not agreements.must_ask(None)
    assert not agreements.must_ask(group())


async def test_once_happy_nobody_is_asked_again_in_any_run(tmp_path: Path) -> None:
    store, tea = SealedFolder(tmp_path, KeptVault()), group(CAMERAS, NAMES)
    agreements = Agreements()
    await agreements.load(store)
    assert agreements.must_ask(tea) and not agreements.changes(tea)
    await agreements.be_happy(tea)
    again = Agreements()
    await again.load(store)
    assert not again.must_ask(tea)
    assert not again.must_ask(group(NAMES, CAMERAS))  # another order is no change


async def test_a_change_is_asked_about_and_named() -> None:
    agreements = Agreements()
    await agreements.be_happy(group(CAMERAS, NAMES))
    newer = group(STAYS, CAMERAS)
    assert agreements.must_ask(newer)
    assert agreements.changes(newer) == Changes(frozenset({STAYS["words"]}), (NAMES["words"],))
    assert agreements.must_ask(group(NAMES))  # one rule less is a change too
    await agreements.be_happy(newer)
    assert not agreements.must_ask(newer) and not agreements.changes(newer)


async def test_a_rule_that_only_says_now_what_it_is_about_has_not_changed() -> None:
    agreements = Agreements()
    await agreements.be_happy(group(CAMERAS["words"], NAMES["words"]))
    assert not agreements.must_ask(group(CAMERAS, NAMES))


async def test_who_talks_first_is_asked_again_another_day(tmp_path: Path) -> None:
    store, tea = SealedFolder(tmp_path, KeptVault()), group(CAMERAS)
    agreements = Agreements()
    await agreements.load(store)
    agreements.ask_another_day(tea)
    assert not agreements.must_ask(tea)
    again = Agreements()
    await again.load(store)
    assert again.must_ask(tea)


async def test_what_was_answered_before_the_store_was_open_counts(tmp_path: Path) -> None:
    store, tea = SealedFolder(tmp_path, KeptVault()), group(CAMERAS)
    agreements = Agreements()
    await agreements.be_happy(tea)
    await agreements.load(store)
    assert not agreements.must_ask(tea)


def test_rules_stand_in_the_order_of_what_they_are_about() -> None:
    every = [{"about": about, "words": f"About {about}."} for about in reversed(SUBJECTS)]
    rules = group("A line alone.", *every).rules
    assert [one.about for one in rules] == [*SUBJECTS, "other"]
    assert [one.words for one in rules[-2:]] == ["A line alone.", "About other."]
