"""Keeps a file three times: the newest, a copy of it, and what was written before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from resources.platform.files import patiently, set_aside, write_whole

IsGood = Callable[[Path], bool]
"""Says whether a file can be understood. Raises OSError if it is not there or not to be read."""


class KeptFile:
    """What is written at `path`, so that one spoilt file loses nothing.

    Beside it lie the same once more (`.copy`) and what was there before it (`.before`), for
    a newest that makes no sense. What is not good is set aside, and never written over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.copy = path.with_name(f"{path.name}.copy")
        self.before = path.with_name(f"{path.name}.before")

    @property
    def places(self) -> tuple[Path, Path, Path]:
        """Return where it may lie, the newest first."""
        return self.path, self.copy, self.before

    def write(self, body: bytes, is_good: IsGood) -> None:
        """Keep `body` as the newest, and what was the newest as the one before.

        Raises OSError; the old ones are then as they were, or one step further.
        """
        write_whole(self.path, body, lambda: self._make_way(is_good))
        with suppress(OSError):  # the newest is safe, and so is the one before
            _is_kept(self.copy, is_good)
            write_whole(self.copy, body)

    def _make_way(self, is_good: IsGood) -> None:
        if _is_kept(self.path, is_good):
            _is_kept(self.before, is_good)
            patiently(lambda: self.path.replace(self.before))


def _is_kept(path: Path, is_good: IsGood) -> bool:
    """Say whether a good file is there; any other is set aside. Raises OSError."""
    try:
        if is_good(path):
            return True
    except FileNotFoundError:
        return False
    if set_aside(path) is None:
        raise FileExistsError
    return False
