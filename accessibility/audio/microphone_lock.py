"""Lock on the microphone: one Parlour of a person captions it at a time.

The system lets go of the lock when its process ends, however that ends.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from accessibility.audio.source import AudioSource
from resources.declared import Problem

if TYPE_CHECKING:
    from filelock import BaseFileLock

NAME = "parlour-microphone.lock"


class MicrophoneTaken(Problem):
    """Another Parlour of this person listens to the microphone now."""

    key = "microphone_taken"


class LockedSource:
    """A source that holds the lock until it is closed, or its process ends.

    Raises `MicrophoneTaken`, and what `open_source` raises; then nothing is held.
    """

    def __init__(
        self, open_source: Callable[[], AudioSource], environ: Mapping[str, str] = os.environ
    ) -> None:
        self._lock = _hold(_path(environ))
        try:
            self._source = open_source()
        except BaseException:
            self._lock.release()
            raise
        self.name, self.device = self._source.name, self._source.device
        self.waits = self._source.waits

    def read(self) -> bytes | None:
        """Read as the source does."""
        return self._source.read()

    def close(self) -> None:
        """Let go of the device, then of the lock."""
        self._source.close()
        self._lock.release()


def lock_files(environ: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the file that is locked, made here, or none where there can be none.

    A process that gives up the right to make files asks before it does.
    """
    path = _path(environ)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except OSError:
        return []
    return [path]


def _path(environ: Mapping[str, str]) -> Path:
    return _folder(environ) / _file_name()


def _folder(environ: Mapping[str, str]) -> Path:
    """Return a folder of this person's own that every Parlour of theirs finds."""
    runtime = Path(environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute() and runtime.is_dir():
        return runtime
    return Path(tempfile.gettempdir())


def _hold(path: Path) -> BaseFileLock:
    """Return the lock, held; or not held where there can be none (a folder that may not be
    written, a link that somebody else put there): listening goes on without."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise MicrophoneTaken from None
    except (OSError, NotImplementedError):
        pass
    return lock


def _file_name() -> str:
    """Return a name of this person's own: all may share the folder, but on Windows."""
    return NAME if sys.platform == "win32" else f"{os.getuid()}-{NAME}"
