"""A keyring in a plain file, for tests with several processes; also a program that uses one.

python -m tests.support.file_keyring KEYRING FOLDER NAME   waits for a line, then seals a file
python -m tests.support.file_keyring KEYRING FOLDER NAME --endless   and goes on until killed
python -m tests.support.file_keyring KEYRING FOLDER NAME --dies-at 0.5   is killed in the third
"""

from __future__ import annotations

import json
import sys
from itertools import count
from pathlib import Path

from desktop.credentials.keyring_vault import KeyringVault
from desktop.storage.sealed_file import SealedFile
from tests.support.dying import die_within

BODY_BYTES = 40_000
"""Bytes of what is sealed: more than is written in one go."""


class FileKeyring:
    """A backend of `keyring` that keeps passwords in a file, as they are."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get_password(self, service: str, username: str) -> str | None:
        """Return the password, or None if there is none."""
        return self._read().get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self._path.write_text(json.dumps(self._read() | {service: password}), "utf-8")

    def delete_password(self, service: str, username: str) -> None:
        """Delete a password."""
        left = {name: text for name, text in self._read().items() if name != service}
        self._path.write_text(json.dumps(left), "utf-8")

    def _read(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        passwords: dict[str, str] = json.loads(self._path.read_text("utf-8") or "{}")
        return passwords


def body(number: int) -> bytes:
    """Return what is written the `number`th time."""
    return f"{number:010}".encode() * (BODY_BYTES // 10)


def main(
    keyring: str, folder: str, name: str, *, is_endless: bool = False, dies_at: float | None = None
) -> None:
    """Seal a file, once or until killed, and say so each time."""
    file = SealedFile(Path(folder) / name, KeyringVault(FileKeyring(Path(keyring))))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()

    def seal(number: int) -> None:
        file.write(body(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()

    for number in count() if is_endless else (0,):
        seal(number)
    if dies_at is not None:
        die_within(lambda: file.write(body(2)), lambda: seal(1), dies_at)


if __name__ == "__main__":
    main(
        *sys.argv[1:4],
        is_endless="--endless" in sys.argv,
        dies_at=float(sys.argv[-1]) if "--dies-at" in sys.argv else None,
    )
