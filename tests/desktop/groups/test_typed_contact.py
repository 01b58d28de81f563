"""A typed helper is checked, kept between starts, sealed, and every change can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.credentials.memory_vault import MemoryVault
from desktop.groups.typed_contact import NAME, HelperNameWrong, HelperPhoneWrong, TypedContact
from desktop.storage.sealed_file import SealedFolder
from tests.support.memory_keyring import KeptVault


async def kept_in(folder: Path, vault: MemoryVault) -> TypedContact:
    """Return the helper of one start."""
    helper = TypedContact()
    await helper.load(SealedFolder(folder, vault))
    return helper


def assert_sealed(folder: Path) -> None:
    """Look at every file: neither its name nor what is in it tells anything."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    assert stored and b"Sam" not in stored and b"7946" not in stored
    assert not any(NAME in path.name for path in files)


async def test_it_is_there_after_a_restart_and_nobody_can_read_it(tmp_path: Path) -> None:
    vault = KeptVault()
    first = await kept_in(tmp_path, vault)
    contact = await first.save(" Sam   Lee ", "02079460123")
    assert (contact.name, contact.phone) == ("Sam Lee", "020 7946 0123")
    assert (await kept_in(tmp_path, vault)).contact == contact
    assert_sealed(tmp_path)


async def test_each_change_can_be_undone_and_the_undoing_too(tmp_path: Path) -> None:
    helper = await kept_in(tmp_path, KeptVault())
    assert not helper.can_undo
    await helper.undo()
    await helper.save("Sam Lee", "020 7946 0123")
    await helper.save("Ruth", "020 7946 0018")
    await helper.undo()
    assert helper.contact is not None and helper.contact.name == "Sam Lee"
    await helper.remove()
    assert helper.contact is None and helper.can_undo
    await helper.undo()
    assert helper.contact is not None and helper.contact.name == "Sam Lee"
    await helper.undo()
    assert helper.contact is None


async def test_what_was_typed_before_the_safe_place_was_open_counts(tmp_path: Path) -> None:
    vault = KeptVault()
    await (await kept_in(tmp_path, vault)).save("Ruth", "020 7946 0018")
    helper = TypedContact()
    await helper.save("Sam Lee", "020 7946 0123")
    await helper.load(SealedFolder(tmp_path, vault))
    assert helper.contact is not None and helper.contact.name == "Sam Lee"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Sam\u202eeeL", "<b>Sam"])
async def test_a_name_that_cannot_be_shown_changes_nothing(name: str) -> None:
    helper = TypedContact()
    with pytest.raises(HelperNameWrong):
        await helper.save(name, "020 7946 0123")
    assert helper.contact is None and not helper.can_undo


@pytest.mark.parametrize("phone", ["", "Ruth", "999", "*21*07700900123#", "12", "0" * 40])
async def test_a_number_nobody_can_be_called_on_changes_nothing(phone: str) -> None:
    helper = TypedContact()
    with pytest.raises(HelperPhoneWrong):
        await helper.save("Sam Lee", phone)
    assert helper.contact is None
