"""Deletes what installs and downloads that were killed have left among the packs.

Whoever is at work on a name holds `.NAME.lock`: what nobody holds is a leftover.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from accessibility.captions.engines.pack_catalogue import known_packs
from accessibility.captions.packs.language_packs import HIDDEN
from resources.platform.files import is_held, locked, sweep_unfinished

NEW = f"{HIDDEN}new-"
"""Before the name of a folder that is being filled."""

GONE = f"{HIDDEN}gone-"
"""Before the name of a pack that is being deleted."""

LOCK = ".lock"
PATIENCE_S = 0.5
"""Seconds to wait for a lock: `sweep` holds one for as long as it looks whether it is held."""

FORGOTTEN_S = 24 * 3600
"""Seconds after which a folder that has no lock at all is thrown away."""

DOWNLOAD_KEPT_S = 30 * 24 * 3600
"""Seconds that a stopped download waits to be taken up again."""


@contextmanager
def at_work(packs: Path, name: str) -> Iterator[None]:
    """Hold `name` against other Parlours and `sweep`. Raises TimeoutError if one has it."""
    lock = packs / f"{HIDDEN}{name}{LOCK}"
    with locked(lock, PATIENCE_S):
        try:
            yield
        finally:
            with suppress(OSError):  # Windows deletes no open file; `sweep` does it later
                lock.unlink()


@contextmanager
def new_folder(packs: Path) -> Iterator[Path]:
    """Make a hidden folder to fill; what is left of it in the end is deleted. Raises OSError."""
    new = packs / f"{NEW}{secrets.token_hex(8)}"
    with at_work(packs, new.name.removeprefix(HIDDEN)):
        new.mkdir(mode=0o700)
        try:
            yield new
        finally:
            shutil.rmtree(new, ignore_errors=True)


def sweep(packs: Path) -> None:
    """Delete what nobody is at work on: half-filled folders, old downloads. Never raises."""
    with suppress(OSError):
        for left in sorted(packs.iterdir()):
            with suppress(OSError):
                if _is_left(packs, left):
                    _delete(left)
    sweep_unfinished(packs)


def _is_left(packs: Path, path: Path) -> bool:
    name = path.name
    if name.startswith(HIDDEN) and name.endswith(LOCK):
        return not is_held(path)
    if name.startswith(GONE):
        return True
    if name.startswith(NEW):
        return _is_abandoned(path)
    pack = _downloaded(path)
    if not pack or _is_at_work(packs, pack):
        return False
    return (packs / pack).is_dir() or time.time() - _changed(path) > DOWNLOAD_KEPT_S


def _is_abandoned(new: Path) -> bool:
    try:
        return not is_held(new.with_name(f"{new.name}{LOCK}"))
    except FileNotFoundError:
        return time.time() - new.stat().st_mtime > FORGOTTEN_S


def _is_at_work(packs: Path, name: str) -> bool:
    try:
        return is_held(packs / f"{HIDDEN}{name}{LOCK}")
    except FileNotFoundError:
        return False


def _downloaded(path: Path) -> str:
    """Return the name of the pack that an unfinished download is of; "" for anything else."""
    if not path.name.startswith(HIDDEN):
        return ""
    name = path.name.removeprefix(HIDDEN)
    if path.suffix in (".zip", ".mark"):
        return name.removesuffix(path.suffix)
    return name if name in {pack.name for pack in known_packs()} else ""


def _changed(path: Path) -> float:
    """Return when something of it was last written."""
    return max(each.stat().st_mtime for each in (path, *path.glob("*")))


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
