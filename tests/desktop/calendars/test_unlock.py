"""The safe place for links: locked at the start, opened later, nothing lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.calendars.store import CardOffer
from desktop.calendars.unlock import Unlocker
from desktop.credentials.keyring_vault import VaultChoice
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.vault import KeyringLocked, NoKeyring
from desktop.sessions.weekly import WeeklyRule
from desktop.storage.sealed_file import SealedOtherKey, SealedUnread
from tests.support.calendar_store_life import CalendarStoreLife, PromptingVault, tea
from tests.support.group_cards import card_bytes

RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")


def kinds(life: CalendarStoreLife) -> list[str]:
    """Say what kind each calendar is."""
    return [source.kind for source in life.calendars.sources]


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[CalendarStoreLife]:
    """Start a life whose calendars are not unlocked yet."""
    life = CalendarStoreLife(tmp_path)
    yield life
    await life.calendars.close()


async def test_an_open_place_is_no_trouble(life: CalendarStoreLife) -> None:
    assert await Unlocker(life.calendars, lambda: VaultChoice(life.vault)).open()
    assert life.calendars.trouble is None and life.calendars.is_kept


async def test_where_there_never_was_one_nothing_is_locked_away(life: CalendarStoreLife) -> None:
    unlocker = Unlocker(life.calendars, lambda: VaultChoice(MemoryVault(), NoKeyring()))
    assert await unlocker.open()
    assert not life.calendars.is_kept


async def test_what_was_added_while_it_was_locked_is_kept_when_it_opens(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.unlock(life.vault)
    await life.calendars.add_file(life.file("old.ics", tea("Old", "1")))
    await life.calendars.close()
    life.calendars = life.new_calendars()
    choices = [VaultChoice(MemoryVault(), KeyringLocked()) for _ in range(2)] + [
        VaultChoice(life.vault)
    ]
    unlocker = Unlocker(life.calendars, lambda: choices.pop(0))

    assert not await unlocker.open()
    assert isinstance(life.calendars.trouble, KeyringLocked)
    await life.calendars.add_file(life.file("new.ics", tea("New", "2")))
    assert not await unlocker.open()  # still locked
    assert life.titles() == ["New"]
    assert await unlocker.open()
    assert life.calendars.trouble is None
    assert sorted(life.titles()) == ["New", "Old"]
    await life.restart()
    assert sorted(life.titles()) == ["New", "Old"]


async def test_a_place_that_locks_itself_while_it_is_read_is_asked_again(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.unlock(life.vault)
    await life.calendars.add_file(life.file("old.ics", tea("Old", "1")))
    await life.calendars.close()
    life.calendars = life.new_calendars()
    unlocker = Unlocker(life.calendars, lambda: VaultChoice(life.vault))
    life.vault.is_locked = True
    assert not await unlocker.open()
    life.vault.is_locked = False
    assert await unlocker.open()
    assert life.titles() == ["Old"]


async def test_d1_lists_that_cannot_be_read_for_a_moment_come_back_by_themselves(
    life: CalendarStoreLife,
) -> None:
    await life.calendars.unlock(life.vault)
    await life.calendars.add_weekly(RULE)
    place = life.private / "calendars.sealed"
    away = place.rename(life.private / "away")
    place.mkdir()  # whatever it is, it cannot be read as a file
    with pytest.raises(SealedUnread):
        await life.restart()
    with pytest.raises(SealedUnread):
        await life.calendars.add_file(life.file("tea.ics", tea()))
    place.rmdir()
    away.rename(place)
    assert kinds(life) == [] and not life.calendars.must_load_again
    life.clock.moment += timedelta(minutes=1)
    assert life.calendars.must_load_again
    await life.calendars.refresh_due()
    assert kinds(life) == ["weekly"] and not life.calendars.must_load_again


async def test_d1_another_keyring_for_a_while_loses_nothing(life: CalendarStoreLife) -> None:
    await life.calendars.unlock(life.vault)
    await life.calendars.add_weekly(RULE)
    offer = await life.calendars.open_file(life.file("a.parlour", card_bytes(calendar=...)))
    assert isinstance(offer, CardOffer)
    await life.calendars.apply_card(offer)
    usual, life.vault = life.vault, PromptingVault()
    with pytest.raises(SealedOtherKey):
        await life.restart()
    await life.calendars.add_file(life.file("walk.ics", tea("Walk")))
    with pytest.raises(SealedOtherKey):  # the groups still have the usual key
        await life.restart()
    assert kinds(life) == ["file"]
    life.vault = usual
    await life.restart()
    assert kinds(life) == ["weekly", "weekly"] and life.calendars.groups
