"""The safe place for links: locked at the start, opened later, nothing lost on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.calendars.unlock import Unlocking
from desktop.credentials.keyring_vault import Choice
from desktop.credentials.memory_vault import SessionVault
from desktop.credentials.vault import KeyringLocked, NoKeyring
from tests.support.shelf_life import Life, tea


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    """Start a life whose shelf is not unlocked yet."""
    life = Life(tmp_path)
    yield life
    await life.shelf.close()


async def test_an_open_place_is_no_trouble(life: Life) -> None:
    assert await Unlocking(life.shelf, lambda: Choice(life.vault)).open()
    assert life.shelf.trouble is None and life.shelf.is_kept


async def test_where_there_never_was_one_nothing_is_locked_away(life: Life) -> None:
    unlocking = Unlocking(life.shelf, lambda: Choice(SessionVault(), NoKeyring()))
    assert await unlocking.open()
    assert not life.shelf.is_kept


async def test_what_was_added_while_it_was_locked_is_kept_when_it_opens(life: Life) -> None:
    await life.shelf.unlock(life.vault)
    await life.shelf.add_file(life.file("old.ics", tea("Old", "1")))
    await life.shelf.close()
    life.shelf = life.new_shelf()
    choices = [Choice(SessionVault(), KeyringLocked()) for _ in range(2)] + [Choice(life.vault)]
    unlocking = Unlocking(life.shelf, lambda: choices.pop(0))

    assert not await unlocking.open()
    assert isinstance(life.shelf.trouble, KeyringLocked)
    await life.shelf.add_file(life.file("new.ics", tea("New", "2")))
    assert not await unlocking.open()  # still locked
    assert life.titles() == ["New"]
    assert await unlocking.open()
    assert life.shelf.trouble is None
    assert sorted(life.titles()) == ["New", "Old"]
    await life.restart()
    assert sorted(life.titles()) == ["New", "Old"]


async def test_a_place_that_locks_itself_while_it_is_read_is_asked_again(life: Life) -> None:
    await life.shelf.unlock(life.vault)
    await life.shelf.add_file(life.file("old.ics", tea("Old", "1")))
    await life.shelf.close()
    life.shelf = life.new_shelf()
    unlocking = Unlocking(life.shelf, lambda: Choice(life.vault))
    life.vault.is_locked = True
    assert not await unlocking.open()
    life.vault.is_locked = False
    assert await unlocking.open()
    assert life.titles() == ["Old"]
