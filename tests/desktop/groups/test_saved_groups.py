from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.vault import Vault
from desktop.groups.cards import GroupCard, parse_card
from desktop.groups.saved_groups import CardOlder, SavedGroups
from desktop.storage.sealed_file import SealedFile, SealedUnreadable, SealedUnsaved
from tests.support.group_cards import card_bytes
from tests.support.memory_keyring import KeptVault

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ID = "tuesday-tea-4f2a"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "groups.sealed"


def start(path: Path, vault: Vault) -> SavedGroups:
    """Open the groups as a fresh start of the app does."""
    groups = SavedGroups(SealedFile(path, vault))
    groups.load()
    return groups


def card(**changes: Any) -> GroupCard:
    return parse_card(card_bytes(**changes))


def test_a_card_sets_up_a_group_that_comes_back(path: Path) -> None:
    vault = KeptVault()
    groups = start(path, vault)
    assert not groups.groups
    assert not groups.sources
    groups.apply(card(), now=NOW)
    again = start(path, vault)
    assert again.groups == (card().group,)
    assert again.card(ID) == card()
    feed, weekly = again.sources
    assert (feed.kind, weekly.kind, weekly.weekly) == ("address", "weekly", card().weekly[0])
    access = again.access(feed)
    assert access is not None and access.address.reveal() == "https://example.org/tea.ics"
    assert again.access(weekly) is None
    assert b"Tea" not in path.read_bytes()


def test_the_same_card_again_changes_nothing(path: Path) -> None:
    groups = start(path, KeptVault())
    groups.apply(card(), now=NOW)
    before = path.read_bytes()
    groups.apply(card(), now=NOW + timedelta(days=30))
    assert path.read_bytes() == before


def test_a_newer_card_changes_the_group_and_can_be_undone_for_seven_days(path: Path) -> None:
    vault = KeptVault()
    groups = start(path, vault)
    groups.apply(card(), now=NOW)
    later = NOW + timedelta(days=30)
    groups.apply(card(made="2026-12-01", group__name="Tea and Cake"), now=later)
    assert [one.name for one in groups.groups] == ["Tea and Cake"]
    assert groups.can_undo(ID, now=later + timedelta(days=7))
    assert not groups.can_undo(ID, now=later + timedelta(days=8))
    groups.undo(ID, now=later + timedelta(days=8))
    assert groups.groups[0].name == "Tea and Cake"
    groups.undo(ID, now=later + timedelta(days=1))
    assert start(path, vault).card(ID) == card()
    assert not groups.can_undo(ID, now=later + timedelta(days=1))


def test_undoing_the_first_card_takes_the_group_away(path: Path) -> None:
    vault = KeptVault()
    groups = start(path, vault)
    groups.apply(card(), now=NOW)
    groups.undo(ID, now=NOW)
    assert start(path, vault).groups == ()
    groups.undo(ID, now=NOW)
    assert not groups.can_undo(ID, now=NOW)


def test_a_card_from_the_future_stands_in_no_ones_way(path: Path) -> None:
    """One that an earlier Parlour has taken: the true card, older by its date, goes over it."""
    groups = start(path, KeptVault())
    groups.apply(card(made="9999-12-31", group__name="Evil"), now=NOW)
    groups.apply(card(), now=NOW)
    assert [one.name for one in groups.groups] == ["Tuesday Tea Group"]


def test_an_older_card_is_refused(path: Path) -> None:
    groups = start(path, KeptVault())
    groups.apply(card(), now=NOW)
    with pytest.raises(CardOlder):
        groups.apply(card(made="2026-10-31", group__name="Old"), now=NOW)
    assert groups.card(ID) == card()


def test_groups_stand_beside_each_other(path: Path) -> None:
    groups = start(path, KeptVault())
    groups.apply(card(), now=NOW)
    groups.apply(card(group__id="thursday-0001", group__name="Thursday"), now=NOW)
    groups.apply(card(made="2026-12-01", calendar=...), now=NOW)
    assert [one.name for one in groups.groups] == ["Tuesday Tea Group", "Thursday"]
    assert [one.id for one in groups.sources] == [
        f"{ID}-weekly-0",
        "thursday-0001-feed",
        "thursday-0001-weekly-0",
    ]
    assert len({one.id for one in groups.sources}) == 3


def test_removing_takes_all_of_it_and_can_be_undone(path: Path) -> None:
    vault = KeptVault()
    groups = start(path, vault)
    groups.apply(card(), now=NOW)
    groups.remove(ID)
    groups.remove("not-there")
    assert start(path, vault).sources == ()
    assert groups.undo_remove() == card().group
    assert start(path, vault).card(ID) == card()
    assert groups.undo_remove() is None


def test_undoing_never_puts_an_old_card_over_a_newer_one(path: Path) -> None:
    groups = start(path, KeptVault())
    groups.apply(card(), now=NOW)
    groups.remove(ID)
    newer = card(made="2026-12-01", group__name="Wednesday Tea")
    groups.apply(newer, now=NOW)
    groups.undo_remove()
    assert groups.groups == (newer.group,)
    assert groups.undo_remove() is None


def test_all_or_nothing_on_a_full_disk(path: Path) -> None:
    groups = start(path, KeptVault())
    path.parent.write_bytes(b"a file where the folder should be")
    with pytest.raises(SealedUnsaved):
        groups.apply(card(), now=NOW)
    assert not groups.groups
    path.parent.unlink()
    groups.apply(card(), now=NOW)
    assert groups.groups == (card().group,)


def test_without_a_kept_vault_they_last_for_this_run(path: Path) -> None:
    groups = start(path, MemoryVault())
    groups.apply(card(), now=NOW)
    assert groups.groups == (card().group,)
    assert not path.parent.exists()


def test_a_damaged_file_is_said_once_and_then_empty(path: Path) -> None:
    vault = KeptVault()
    start(path, vault).apply(card(), now=NOW)
    for each in (path, path.with_name(f"{path.name}.copy")):
        each.write_bytes(each.read_bytes()[:-1])
    groups = SavedGroups(SealedFile(path, vault))
    with pytest.raises(SealedUnreadable):
        groups.load()
    assert groups.load() == ()
