"""Encrypted files (AES-256-GCM) whose key lies in the vault.

They hold what is private without being a password: group names, the list of
calendars, the last good copy of a timetable with its meeting links.
"""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from desktop.credentials.secret import Secret
from desktop.credentials.vault import Vault
from resources.declared import Problem
from resources.platform.files import set_aside, write_whole

SEAL = "seal"
"""The vault's name for the one key of all sealed files."""

MARK = b"PARLOUR-SEALED-1\n"
NONCE_BYTES = 12
KEY_BYTES = 32


class SealedUnreadable(Problem):
    """A sealed file could not be opened: damaged, swapped, or its key is gone.

    It was set aside, not deleted.
    """

    key = "sealed_broken"


class SealedUnsaved(Problem):
    """A sealed file could not be written; the old one is as it was."""

    key = "sealed_unsaved"


class SealedFile:
    """Bytes kept sealed at `path` (AES-256-GCM, bound to the file's name).

    With a vault that forgets (`is_kept` is False) nothing is written, the bytes
    stay in memory, and a file from a better day is left for the next one.
    Every method may block and may raise a `KeyringProblem`; the file is then untouched.
    """

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path = path
        self._vault = vault
        self._memory: bytes | None = None

    def read(self) -> bytes | None:
        """Return what was written last, or None. Raises `SealedUnreadable`."""
        if not self._vault.is_kept:
            return self._memory
        try:
            whole = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise self.set_aside() from None
        return self._open(whole)

    def write(self, body: bytes) -> None:
        """Keep `body` in place of what was there. Raises `SealedUnsaved`."""
        if not self._vault.is_kept:
            self._memory = body
            return
        sealed = _seal(body, self._path.name, _key(self._vault))
        try:
            write_whole(self._path, sealed)
        except OSError:
            raise SealedUnsaved from None

    def forget(self) -> None:
        """Drop what was written. Raises `SealedUnsaved` if the file cannot be deleted."""
        self._memory = None
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            raise SealedUnsaved from None

    def set_aside(self) -> SealedUnreadable:
        """Move the file out of the way, for what is in it makes no sense; return what to raise."""
        self._memory = None
        set_aside(self._path)
        return SealedUnreadable()

    def _open(self, whole: bytes) -> bytes:
        secret = self._vault.get(SEAL)
        body = None if secret is None else _unseal(whole, self._path.name, secret)
        if body is None:
            raise self.set_aside()
        return body


class SealedFolder:
    """Sealed files by id in one folder, such as the last good copy of each calendar.

    Ids must be opaque (random), never an address or a name: the file's name is
    made from the id alone.
    """

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault
        self._files: dict[str, SealedFile] = {}

    def get(self, identity: str) -> bytes | None:
        """Return the bytes kept under `identity`, or None. Raises as `SealedFile.read`."""
        return self._file(identity).read()

    def put(self, identity: str, body: bytes) -> None:
        """Keep `body` under `identity`. Raises as `SealedFile.write`."""
        self._file(identity).write(body)

    def forget(self, identity: str) -> None:
        """Drop what is kept under `identity`. Raises as `SealedFile.forget`."""
        self._file(identity).forget()

    def _file(self, identity: str) -> SealedFile:
        if identity not in self._files:
            name = hashlib.blake2b(identity.encode(), digest_size=16).hexdigest()
            self._files[identity] = SealedFile(self._folder / f"{name}.sealed", self._vault)
        return self._files[identity]


def _key(vault: Vault) -> Secret:
    """Return the key from the vault; the first time, make it and see that it is really kept."""
    key = vault.get(SEAL)
    if key is None or not _is_key(key):
        vault.set(SEAL, Secret(base64.b64encode(os.urandom(KEY_BYTES)).decode()))
        key = vault.get(SEAL)
    if key is None:
        raise SealedUnsaved
    return key


def _is_key(secret: Secret) -> bool:
    try:
        return len(base64.b64decode(secret.reveal(), validate=True)) == KEY_BYTES
    except ValueError:
        return False


def _seal(body: bytes, name: str, key: Secret) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    cipher = AESGCM(base64.b64decode(key.reveal()))
    return MARK + nonce + cipher.encrypt(nonce, body, MARK + name.encode())


def _unseal(whole: bytes, name: str, key: Secret) -> bytes | None:
    """Return the bytes inside, or None if this key and name do not open them."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not whole.startswith(MARK):
        return None
    rest = whole[len(MARK) :]
    try:
        cipher = AESGCM(base64.b64decode(key.reveal()))
        return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], MARK + name.encode())
    except (InvalidTag, ValueError):
        return None
