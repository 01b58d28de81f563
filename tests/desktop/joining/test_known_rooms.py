"""Where sessions were held is remembered across restarts, sealed, and forgotten in time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.joining.known_rooms import NAME, KnownRooms
from desktop.joining.moved_room import KnownRoom
from desktop.sessions.session import Session
from desktop.storage.sealed_file import SealedFolder
from tests.support.kept_vault import KeptVault

START = datetime(2026, 11, 24, 14, tzinfo=UTC)
WHEREBY = KnownRoom("Whereby", "tuesday-tea.whereby.com")
ZOOM = KnownRoom("Zoom", "zoom.us")


def session(series: str, source: str = "a") -> Session:
    """Return a session of a series."""
    return Session(id="1", series=series, source=source, title="Tea", start=START, end=START)


@pytest.fixture
def vault() -> KeptVault:
    """Return a vault that outlives a start."""
    return KeptVault()


def on_disk(folder: Path) -> bytes:
    """Return what stands in the one file there."""
    (file,) = folder.iterdir()
    return file.read_bytes()


async def started(folder: Path, vault: KeptVault) -> KnownRooms:
    """Return the rooms as a fresh start of the app knows them."""
    rooms = KnownRooms()
    await rooms.load(SealedFolder(folder, vault))
    return rooms


async def test_rooms_come_back_after_a_restart_and_tell_nothing_on_the_disk(
    tmp_path: Path, vault: KeptVault
) -> None:
    await (await started(tmp_path, vault)).remember(session("tea"), WHEREBY)
    assert (await started(tmp_path, vault)).of(session("tea")) == WHEREBY
    assert b"tuesday-tea" not in on_disk(tmp_path)


async def test_what_was_learned_before_the_vault_opened_is_kept(
    tmp_path: Path, vault: KeptVault
) -> None:
    await (await started(tmp_path, vault)).remember(session("walk"), ZOOM)
    early = KnownRooms()
    await early.remember(session("tea"), WHEREBY)
    await early.load(SealedFolder(tmp_path, vault))
    assert (early.of(session("tea")), early.of(session("walk"))) == (WHEREBY, ZOOM)


async def test_rooms_of_a_calendar_that_went_are_forgotten(
    tmp_path: Path, vault: KeptVault
) -> None:
    rooms = await started(tmp_path, vault)
    await rooms.remember(session("tea", "a"), WHEREBY)
    await rooms.remember(session("walk", "b"), ZOOM)
    await rooms.keep_only(["b"])
    again = await started(tmp_path, vault)
    assert (again.of(session("tea")), again.of(session("walk"))) == (None, ZOOM)


async def test_a_locked_keyring_and_a_spoilt_file_cost_nothing_but_the_memory(
    tmp_path: Path, vault: KeptVault
) -> None:
    rooms = await started(tmp_path, vault)
    vault.is_locked = True
    await rooms.remember(session("tea"), ZOOM)
    assert rooms.of(session("tea")) == ZOOM
    vault.is_locked = False
    SealedFolder(tmp_path, vault).put(NAME, b"nonsense")
    assert (await started(tmp_path, vault)).of(session("tea")) is None
