"""Known rooms: remembered across restarts, sealed, forgotten in time; a move is noticed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.joining.known_rooms import NAME, KnownRoom, KnownRooms, moved_room, room_of
from desktop.links.policy import judge
from desktop.sessions.session import Session
from desktop.storage.sealed_file import SealedFolder
from resources.words import Words
from tests.support.memory_keyring import KeptVault

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
    """Return all that stands in the files there."""
    files = sorted(folder.iterdir())
    assert files
    return b"".join(file.read_bytes() for file in files)


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


# A move to another service or host

OWN = ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("before", "link", "key"),
    [
        (KnownRoom("Zoom", "us02web.zoom.us"), "https://us06web.zoom.us/j/123456789", None),
        (KnownRoom("Zoom", "us02web.zoom.us"), "https://meet.jit.si/Tea", "room.new_service"),
        (
            KnownRoom("Microsoft Teams", "teams.microsoft.com"),
            "https://teams.live.com/meet/1",
            None,
        ),
        (KnownRoom("a.example", "a.example"), "https://a.example/other", None),
        (KnownRoom("BigBlueButton", "a.example"), "https://b.example/b/x-y", "room.new_host"),
        (KnownRoom("a.example", "a.example"), "https://b.example/x", "room.new_service"),
        (None, "https://zoom.us/j/1", None),
        (KnownRoom("Zoom", "zoom.us"), "https://zoom.us/signin", None),
    ],
)
def test_a_move(before: KnownRoom | None, link: str, key: str | None) -> None:
    change = moved_room(before, judge(link, allowed_hosts=OWN))
    assert (change.key if change else None) == key
    if change:
        assert str(change.details["now"]) in Words()(change.key, **change.details)


def test_what_is_remembered_holds_no_secret() -> None:
    room = room_of(judge("https://zoom.us/j/123?pwd=secret"))
    assert room == KnownRoom("Zoom", "zoom.us")
    assert room_of(judge("https://example.org/")) is None
