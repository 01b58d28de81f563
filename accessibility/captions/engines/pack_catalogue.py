"""Catalogue of known language packs (`resources/models.toml`); verifies files by size and sum."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from accessibility.captions.engines.recogniser import PackNotLoaded

_VERSION = re.compile(r"-v?(\d+(?:\.\d+)*)(?=-|$)")
"""Where the makers put the version in the name of a pack: `-0.22`, `-v3`."""


class PackChanged(PackNotLoaded):
    """The files of a pack are not the ones its makers gave out."""

    key = "pack_changed"


class FileSum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one file must be."""

    bytes: int
    sha256: str


class KnownPack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pack: fetched from `url`, or brought by the Python package `package`."""

    language: str
    name: str
    engine: str
    bytes: int
    licence: str
    url: str = ""
    package: str = ""
    sha256: str = ""
    errors: tuple[float, ...] = ()
    files: dict[str, FileSum] = {}


class _Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checked: date
    pack: tuple[KnownPack, ...]


@cache
def known_packs() -> tuple[KnownPack, ...]:
    """Return every pack that is known, the best of each language first."""
    text = files("resources").joinpath("models.toml").read_bytes()
    return msgspec.toml.decode(text, type=_Known).pack


def brought_by(package: str) -> KnownPack | None:
    """Return the pack that a Python package brings, if it is known."""
    return next((each for each in known_packs() if package and each.package == package), None)


def facts_of(name: str) -> KnownPack | None:
    """Return what is known of a pack by its name, or by the Python package that brings it."""
    named = (each for each in known_packs() if each.name == name)
    return next(named, None) or brought_by(name)


def newer_than(name: str) -> KnownPack | None:
    """Return a pack that can be fetched and is a later version of the one called `name`."""
    family, version = _family(name)
    later = [
        each
        for each in known_packs()
        if each.url and _family(each.name)[0] == family and _family(each.name)[1] > version
    ]
    return max(later, key=lambda each: _family(each.name)[1], default=None) if version else None


def _family(name: str) -> tuple[str, tuple[int, ...]]:
    """Take a name apart: what all versions share, and the version (0.22 came after 0.4)."""
    found = _VERSION.search(name)
    if found is None:
        return name, ()
    return name.replace(found[0], "", 1), tuple(map(int, found[1].split(".")))


def has_right_sizes(folder: Path, pack: KnownPack) -> bool:
    """Say whether the files in `folder` are as long as they must be: quick, and no proof."""
    try:
        return all((folder / name).stat().st_size == it.bytes for name, it in pack.files.items())
    except OSError:
        return False


def verify(folder: Path) -> None:
    """Raise `PackChanged` if a known Python package brought this folder and its sums are wrong.

    Takes 0.05 s for 75 MB, so it is done at each load and nothing is remembered.
    """
    pack = brought_by(folder.parent.name)
    if pack is None:
        return
    try:
        right = all(sha256_of(folder / name) == it.sha256 for name, it in pack.files.items())
    except OSError:
        right = False
    if not right:
        raise PackChanged


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
