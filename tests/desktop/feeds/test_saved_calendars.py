from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.vault import KeyringLocked, Vault
from desktop.feeds.problems import NotPrivate
from desktop.feeds.saved_calendars import (
    NewCalendar,
    SavedCalendars,
    new_address,
    new_caldav,
    new_file,
    new_weekly,
)
from desktop.sessions.weekly import WeeklyRule
from desktop.storage.sealed_file import SealedFile, SealedUnreadable, SealedUnsaved
from tests.support.memory_keyring import KeptVault

ADDRESS = "https://example.org/private/tea.ics?x=s3cret"
RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "calendars.sealed"


def start(path: Path, vault: Vault) -> SavedCalendars:
    """Open the list as a fresh start of the app does."""
    calendars = SavedCalendars(SealedFile(path, vault), vault)
    calendars.load()
    return calendars


def named(name: str, new: NewCalendar) -> NewCalendar:
    """Give a new calendar a name."""
    return replace(new, source=msgspec.structs.replace(new.source, name=name))


def names(calendars: SavedCalendars) -> list[str]:
    return [source.name for source in calendars.sources]


def test_calendars_come_back_after_a_restart(path: Path, tmp_path: Path) -> None:
    vault = KeptVault()
    calendars = start(path, vault)
    assert calendars.sources == ()
    web = calendars.add(named("Tuesday Tea", new_address(ADDRESS)))
    dav = calendars.add(new_caldav("https://dav.example.org/", "mary", "pw"))
    file = calendars.add(new_file(tmp_path / "saved.ics"))
    weekly = calendars.add(new_weekly(RULE))
    again = start(path, vault)
    assert again.sources == (web, dav, file, weekly)
    kept = again.address(web)
    assert kept is not None and kept.reveal() == ADDRESS
    assert again.address(file) is None
    assert again.sources[2].path == str(tmp_path / "saved.ics")
    assert again.sources[3].weekly == RULE
    assert len({one.id for one in again.sources}) == 4


def test_no_address_and_no_name_is_on_the_disk_or_in_a_repr(path: Path) -> None:
    calendars = start(path, KeptVault())
    source = calendars.add(named("Tuesday Tea", new_address(ADDRESS)))
    on_disk = path.read_bytes()
    for private in (b"s3cret", b"example.org", b"Tuesday"):
        assert private not in on_disk
    assert "s3cret" not in f"{source!r}{calendars!r}{vars(calendars)!r}"


def test_the_same_address_is_added_once(path: Path) -> None:
    calendars = start(path, KeptVault())
    first = calendars.add(named("Tea", new_address("webcal://example.org/tea.ics")))
    assert calendars.add(new_address("https://example.org/tea.ics")) == first
    assert len(calendars.sources) == 1


def test_a_bad_address_leaves_nothing_behind(path: Path) -> None:
    vault = KeptVault()
    with pytest.raises(NotPrivate):
        start(path, vault).add(new_address("http://example.org/tea.ics"))
    assert vault.names() == []
    assert not path.exists()


def test_removing_takes_the_address_too_and_can_be_undone(path: Path) -> None:
    vault = KeptVault()
    calendars = start(path, vault)
    first, second, third = (
        calendars.add(named(str(number), new_address(f"https://example.org/{number}.ics")))
        for number in (1, 2, 3)
    )
    calendars.remove(second.id)
    assert names(start(path, vault)) == ["1", "3"]
    assert f"calendar/{second.id}" not in vault.names()
    assert calendars.undo_remove() == second
    assert start(path, vault).sources == (first, second, third)
    back = start(path, vault).address(second)
    assert back is not None and back.reveal() == "https://example.org/2.ics"
    assert calendars.undo_remove() is None


def test_removing_can_be_undone_the_newest_first_and_what_was_withdrawn_stays_away(
    path: Path,
) -> None:
    calendars = start(path, KeptVault())
    first, second, third = (
        calendars.add(named(str(number), new_address(f"https://example.org/{number}.ics")))
        for number in (1, 2, 3)
    )
    for gone in (first, third):
        calendars.remove(gone.id)
    calendars.withdraw(second.id)
    assert not names(calendars)
    assert [calendars.undo_remove() for _ in range(3)] == [third, first, None]
    assert calendars.sources == (first, third)


def test_a_calendar_with_a_password_is_forgotten_and_brought_back_whole(path: Path) -> None:
    vault = KeptVault()
    calendars = start(path, vault)
    new = new_caldav("https://dav.example.org/mary/", "mary", "s3cret")
    source = calendars.add(new)
    entry = f"calendar/{source.id}"
    assert {entry, f"{entry}/password", f"{entry}/user"} <= set(vault.names())
    assert b"s3cret" not in path.read_bytes() and "s3cret" not in f"{new!r}"
    assert calendars.access(source) == new.access
    assert calendars.add(new_caldav("https://dav.example.org/mary/", "mary", "new")) == source
    other = calendars.add(new_caldav("https://dav.example.org/mary/", "tom", "x"))
    assert other != source
    calendars.remove(source.id)
    assert [name for name in vault.names() if source.id in name] == []
    calendars.undo_remove()
    assert start(path, vault).access(source) == new.access


def test_a_vault_that_lost_a_part_opens_nothing(path: Path) -> None:
    vault = KeptVault()
    calendars = start(path, vault)
    source = calendars.add(new_caldav("https://dav.example.org/mary/", "mary", "s3cret"))
    vault.forget(f"calendar/{source.id}/password")
    assert calendars.access(source) is None


def test_a_vault_that_takes_only_a_part_leaves_nothing_behind(path: Path) -> None:
    vault = KeptVault()
    calendars = start(path, vault)
    vault.room_left = 1
    with pytest.raises(KeyringLocked):
        calendars.add(new_caldav("https://dav.example.org/mary/", "mary", "s3cret"))
    assert vault.names() == [] and calendars.sources == ()


def test_removing_what_is_not_there_changes_nothing(path: Path) -> None:
    calendars = start(path, KeptVault())
    calendars.remove("none")
    assert calendars.undo_remove() is None


def test_without_a_kept_vault_they_last_for_this_run(path: Path) -> None:
    vault = MemoryVault()
    calendars = start(path, vault)
    source = calendars.add(new_address(ADDRESS))
    assert calendars.address(source) is not None
    assert calendars.sources == (source,)
    assert not path.parent.exists()
    assert start(path, MemoryVault()).sources == ()


def test_a_locked_keyring_never_costs_the_list(path: Path) -> None:
    vault = KeptVault()
    start(path, vault).add(named("Tea", new_address(ADDRESS)))
    calendars = SavedCalendars(SealedFile(path, vault), vault)
    vault.is_locked = True
    with pytest.raises(KeyringLocked):
        calendars.load()
    with pytest.raises(KeyringLocked):
        calendars.add(new_weekly(RULE))
    vault.is_locked = False
    calendars.add(new_weekly(RULE))
    assert names(start(path, vault)) == ["Tea", "Tea"]


def test_a_damaged_list_is_said_once_and_then_empty(path: Path) -> None:
    vault = KeptVault()
    start(path, vault).add(new_address(ADDRESS))
    for each in (path, path.with_name(f"{path.name}.copy")):
        each.write_bytes(b"damaged")
    calendars = SavedCalendars(SealedFile(path, vault), vault)
    with pytest.raises(SealedUnreadable):
        calendars.load()
    assert calendars.load() == ()
    calendars.add(new_weekly(RULE))
    assert names(start(path, vault)) == ["Tea"]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"format": 2}', b'{"sources": [{"id": 1}]}', b"\xff"]
)
def test_a_list_of_another_kind_is_set_aside(path: Path, body: bytes) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(body)
    calendars = SavedCalendars(SealedFile(path, vault), vault)
    with pytest.raises(SealedUnreadable):
        calendars.load()
    assert calendars.load() == ()
    assert len(list(path.parent.glob("*.broken-*"))) == 2  # it and its copy


def test_a_full_disk_changes_nothing(path: Path) -> None:
    vault = KeptVault()
    calendars = start(path, vault)
    source = calendars.add(named("Tea", new_address(ADDRESS)))
    for one in path.parent.iterdir():
        one.unlink()
    path.parent.rmdir()
    path.parent.write_bytes(b"a file where the folder was")
    before = vault.names()
    with pytest.raises(SealedUnsaved):
        calendars.add(new_address("https://example.org/other.ics"))
    with pytest.raises(SealedUnsaved):
        calendars.remove(source.id)
    assert vault.names() == before
    assert calendars.sources == (source,)
    path.parent.unlink()
    calendars.remove(source.id)
    assert not calendars.sources
