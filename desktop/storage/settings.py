"""Stores the person's settings in one JSON file.

The file is replaced whole, so that it survives being killed at any instant, and kept
with a copy, so that it survives being damaged; a file that cannot be understood is set
aside, and one that cannot be read just now is left alone: neither is overwritten.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from resources.declared import StoredValue
from resources.platform.files import NotAFile, can_write, read_whole, set_aside
from resources.platform.kept_file import KeptFile

T = TypeVar("T", str, int, bool)

FORMAT = 1
"""The version of the settings file that is written and read."""
log = logging.getLogger(__name__)


class Settings:
    """Typed choices: `settings[TEXT_SIZE]`, `settings[TEXT_SIZE] = 150`.

    `broken` says that nothing of what was kept could be understood at start, `from_copy`
    that the newest could not, and a copy or what was before it could; `set_aside` is where
    the first such file was put (None: it could not be moved, so nothing is saved over it).
    `unsaved` is True while the newest choices could not be written (a full disk,
    say): they hold for this run, and the next change tries again.
    """

    def __init__(self, path: Path) -> None:
        self._kept = KeptFile(path)
        self._watchers: list[Callable[[str], None]] = []
        self._is_read = False
        self.broken = self.from_copy = False
        self.set_aside: Path | None = None
        self.unsaved = False
        self._values = self._read()

    @property
    def can_save(self) -> bool:
        """Say whether a choice made now would be there after a restart."""
        return not self.unsaved and can_write(self._kept.path.parent)

    def __getitem__(self, setting: StoredValue[T]) -> T:
        """Return the person's choice, or the default if none fits."""
        value: T = self._values.get(setting.key, setting.default)
        return value if setting.accepts(value) else setting.default

    def __setitem__(self, setting: StoredValue[T], value: T) -> None:
        """Remember a choice and save it. Raises ValueError for what is not a choice."""
        if not setting.accepts(value):
            raise ValueError(f"{setting.key} cannot be {value!r}")
        stored = self._values.get(setting.key)
        if type(stored) is type(value) and stored == value and not self.unsaved:
            return
        known: set[str] = {*self._values, setting.key}
        self._values[setting.key] = value
        self._save()
        self._tell((setting.key, *(self._values.keys() - known)))

    def watch(self, watcher: Callable[[str], None]) -> Callable[[], None]:
        """Call `watcher` with a setting's key after each change, until the answer is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def read_again(self) -> None:
        """Read what could not be read at the start; what was chosen since then counts more."""
        known = set(self._values)
        with contextlib.suppress(OSError):
            self._catch_up()
        self._tell(self._values.keys() - known)

    def _tell(self, keys: Iterable[str]) -> None:
        for key in keys:
            for watcher in list(self._watchers):
                watcher(key)

    def _catch_up(self) -> None:
        """Read the file if that was not possible before. Raises OSError if it still is not."""
        if not self._is_read:
            self._values = self._read() | self._values
        if not self._is_read:
            raise OSError

    def _read(self) -> dict[str, Any]:
        spoilt: list[Path] = []
        found: dict[str, Any] | None = None
        self._is_read = True
        try:
            for path in self._kept.places:
                found = _understood(path, spoilt)
                if found is not None:
                    break
        except OSError as error:
            log.warning("settings not read: %s", type(error))
            self._is_read = False
            return {}
        self._put_aside(spoilt, is_found=found is not None)
        return found or {}

    def _put_aside(self, spoilt: list[Path], *, is_found: bool) -> None:
        if spoilt:
            self.broken, self.from_copy = not is_found, is_found
            self.set_aside, *_ = [set_aside(path) for path in spoilt]

    def _save(self) -> None:
        try:
            self._catch_up()
            whole = {"format": FORMAT, "choices": self._values, "sum": _sum(self._values)}
            body = json.dumps(whole, indent=1, sort_keys=True)
            self._kept.write(body.encode(), _is_good)
            self.unsaved = False
        except OSError as error:
            self.unsaved = True
            log.warning("settings not saved: %s", type(error))


def _understood(path: Path, spoilt: list[Path]) -> dict[str, Any] | None:
    """Read a settings file; None if it is not there, or is one of the `spoilt`. Raises OSError."""
    try:
        return _choices(read_whole(path))
    except FileNotFoundError:
        return None
    except (ValueError, RecursionError, NotAFile):
        spoilt.append(path)
        return None


def _is_good(path: Path) -> bool:
    try:
        _choices(read_whole(path))
    except (ValueError, RecursionError, NotAFile):
        return False
    return True


def _sum(choices: dict[str, Any]) -> int:
    """Return what tells choices from others that differ in a bit."""
    return crc32(json.dumps(choices, sort_keys=True).encode())


def _choices(body: bytes) -> dict[str, Any]:
    """Read a settings file. Raises ValueError for any other: damaged, or of a later format.

    Older ones have no sum.
    """
    stored = json.loads(body)
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise ValueError("not a settings file of this format")
    if not isinstance(stored.get("choices"), dict):
        raise ValueError("not a settings file")
    if stored.get("sum", _sum(stored["choices"])) != _sum(stored["choices"]):
        raise ValueError("a settings file that was changed by a fault")
    return dict(stored["choices"])
