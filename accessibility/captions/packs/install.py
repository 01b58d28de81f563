"""Installs a language pack from a zip file or folder that is not trusted: whole or not at all.

A pack is written into a hidden folder beside its place and renamed when it is complete
and has been tried. A zip file may lie about anything; nothing of it is believed.
"""

from __future__ import annotations

import io
import lzma
import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from math import ceil
from pathlib import Path, PurePosixPath
from typing import IO

from accessibility.captions.engines.loading import engine_of
from accessibility.captions.packs.check import check
from accessibility.captions.packs.language_packs import (
    HIDDEN,
    UNKNOWN,
    LanguagePack,
    language_of,
    read_pack,
)
from accessibility.captions.packs.leftovers import GONE, new_folder, sweep
from resources.declared import Problem
from resources.platform.files import regular_only

MOST_FILES = 5_000
MOST_FOLDERS = 8
"""Folders in each other; a pack has two or three."""

MOST_LETTERS = 200
"""Letters of a file's name, with its folders: longer ones cannot be written everywhere."""

MOST_LISTED_BYTES = MOST_FILES * 300
"""Bytes of the list of entries at the end of a zip file."""

MOST_BYTES = 8 * 1024**3
MOST_BYTES_A_BYTE = 50
"""A model packs to half its size; what packs to a fiftieth is a bomb."""

FREE_BYTES = 200 * 1024**2
"""Bytes of the disk that stay free for everything else."""

OLD = f"{HIDDEN}old-"
"""Before the name of a pack that a newer one of the same name is taking the place of."""

BLOCK_BYTES = 1024**2
"""Copied at a time."""

_NO_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, MemoryError),
    *(ValueError, LookupError, ArithmeticError, RuntimeError),
)
"""What `zipfile` raises for a broken archive, or for one packed in a way it does not know."""


class PackUnsafe(Problem):
    """The file or folder holds what a language pack never holds: links, tricks, bombs."""

    key = "pack_unsafe"


class NotAPack(Problem):
    """The file or folder is there, but it is no language pack."""

    key = "not_a_pack"


class PackNotNamed(Problem):
    """The name of the pack does not say what language it is for."""

    key = "pack_not_named"


class NoRoomForPack(Problem):
    """The disk is too full, or may not be written."""

    key = "no_room_for_pack"


class TooLittleRoom(NoRoomForPack):
    """The disk is too full, by so many megabytes."""

    key = "too_little_room_for_pack"


class PackNotOurs(Problem):
    """The pack came with another program, which must remove it."""

    key = "pack_not_ours"


def install(
    given: Path, packs: Path, *, trial: Callable[[Path], None] = check, name: str = ""
) -> LanguagePack:
    """Install the pack in `given`, a zip file or a folder, under `packs`; blocks.

    `trial` loads it before it counts as installed. `name` overrules the name found.
    Raises `PackUnsafe`, `NotAPack`, `PackNotNamed`, `NoRoomForPack` or `PackNotLoaded`.
    """
    with _new_folder(packs) as new:
        if given.is_dir():
            _copy(given, new)
        else:
            _unpack(given, new)
        root = _root(new)
        name = name or _name(given, root, new)
        trial(root)
        target = packs / name
        _put_in_place(root, target)
    pack = read_pack(target, "own")
    if pack is None:
        raise NotAPack
    return pack


def put_back(packs: Path) -> None:
    """Put a pack back that was moved aside for a newer one that never came; blocks."""
    for old in packs.glob(f"{OLD}*"):
        target = packs / old.name.removeprefix(OLD)
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            with suppress(OSError):  # another Parlour was quicker, or the disk may not be written
                old.rename(target)


def tidy(packs: Path) -> None:
    """Put back and delete what a run that was killed has left among the packs; blocks."""
    put_back(packs)
    sweep(packs)


def remove(pack: LanguagePack) -> None:
    """Remove a pack that Parlour installed; raises `PackNotOurs` or `NoRoomForPack`."""
    if pack.origin != "own":
        raise PackNotOurs
    try:
        _throw_away(pack.path)
    except OSError:
        raise NoRoomForPack from None


def make_room(packs: Path, size: int) -> None:
    """Raise `NoRoomForPack` unless the disk takes `size` bytes more and stays usable."""
    try:
        packs.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(packs).free
    except OSError:
        raise NoRoomForPack from None
    if free < size + FREE_BYTES:
        raise TooLittleRoom(need=ceil((size + FREE_BYTES - free) / 1_000_000))


@contextmanager
def _new_folder(packs: Path) -> Iterator[Path]:
    make_room(packs, 0)
    tidy(packs)
    try:
        with new_folder(packs) as new:
            yield new
    except OSError:
        raise NoRoomForPack from None


def _unpack(given: Path, new: Path) -> None:
    try:
        packed = _size(given)
        with _listed(given) as file, zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_listing(entries, packed)
            make_room(new, sum(entry.file_size for entry in entries))
            for entry in entries:
                with archive.open(entry) as source:
                    read = partial(_read, source)
                    _write(read, new / _safe(entry.filename), entry.file_size)
    except _NO_ZIP:
        raise NotAPack from None


class _ListedFile(io.FileIO):
    """A zip file that refuses to give out a list of a million entries.

    `zipfile` reads the list at once, as long as the file says it is, and makes an object of
    each entry: that took minutes, and all memory.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MOST_LISTED_BYTES:
            raise PackUnsafe
        return super().read(size) or b""


def _listed(given: Path) -> _ListedFile:
    try:
        return _ListedFile(given)
    except OSError:
        raise NotAPack from None


def _read(source: IO[bytes], size: int) -> bytes:
    """Read from an archive: what goes wrong here has nothing to do with the disk's room."""
    try:
        return source.read(size)
    except OSError:  # bz2's own error is one
        raise NotAPack from None


def _size(given: Path) -> int:
    try:
        with open(given, "rb", opener=regular_only) as file:
            return file.seek(0, os.SEEK_END)
    except OSError:
        raise NotAPack from None


def _check_listing(entries: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse an archive by what it says of itself; what it then does is watched as well."""
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_FILES or total > min(MOST_BYTES, packed * MOST_BYTES_A_BYTE):
        raise PackUnsafe
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or entry.flag_bits & 0x1:
            raise PackUnsafe
    names = [_safe(entry.filename) for entry in entries]
    if len({str(name).casefold() for name in names}) != len(names):
        raise PackUnsafe


def _safe(name: str) -> PurePosixPath:
    """Return a name inside an archive if it stays inside the folder; raises `PackUnsafe`."""
    path = PurePosixPath(name)
    strange = any(letter in '\\:*?"<>|' or letter < " " for letter in name) or ".." in path.parts
    if path.is_absolute() or strange or not path.parts or any(map(_ends_badly, path.parts)):
        raise PackUnsafe
    if len(name) > MOST_LETTERS or len(path.parts) > MOST_FOLDERS + 1:
        raise PackUnsafe
    return path


def _ends_badly(part: str) -> bool:
    """Say whether Windows would give this part another name."""
    return part != part.rstrip(". ")


def _copy(given: Path, new: Path) -> None:
    entries = [*islice(_walk(given), MOST_FILES + 1)]
    if len(entries) > MOST_FILES or sum(size for _, size in entries) > MOST_BYTES:
        raise PackUnsafe
    make_room(new, sum(size for _, size in entries))
    for path, size in entries:
        with open(path, "rb", opener=regular_only) as source:
            _write(source.read, new / given.name / path.relative_to(given), size)


def _walk(folder: Path, deep: int = 0) -> Iterator[tuple[Path, int]]:
    """Yield each file and its size; raises `PackUnsafe` for links, devices, endless folders."""
    for path in folder.iterdir():
        found = path.lstat()
        if stat.S_ISDIR(found.st_mode) and deep < MOST_FOLDERS:
            yield from _walk(path, deep + 1)
        elif stat.S_ISREG(found.st_mode):
            yield path, found.st_size
        else:
            raise PackUnsafe


def _write(read: Callable[[int], bytes], target: Path, size: int) -> None:
    """Write one file, to the disk itself; raises `PackUnsafe` if it is longer than it said."""
    target.parent.mkdir(parents=True, exist_ok=True)
    left = size
    with target.open("xb") as file:
        while piece := read(BLOCK_BYTES):
            left -= len(piece)
            if left < 0:
                raise PackUnsafe
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _root(new: Path) -> Path:
    """Return where in the new folder the pack itself lies; raises `NotAPack`."""
    places = [new, *sorted(new.glob("*")), *sorted(new.glob("*/*"))]
    for place in places:
        if engine_of(place):
            return place
    raise NotAPack


def _name(given: Path, root: Path, new: Path) -> str:
    """Return the name that says the language: the folder's, or else the file's."""
    above = [place.name for place in (root, root.parent) if new in place.parents]
    for name in (*above, given.stem if given.is_file() else given.name):
        if language_of(name) != UNKNOWN:
            return name
    raise PackNotNamed


def _put_in_place(root: Path, target: Path) -> None:
    """Swap the pack in; an older one of the same name goes only after the new one stands.

    Where that is cut short between the two steps, `put_back` makes it whole.
    """
    old = target.with_name(f"{OLD}{target.name}")
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    try:
        root.rename(target)
    except OSError:
        put_back(target.parent)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _throw_away(folder: Path) -> None:
    """Make a folder unfindable in one step, then delete it."""
    gone = folder.with_name(f"{GONE}{os.getpid()}-{folder.name}")
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
