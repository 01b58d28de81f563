"""Notes: kept sealed, changed, deleted for good, put back; their words are told to nobody."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.credentials.memory_vault import MemoryVault
from desktop.in_session.notes import (
    LONGEST_CHARS,
    Note,
    NoteEmpty,
    Notes,
    NotesUnsaved,
    NoteTooLong,
)
from desktop.storage.sealed_file import SealedFolder, SealedNoRoom
from tests.support.memory_keyring import KeptVault

NOW = datetime(2026, 11, 24, 15, 10, tzinfo=UTC)
WORDS = "I was quiet,\nand nobody minded."
TEA = "Tuesday Tea Group"


class FullFolder(SealedFolder):
    """A folder on a disk that is full for a while."""

    is_full = False

    def put(self, identity: str, body: bytes) -> None:
        if self.is_full:
            raise SealedNoRoom
        super().put(identity, body)


def files(folder: Path) -> list[Path]:
    """Return what stands in a folder."""
    return sorted(folder.iterdir())


async def loaded(folder: Path, vault: MemoryVault) -> Notes:
    """Return the notes as a run of Parlour has them."""
    notes = Notes()
    await notes.load(SealedFolder(folder, vault))
    return notes


async def test_a_note_is_there_after_a_restart_and_its_words_are_in_no_file(tmp_path: Path) -> None:
    vault = KeptVault()
    note = await (await loaded(tmp_path, vault)).add(f"  {WORDS}\n", TEA, NOW)
    again = await loaded(tmp_path, vault)
    assert again.all == (note,) and again.find(note.id) == note
    assert (note.text, note.group, note.at) == (WORDS, TEA, NOW)
    bodies = [path.read_bytes() for path in files(tmp_path)]
    assert bodies and not any(b"quiet" in one or b"Tea" in one for one in bodies)


async def test_the_newest_comes_first_and_keeps_its_day_when_it_is_changed(tmp_path: Path) -> None:
    notes = await loaded(tmp_path, KeptVault())
    late = await notes.add("late", TEA, NOW)
    early = await notes.add("early", "", NOW - timedelta(days=3))
    assert notes.all == (late, early)
    await notes.change(early.id, "other")
    assert [one.text for one in notes.all] == ["late", "other"]
    assert notes.all[1].at == early.at
    await notes.change("gone", "other")  # deleted meanwhile: nothing comes back
    assert len(notes.all) == 2


async def test_what_is_deleted_can_be_put_back_until_the_person_goes_on(tmp_path: Path) -> None:
    vault = KeptVault()
    notes = await loaded(tmp_path, vault)
    note = await notes.add(WORDS, TEA, NOW)
    other = await notes.add("other", TEA, NOW)
    await notes.delete(note.id)
    assert notes.find(note.id) is None and notes.can_undo
    assert (await loaded(tmp_path, vault)).all == (other,)
    await notes.undo()
    assert notes.find(note.id) == note and not notes.can_undo
    assert len((await loaded(tmp_path, vault)).all) == 2
    await notes.delete(note.id)
    notes.let_go()
    await notes.undo()
    assert notes.all == (other,)


async def test_all_are_deleted_with_their_files_and_can_be_put_back(tmp_path: Path) -> None:
    vault = KeptVault()
    notes = await loaded(tmp_path, vault)
    note = await notes.add(WORDS, TEA, NOW)
    await notes.delete_all()
    assert not notes.all and not files(tmp_path)
    await notes.undo()
    assert (await loaded(tmp_path, vault)).all == (note,)


async def test_a_deleted_note_is_not_even_in_what_was_written_before(tmp_path: Path) -> None:
    """A copy and the one before are kept of a sealed file: neither may bring it back."""
    vault = KeptVault()
    notes = await loaded(tmp_path, vault)
    await notes.add("other", TEA, NOW)
    note = await notes.add(WORDS, TEA, NOW)
    await notes.delete(note.id)
    for path in files(tmp_path):
        if not path.name.endswith(".before"):
            path.write_bytes(b"spoilt")
    assert [one.text for one in (await loaded(tmp_path, vault)).all] == ["other"]


async def test_a_full_disk_loses_nothing_and_is_told(tmp_path: Path) -> None:
    secret = "secret words"
    store, notes = FullFolder(tmp_path, KeptVault()), Notes()
    await notes.load(store)
    note = await notes.add(WORDS, TEA, NOW)
    store.is_full = True
    with pytest.raises(NotesUnsaved) as told:
        await notes.add(secret, TEA, NOW)
    assert secret not in "".join(traceback.format_exception(told.value))
    with pytest.raises(NotesUnsaved):
        await notes.change(note.id, secret)
    with pytest.raises(NotesUnsaved):
        await notes.delete(note.id)
    assert notes.all == (note,) and not notes.can_undo
    store.is_full = False
    await notes.delete(note.id)
    assert not notes.all


async def test_what_was_written_before_the_keyring_was_open_is_kept_too(tmp_path: Path) -> None:
    vault = KeptVault()
    old = await (await loaded(tmp_path, vault)).add("old", TEA, NOW - timedelta(days=7))
    notes = Notes()
    new = await notes.add("new", TEA, NOW)
    await notes.load(SealedFolder(tmp_path, vault))
    assert notes.all == (new, old)
    assert (await loaded(tmp_path, vault)).all == (new, old)


async def test_without_a_keyring_they_last_for_this_run(tmp_path: Path) -> None:
    vault = MemoryVault()
    notes = await loaded(tmp_path, vault)
    await notes.add(WORDS, TEA, NOW)
    assert len(notes.all) == 1 and not files(tmp_path)
    assert not (await loaded(tmp_path, MemoryVault())).all


async def test_nothing_and_far_too_much_are_no_note(tmp_path: Path) -> None:
    notes = await loaded(tmp_path, KeptVault())
    with pytest.raises(NoteEmpty):
        await notes.add(" \n ", TEA, NOW)
    with pytest.raises(NoteTooLong):
        await notes.add("x" * (LONGEST_CHARS + 1), TEA, NOW)
    assert not notes.all


def test_a_note_does_not_tell_its_words() -> None:
    assert repr(Note("1", NOW, TEA, WORDS)) == str(Note("1", NOW, TEA, WORDS)) == "Note(…)"
