from __future__ import annotations

import base64
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.credentials.keyring_vault import KeyringVault
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.secret import Secret
from desktop.credentials.vault import KeyringLocked
from desktop.storage.sealed_file import (
    SEAL,
    SealedFile,
    SealedFolder,
    SealedOtherKey,
    SealedUnread,
    SealedUnreadable,
    SealedUnsaved,
    unsaved,
)
from tests.support.file_keyring import FileKeyring
from tests.support.file_keyring import body as sealed_body
from tests.support.keyring_service import KeyringService, real_backend
from tests.support.memory_keyring import KeptVault

# The library leaves its connection open when the service refuses.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

KILLS = int(os.environ.get("PARLOUR_KILLS", "5"))
"""How often a writer is killed; `PARLOUR_KILLS=200` for a thorough look."""

BODY = b"Tuesday Tea Group https://example.org/j/1?pwd=abc"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "private" / "groups.sealed"


def beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")


def damage_the_newest(path: Path) -> None:
    """Damage what was written last, and its copy too."""
    for each in (path, beside(path, "copy")):
        each.write_bytes(each.read_bytes()[:-1])


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
    assert SealedFile(path, vault).read() == BODY
    beside(path, "copy").write_bytes(broken)
    with pytest.raises(SealedUnreadable):
        SealedFile(path, vault).read()
    assert [one.read_bytes() for one in path.parent.iterdir()] == [broken, broken]
    assert SealedFile(path, vault).read() is None
    SealedFile(path, vault).write(BODY)
    assert SealedFile(path, vault).read() == BODY


@pytest.mark.parametrize("key", [None, "", "not base64", "QUJD", "A" * 43 + "="])
def test_another_key_or_none_is_said_and_a_new_one_is_made(path: Path, key: str | None) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    vault.forget(SEAL)
    if key is not None:
        vault.set(SEAL, Secret(key))
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(SealedOtherKey):
            SealedFile(path, vault).read()
    assert path.read_bytes() == before
    SealedFile(path, vault).write(BODY)
    assert SealedFile(path, vault).read() == BODY


def test_d1_another_keyring_for_a_while_loses_nothing_of_either(path: Path) -> None:
    usual, other = KeptVault(), KeptVault()
    for body in (b"first", BODY):
        SealedFile(path, usual).write(body)
    with pytest.raises(SealedOtherKey):
        SealedFile(path, other).read()
    assert SealedFile(path, usual).read() == BODY
    for body in (b"of the other", b"newer of the other"):
        SealedFile(path, other).write(body)
    assert SealedFile(path, other).read() == b"newer of the other"
    assert SealedFile(path, usual).read() == BODY
    SealedFile(path, usual).write(b"later")
    assert SealedFile(path, usual).read() == b"later"
    assert SealedFile(path, other).read() == b"newer of the other"


def test_d1_one_changed_bit_loses_nothing_from_the_first_write_on(path: Path) -> None:
    vault = KeptVault()
    for body in (BODY, b"newer"):
        SealedFile(path, vault).write(body)
        for each in sorted(path.parent.iterdir()):
            whole = each.read_bytes()
            for at in range(len(whole)):
                each.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
                assert SealedFile(path, vault).read() == body
                for aside in path.parent.glob("*.broken-*"):
                    aside.unlink()
            each.write_bytes(whole)


def test_d1_where_the_last_is_damaged_the_one_before_is_read(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    SealedFile(path, vault).write(b"newer")
    damage_the_newest(path)
    assert SealedFile(path, vault).read() == BODY
    SealedFile(path, vault).write(b"newest")
    assert SealedFile(path, vault).read() == b"newest"
    path.unlink()
    assert SealedFile(path, vault).read() == b"newest"
    beside(path, "copy").unlink()
    assert SealedFile(path, vault).read() == BODY


def test_d1_a_damaged_file_never_takes_the_place_of_the_good_one_before(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    SealedFile(path, vault).write(b"newer")
    damage_the_newest(path)
    SealedFile(path, vault).write(b"newest")
    damage_the_newest(path)
    assert SealedFile(path, vault).read() == BODY


def test_d1_what_was_set_aside_is_read_again_when_its_key_is_back(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    beside(path, "copy").unlink()
    path.rename(beside(path, "broken-1"))  # as older ones did for another key
    assert SealedFile(path, KeptVault()).read() is None
    assert SealedFile(path, vault).read() == BODY


def test_d1_a_file_that_does_not_name_its_key_is_still_read(path: Path) -> None:
    key = bytes(range(32))
    vault = KeptVault()
    vault.set(SEAL, Secret(base64.b64encode(key).decode()))
    mark, nonce = b"PARLOUR-SEALED-1\n", bytes(12)
    path.parent.mkdir()
    path.write_bytes(mark + nonce + AESGCM(key).encrypt(nonce, BODY, mark + path.name.encode()))
    assert SealedFile(path, vault).read() == BODY
    with pytest.raises(SealedOtherKey):
        SealedFile(path, KeptVault()).read()
    SealedFile(path, vault).write(b"newer")
    assert SealedFile(path, vault).read() == b"newer"


def test_d1_what_makes_no_sense_is_no_better_than_the_one_before(path: Path) -> None:
    vault = KeptVault()
    for body in (BODY, b"nonsense"):
        SealedFile(path, vault).write(body)

    def understand(body: bytes) -> bytes | None:
        return None if body == b"nonsense" else body

    assert SealedFile(path, vault).read_as(understand) == BODY
    assert sorted(path.parent.glob("*.broken-*")) == [
        beside(path, "broken-1"),
        beside(path, "copy.broken-1"),
    ]


def test_d1_a_place_that_cannot_be_read_for_a_moment_stays_as_it_is(path: Path) -> None:
    vault = KeptVault()
    SealedFile(path, vault).write(BODY)
    away = path.rename(path.with_name("away"))
    path.mkdir()  # whatever it is, it cannot be read as a file
    with pytest.raises(SealedUnread):
        SealedFile(path, vault).read()
    path.rmdir()
    away.rename(path)
    assert SealedFile(path, vault).read() == BODY


def test_d1_without_a_free_descriptor_nothing_is_moved(path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from desktop.credentials.keyring_vault import KeyringVault
from desktop.credentials.secret import Secret
from desktop.storage.sealed_file import SealedFile, SealedUnread, SealedUnsaved
from tests.support.memory_keyring import KeptVault

path, vault = Path(sys.argv[1]), KeptVault()
SealedFile(path, vault).write(b"good")
least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (3, most))
for act in (SealedFile(path, vault).read, lambda: SealedFile(path, vault).write(b"newer")):
    try:
        act()
        sys.exit("it worked without a descriptor")
    except (SealedUnread, SealedUnsaved) as problem:
        print(type(problem).__name__)
resource.setrlimit(resource.RLIMIT_NOFILE, (least, most))
print(SealedFile(path, vault).read())
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["SealedUnread", "SealedUnsaved", "b'good'"]
    assert sorted(path.parent.iterdir()) == [path, beside(path, "copy")]


def test_d1_a_full_disk_loses_nothing(path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from desktop.storage.sealed_file import SealedFile, SealedUnsaved
from tests.support.memory_keyring import KeptVault

path, vault = Path(sys.argv[1]), KeptVault()
for body in (b"first", b"good"):
    SealedFile(path, vault).write(body)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    SealedFile(path, vault).write(b"x" * 1000)
except SealedUnsaved:
    print(SealedFile(path, vault).read())
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "b'good'\n"
    kept = [path, beside(path, "before"), beside(path, "copy")]
    assert sorted(path.parent.iterdir()) == kept


def sealer(tmp_path: Path, name: str, *more: str) -> subprocess.Popen[str]:
    """Start a process that seals a file once it gets a line."""
    words = [str(tmp_path / "keyring"), str(tmp_path), name, *more]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.file_keyring", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_d1_starts_at_the_same_moment_make_one_key(tmp_path: Path) -> None:
    processes = [sealer(tmp_path, f"{number}.sealed") for number in range(4)]
    assert [next_line(process) for process in processes] == ["ready"] * 4
    for process in processes:
        process.communicate("\n")
    vault = KeyringVault(FileKeyring(tmp_path / "keyring"))
    read = [SealedFile(tmp_path / f"{number}.sealed", vault).read() for number in range(4)]
    assert read == [sealed_body(0)] * 4


def test_d1_killed_at_any_moment_it_is_the_last_or_the_one_before(tmp_path: Path) -> None:
    vault = KeyringVault(FileKeyring(tmp_path / "keyring"))
    for number in range(KILLS):
        with sealer(tmp_path, "a.sealed", "--endless") as process:
            assert next_line(process) == "ready"
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
            for _ in range(2 + number % 3):
                said = next_line(process)
            process.kill()
            assert process.stdout is not None
            rest = process.stdout.read().split()
        said = rest[-1] if rest else said
        read = SealedFile(tmp_path / "a.sealed", vault).read()
        assert read in (sealed_body(int(said)), sealed_body(int(said) + 1))
    assert not list(tmp_path.glob("*.broken-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signal")
def test_d1_killed_at_each_step_it_is_the_last_or_the_one_before(tmp_path: Path) -> None:
    vault = KeyringVault(FileKeyring(tmp_path / "keyring"))
    for number in range(KILLS):
        with sealer(tmp_path, "a.sealed", "--dies-at", str((number + 0.5) / KILLS)) as process:
            said, _ = process.communicate("\n")
        assert (said.split(), process.returncode) == (["ready", "0", "1"], -signal.SIGKILL)
        read = SealedFile(tmp_path / "a.sealed", vault).read()
        assert read in (sealed_body(1), sealed_body(2))
    assert not list(tmp_path.glob("*.broken-*"))


def test_d1_what_could_not_be_read_is_not_written_over(tmp_path: Path) -> None:
    vault = KeptVault()
    SealedFolder(tmp_path, vault).put("4f2a", BODY)
    keep = SealedFolder(tmp_path, vault)
    vault.is_locked = True
    with pytest.raises(KeyringLocked):
        keep.get("4f2a")
    vault.is_locked = False
    with pytest.raises(SealedUnsaved):
        keep.put("4f2a", b"newer")
    assert keep.unread == {"4f2a"}
    assert keep.get("4f2a") == BODY
    keep.put("4f2a", b"newer")
    assert (keep.get("4f2a"), keep.unread) == (b"newer", frozenset())


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


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(errno.ENOSPC, ""), "sealed_no_room"),
        (OSError(errno.EDQUOT, ""), "sealed_no_room"),
        (OSError(errno.EFBIG, ""), "sealed_no_room"),
        (OSError(errno.EROFS, ""), "sealed_may_not"),
        (PermissionError(errno.EACCES, ""), "sealed_may_not"),
        (OSError(errno.EMFILE, ""), "sealed_unsaved"),
        (ImportError(), "sealed_unsaved"),
    ],
)
def test_d10_why_nothing_is_saved_is_said_as_it_is(error: OSError | ImportError, key: str) -> None:
    assert unsaved(error).key == key


def test_a_place_that_cannot_be_written_is_said(path: Path) -> None:
    path.parent.write_bytes(b"a file where the folder should be")
    with pytest.raises(SealedUnsaved):
        SealedFile(path, KeptVault()).write(BODY)


def test_forgetting_deletes(path: Path) -> None:
    file = SealedFile(path, KeptVault())
    file.forget()
    for _ in range(2):
        file.write(BODY)
    SealedFile(path, KeptVault()).write(b"of another key")
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


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_d1_what_is_no_file_of_ours_is_not_waited_for_and_its_copy_is_read(
    path: Path,
) -> None:
    vault = KeptVault()
    for body in (BODY, b"newer"):
        SealedFile(path, vault).write(body)
    path.unlink()
    os.mkfifo(path)
    assert SealedFile(path, vault).read() == b"newer"
    SealedFile(path, vault).write(b"newest")
    assert SealedFile(path, vault).read() == b"newest"
