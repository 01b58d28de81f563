"""`python -m tests.support.fault_writers settings|sealed|key|pack FOLDER`: writes until killed.

Each time it has written something it says its number.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from accessibility.captions.packs.install import install
from desktop.credentials.keyring_vault import KeyringVault
from desktop.storage.sealed_file import SealedFile
from desktop.storage.settings import Settings
from resources.declared import Setting
from tests.support.file_keyring import FileKeyring, body
from tests.support.packs import NAME, accept, lay_out

CHOICES = tuple(range(10))
COUNT = Setting("count", 0, CHOICES)
"""A choice that is changed all the time."""


def write_settings(folder: Path, number: int) -> None:
    """Choose something else."""
    Settings(folder / "settings.json")[COUNT] = number % len(CHOICES)


def write_sealed(folder: Path, number: int) -> None:
    """Write something else into a sealed file."""
    SealedFile(folder / "a.sealed", _vault(folder)).write(body(number))


def write_key(folder: Path, number: int) -> None:
    """Write a first sealed file, in a place without a key."""
    place = folder / f"{os.getpid()}-{number}"
    place.mkdir()
    SealedFile(place / "a.sealed", _vault(place)).write(body(number))


def write_pack(folder: Path, number: int) -> None:
    """Put a newer pack in the place of the one that is there."""
    given = lay_out(folder.with_name(f"{folder.name}-given") / NAME, content=b"%d" % number)
    install(given, folder, trial=accept)


def _vault(folder: Path) -> KeyringVault:
    return KeyringVault(FileKeyring(folder / "keyring"))


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "settings": write_settings,
    "sealed": write_sealed,
    "key": write_key,
    "pack": write_pack,
}


def main(what: str, folder: Path) -> None:
    """Write until killed."""
    for number in count(1):
        WRITERS[what](folder, number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
