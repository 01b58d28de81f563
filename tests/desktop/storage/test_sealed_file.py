from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.credentials.keyring_vault import KeyringVault
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.secret import Secret
from desktop.credentials.vault import KeyringLocked
from desktop.storage.sealed_file import (
    SEAL,
    SealedFile,
    SealedFolder,
    SealedUnreadable,
    SealedUnsaved,
)
from tests.support.keyring_service import KeyringService, real_backend
from tests.support.memory_keyring import KeptVault

# The library leaves its connection open when the service refuses.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

BODY = b"Tuesday Tea Group https://example.org/j/1?pwd=abc"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "groups.sealed"


def everything_under(folder: Path) -> bytes:
    return b"".join(
        str(one).encode() + (one.read_bytes() if one.is_file() else b"")
        for one in folder.rglob("*")
    )


def test_it_comes_back_after_a_restart_and_cannot_be_read_on_the_disk(path: Path) -> None:
    vault = KeptVault()
    assert SealedFile(path, vault).read() is None
    SealedFile(path, vault).write(b"older")
    SealedFile(path, vault).write(BODY)
    assert SealedFile(path, vault).read() == BODY
    on_disk = everything_under(path.parent)
    assert b"Tuesday" not in on_disk
    assert b"pwd" not in on_disk
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_with_a_real_keyring(path: Path, service: KeyringService) -> None:
    SealedFile(path, KeyringVault(real_backend())).write(BODY)
    assert SealedFile(path, KeyringVault(real_backend())).read() == BODY
    service.lock()
    with pytest.raises(KeyringLocked):
        SealedFile(path, KeyringVault(real_backend())).read()
    assert path.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"",
        lambda body: b"not a sealed file",
        lambda body: body[:-1],
        lambda body: body[:20],
        lambda body: body[:-1] + bytes([body[-1] ^ 1]),
        lambda body: body[:25] + bytes([body[25] ^ 1]) + body[26:],
        lambda body: b"X" + body[1:],
        lambda body: body + b"x",
    ],
)
def test_a_damaged_file_is_set_aside_and_said(path: Path, damage: Callable[[bytes], bytes]) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    broken = damage(path.read_bytes())
    path.write_bytes(broken)
    with pytest.raises(SealedUnreadable):
        SealedFile(path, vault).read()
    assert [one.read_bytes() for one in path.parent.iterdir()] == [broken]
    assert SealedFile(path, vault).read() is None
    SealedFile(path, vault).write(BODY)
    assert SealedFile(path, vault).read() == BODY


@pytest.mark.parametrize("key", [None, "", "not base64", "QUJD", "A" * 44])
def test_another_key_or_none_is_said_and_a_new_one_is_made(path: Path, key: str | None) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    vault.forget(SEAL)
    if key is not None:
        vault.set(SEAL, Secret(key))
    with pytest.raises(SealedUnreadable):
        SealedFile(path, vault).read()
    SealedFile(path, vault).write(BODY)
    assert SealedFile(path, vault).read() == BODY


def test_a_locked_keyring_sets_nothing_aside(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    vault.is_locked = True
    with pytest.raises(KeyringLocked):
        SealedFile(path, vault).read()
    with pytest.raises(KeyringLocked):
        SealedFile(path, vault).write(b"newer")
    vault.is_locked = False
    assert SealedFile(path, vault).read() == BODY


def test_one_file_cannot_stand_in_for_another(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    path.rename(path.with_name("calendars.sealed"))
    with pytest.raises(SealedUnreadable):
        SealedFile(path.with_name("calendars.sealed"), vault).read()


def test_without_a_kept_vault_nothing_reaches_the_disk(path: Path) -> None:
    file = SealedFile(path, MemoryVault())
    file.write(BODY)
    assert file.read() == BODY
    assert not path.parent.exists()
    file.forget()
    assert file.read() is None


def test_without_a_kept_vault_an_older_file_waits_for_a_better_day(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    today = SealedFile(path, MemoryVault())
    assert today.read() is None
    today.write(b"today")
    assert today.read() == b"today"
    assert SealedFile(path, vault).read() == BODY


def test_a_place_that_cannot_be_written_is_said(path: Path) -> None:
    path.parent.write_bytes(b"a file where the folder should be")
    with pytest.raises(SealedUnsaved):
        SealedFile(path, KeptVault()).write(BODY)


def test_forgetting_deletes(path: Path) -> None:
    file = SealedFile(path, KeptVault())
    file.forget()
    file.write(BODY)
    file.forget()
    assert list(path.parent.iterdir()) == []


def test_a_keep_has_one_file_for_each_id(tmp_path: Path) -> None:
    vault = KeptVault()
    keep = SealedFolder(tmp_path / "feeds", vault)
    keep.put("4f2a", BODY)
    keep.put("../../evil", b"other")
    again = SealedFolder(tmp_path / "feeds", vault)
    assert again.get("4f2a") == BODY
    assert again.get("../../evil") == b"other"
    assert again.get("none") is None
    again.forget("4f2a")
    assert again.get("4f2a") is None
    assert len(list(tmp_path.rglob("*.sealed"))) == 1
    assert b"4f2a" not in everything_under(tmp_path / "feeds")


def test_a_keep_remembers_for_this_run_without_a_kept_vault(tmp_path: Path) -> None:
    keep = SealedFolder(tmp_path / "feeds", MemoryVault())
    keep.put("4f2a", BODY)
    assert keep.get("4f2a") == BODY
    assert list(tmp_path.iterdir()) == []
