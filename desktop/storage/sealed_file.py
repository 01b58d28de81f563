"""Encrypted files (AES-256-GCM) whose key lies in the vault.

They hold what is private without being a password: group names, the list of
calendars, the last good copy of a timetable with its meeting links.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, TypeVar

from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from resources.declared import Problem
from resources.platform.files import (
    DISK_FULL,
    NOT_PERMITTED,
    NotAFile,
    put_aside,
    read_whole,
    set_aside,
)
from resources.platform.kept_file import KeptFile

T = TypeVar("T")

SEAL = "seal"
"""The vault's name for the one key of all sealed files."""

ANY_MARK = b"PARLOUR-SEALED-"
OLD_MARK = ANY_MARK + b"1\n"
"""How a file begins that does not name its key: such ones are read, and no longer written."""

MARK = ANY_MARK + b"2\n"
"""How a file begins; then come the id of its key, the nonce, and what is sealed."""

KEY_ID_BYTES = 8
NONCE_BYTES = 12
KEY_BYTES = 32

State = Literal["opened", "other_key", "damaged"]


class SealedUnreadable(Problem):
    """A sealed file is damaged or swapped: its own key does not open it, nor what was before it.

    It was set aside, not deleted.
    """

    key = "sealed_broken"


class SealedOtherKey(Problem):
    """A sealed file has another key than the vault gives: it stays where it is.

    What is written now goes beside it, and it is read again when its key is back.
    """

    key = "sealed_other_key"


class SealedUnread(Problem):
    """A sealed file could not be read just now; it is as it was."""

    key = "sealed_unread"


class SealedUnsaved(Problem):
    """A sealed file could not be written; the old one is as it was."""

    key = "sealed_unsaved"


class SealedNoRoom(SealedUnsaved):
    """The disk is full."""

    key = "sealed_no_room"


class SealedMayNot(SealedUnsaved):
    """The folder may be read, and not written to."""

    key = "sealed_may_not"


def unsaved(error: OSError | ImportError) -> SealedUnsaved:
    """Return why a sealed file could not be written, as far as the system has said it."""
    number = error.errno if isinstance(error, OSError) else None
    if number in DISK_FULL:
        return SealedNoRoom()
    return SealedMayNot() if number in NOT_PERMITTED else SealedUnsaved()


class SealedFile:
    """Bytes kept sealed at `path` (AES-256-GCM, bound to the file's name).

    A copy and what was written before are kept beside it, and read where the newest
    is damaged; so is what was set aside, once its key is back.
    With a vault that forgets (`is_kept` is False) nothing is written, the bytes
    stay in memory, and a file from a better day is left for the next one.
    Every method may block and may raise a `KeyringProblem`; the file is then untouched.
    """

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path = path
        self._kept = KeptFile(path)
        self._vault = vault
        self._memory: bytes | None = None

    def read(self) -> bytes | None:
        """Return what was written last, or None. Raises as `read_as`."""
        return self.read_as(lambda body: body)

    def read_as(self, understand: Callable[[bytes], T | None]) -> T | None:
        """Return the newest that `understand` understands (not None), or None if there is nothing.

        Raises `SealedUnreadable`, `SealedOtherKey` or `SealedUnread`.
        """
        if not self._vault.is_kept:
            return None if self._memory is None else understand(self._memory)
        try:
            return self._newest(understand)
        except (OSError, ImportError):  # with no descriptor left not even a library can be read
            raise SealedUnread from None

    def write(self, body: bytes) -> None:
        """Keep `body` in place of what was there. Raises `SealedUnsaved`."""
        if not self._vault.is_kept:
            self._memory = body
            return
        key = _key(self._vault)
        try:
            sealed = _seal(body, self._path.name, key)
            self._kept.write(sealed, lambda path: self._open(path, key)[0] == "opened")
        except (OSError, ImportError) as error:
            raise unsaved(error) from None

    def forget(self) -> None:
        """Drop what was written. Raises `SealedUnsaved` if a file cannot be deleted."""
        self._memory = None
        try:
            for path in self._every():
                path.unlink(missing_ok=True)
        except OSError as error:
            raise unsaved(error) from None

    def _every(self) -> Iterator[Path]:
        """Return the file, then its copy, what was before and set aside, the newest first."""
        if self._path.exists():
            yield self._path
        others = [path for path in self._kept.places[1:] if path.exists()]
        others += [aside for path in self._kept.places for aside in put_aside(path)]
        yield from sorted(others, key=lambda path: path.stat().st_mtime_ns, reverse=True)

    def _newest(self, understand: Callable[[bytes], T | None]) -> T | None:
        states: dict[Path, State] = {}
        found: T | None = None
        paths = list(self._every())
        key = _present_key(self._vault) if paths else None
        for path in paths:
            states[path], body = self._open(path, key)
            found = None if body is None else understand(body)
            if found is not None:
                break
            if body is not None:
                states[path] = "damaged"  # it opens and makes no sense
        self._clear_away(states, is_found=found is not None)
        return found

    def _clear_away(self, states: dict[Path, State], *, is_found: bool) -> None:
        """Set aside what its own key does not open; raise what is to be said if nothing is left."""
        wrong = [state for path, state in states.items() if path in self._kept.places]
        for path in self._kept.places:
            if states.get(path) == "damaged":
                set_aside(path)
        if is_found:
            return
        if "other_key" in wrong:
            raise SealedOtherKey
        if "damaged" in wrong:
            raise SealedUnreadable

    def _open(self, path: Path, key: bytes | None) -> tuple[State, bytes | None]:
        try:
            whole = read_whole(path)
        except NotAFile:
            return "damaged", None
        return _unseal(whole, self._path.name, key)


class SealedFolder:
    """Sealed files by id in one folder, such as the last good copy of each calendar.

    Ids must be opaque (random), never an address or a name: the file's name is
    made from the id alone. What could not be read for a moment is not written over before
    it was read: its id is among the `unread`.
    """

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault
        self._files: dict[str, SealedFile] = {}
        self._unread: set[str] = set()

    @property
    def unread(self) -> frozenset[str]:
        """Return the ids of what was asked for, may be there, and could not be read just now."""
        return frozenset(self._unread)

    def get(self, identity: str) -> bytes | None:
        """Return the bytes kept under `identity`, or None. Raises as `SealedFile.read`."""
        self._unread.add(identity)
        try:
            body = self._file(identity).read()
        except (SealedUnreadable, SealedOtherKey):
            self._unread.discard(identity)  # it is, or will be, set aside
            raise
        self._unread.discard(identity)
        return body

    def put(self, identity: str, body: bytes) -> None:
        """Keep `body` under `identity`. Raises as `SealedFile.write`."""
        if identity in self._unread:
            raise SealedUnsaved
        self._file(identity).write(body)

    def forget(self, identity: str) -> None:
        """Drop what is kept under `identity`. Raises as `SealedFile.forget`."""
        self._file(identity).forget()

    def _file(self, identity: str) -> SealedFile:
        if identity not in self._files:
            name = hashlib.blake2b(identity.encode(), digest_size=16).hexdigest()
            self._files[identity] = SealedFile(self._folder / f"{name}.sealed", self._vault)
        return self._files[identity]


def _present_key(vault: Vault) -> bytes | None:
    """Return the key the vault gives; None if it gives none, or nothing that is one."""
    secret = vault.get(SEAL)
    try:
        key = base64.b64decode(secret.reveal(), validate=True) if secret else b""
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def _key(vault: Vault) -> bytes:
    """Return the key from the vault; the first time, make it and see that it is really kept."""
    key = _present_key(vault)
    if key is None:
        with vault.alone():  # another start may be making it just now
            key = _present_key(vault)
            if key is None:
                vault.set(SEAL, Secret(base64.b64encode(os.urandom(KEY_BYTES)).decode()))
                key = _present_key(vault)
    if key is None:
        raise SealedUnsaved
    return key


def _key_id(key: bytes) -> bytes:
    """Return what tells one key from another, and nothing about it."""
    return hashlib.blake2b(key, digest_size=KEY_ID_BYTES, person=b"parlour-key").digest()


def _seal(body: bytes, name: str, key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, nonce = MARK + _key_id(key), os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, body, head + name.encode())


def _unseal(whole: bytes, name: str, key: bytes | None) -> tuple[State, bytes | None]:
    """Return the bytes inside, or why this key and name do not open them."""
    if not whole.startswith(ANY_MARK) or len(whole) < len(MARK) + KEY_ID_BYTES:
        return "damaged", None
    is_old = whole.startswith(OLD_MARK)
    head = whole[: len(MARK) + (0 if is_old else KEY_ID_BYTES)]
    if key is None or head not in (OLD_MARK, MARK + _key_id(key)):
        return "other_key", None
    body = _decrypted(whole[len(head) :], head + name.encode(), key)
    if body is not None:
        return "opened", body
    return ("other_key" if is_old else "damaged"), None  # an old one may have any key


def _decrypted(rest: bytes, bound_to: bytes, key: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        return None
