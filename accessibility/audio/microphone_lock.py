"""The microphone is listened to by one Parlour at a time: two would caption the same words."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from accessibility.audio.source import AudioSource
from resources.declared import Problem

NAME = "parlour-microphone.lock"


class MicrophoneTaken(Problem):
    """Another Parlour of this person listens to the microphone now."""

    key = "microphone_taken"


class LockedSource:
    """An ear that holds the lock until it is closed, or its process ends.

    Raises `MicrophoneTaken`, and what `open_source` raises; then nothing is held.
    """

    def __init__(
        self, open_source: Callable[[], AudioSource], environ: Mapping[str, str] = os.environ
    ) -> None:
        self._lock = _hold(_folder(environ) / NAME)
        try:
            self._ear = open_source()
        except BaseException:
            self._lock.close()
            raise
        self.name, self.device, self.waits = self._ear.name, self._ear.device, self._ear.waits

    def read(self) -> bytes | None:
        """Read as the ear does."""
        return self._ear.read()

    def close(self) -> None:
        """Let go of the device, then of the lock."""
        self._ear.close()
        self._lock.close()


def _folder(environ: Mapping[str, str]) -> Path:
    """Return a folder of this person's own that every Parlour of theirs finds."""
    runtime = Path(environ.get("XDG_RUNTIME_DIR", ""))
    if runtime.is_absolute() and runtime.is_dir():
        return runtime
    return Path(tempfile.gettempdir())


def _hold(path: Path) -> IO[bytes]:
    """Return the locked file. Where there can be no lock (Windows, a folder that may not be
    written), listening goes on without one."""
    if sys.platform == "win32":
        return Path(os.devnull).open("rb")
    import fcntl

    own = path.with_name(f"{os.getuid()}-{path.name}")
    try:
        # Never through a link that somebody else put there.
        file = os.fdopen(os.open(own, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b")
    except OSError:
        return Path(os.devnull).open("rb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise MicrophoneTaken from None
    return file
