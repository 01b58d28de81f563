"""Stores the person's settings in one JSON file.

The file is replaced whole, so that it survives being killed at any instant; a
file that cannot be understood is set aside, and one that cannot be read just now
is left alone: neither is overwritten.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from resources.declared import StoredValue
from resources.platform.files import NotAFile, can_write, read_whole, set_aside, write_whole

T = TypeVar("T", str, int, bool)

FORMAT = 1
"""The version of the settings file that is written and read."""
log = logging.getLogger(__name__)


class Settings:
    """Typed choices: `settings[TEXT_SIZE]`, `settings[TEXT_SIZE] = 150`.

    `broken` says that the file could not be understood at start, and `set_aside`
    where it was put (None: it could not be moved, so nothing is saved over it).
    `unsaved` is True while the newest choices could not be written (a full disk,
    say): they hold for this run, and the next change tries again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._watchers: list[Callable[[str], None]] = []
        self._is_read = False
        self.broken = False
        self.set_aside: Path | None = None
        self.unsaved = False
        self._values = self._read()

    @property
    def can_save(self) -> bool:
        """Say whether a choice made now would be there after a restart."""
        return not self.unsaved and can_write(self._path.parent)

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
        try:
            self._is_read = True
            return _choices(read_whole(self._path))
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError, NotAFile):
            self.broken = True
            self.set_aside = set_aside(self._path)
            return {}
        except OSError as error:
            log.warning("settings not read: %s", type(error))
            self._is_read = False
            return {}

    def _save(self) -> None:
        try:
            self._catch_up()
            self._make_way()
            whole = {"format": FORMAT, "choices": self._values}
            body = json.dumps(whole, indent=1, sort_keys=True)
            write_whole(self._path, body.encode())
            self.unsaved = False
        except OSError as error:
            self.unsaved = True
            log.warning("settings not saved: %s", type(error))

    def _make_way(self) -> None:
        """See that a broken file is never written over. Raises OSError."""
        if self.broken and self.set_aside is None and self._path.exists():
            self.set_aside = set_aside(self._path)
            if self.set_aside is None:
                raise FileExistsError


def _choices(body: bytes) -> dict[str, Any]:
    """Read a settings file. Raises ValueError for any other, also one of a later format."""
    stored = json.loads(body)
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise ValueError("not a settings file of this format")
    if not isinstance(stored.get("choices"), dict):
        raise ValueError("not a settings file")
    return dict(stored["choices"])
