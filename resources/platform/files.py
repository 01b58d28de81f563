"""Reads, replaces whole, moves aside and locks files so that nothing good is lost."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")

DISK_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""Numbers of errors: there is no room for what was to be written."""

NOT_PERMITTED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))
"""Numbers of errors: it may be read there, and not written."""

SHARING_ERRORS = (5, 32, 33)
"""Numbers of Windows errors: another program, an antivirus say, has the file open just now."""

PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds before each new try at a file that another program has open."""

LOCK_PAUSE_S = 0.05
"""Seconds between two tries at a lock that another process holds."""


UNFINISHED = ".part"
"""How the name of a file ends that is being written and will be renamed."""

MOST_BYTES = 256 * 1024**2
"""Bytes of the longest file that is read whole; none of ours comes near it."""


class NotAFile(OSError):
    """A FIFO, a device or a huge file where one of ours belongs: reading might never end."""


def regular_only(path: str, flags: int) -> int:
    """Open as `os.open` does, for the `opener` of `open`; never waits for a FIFO.

    Raises OSError, which is `NotAFile` for a FIFO or a device.
    """
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISREG(kind):
        return descriptor
    os.close(descriptor)
    raise IsADirectoryError if stat.S_ISDIR(kind) else NotAFile


def write_whole(path: Path, body: bytes, make_way: Callable[[], None] = lambda: None) -> None:
    """Replace `path` by `body` so that a reader meets the old file or the new one, never a part.

    `make_way` may move the old file elsewhere, once the new one is safe on the disk.
    Raises OSError; the old file is then as it was, or where `make_way` has put it.
    """
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sweep_unfinished(path.parent, path.name)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as part:
            try_lock(part)  # `sweep_unfinished` leaves it alone
            part.write(body)
            part.flush()
            os.fsync(part.fileno())
            if sys.platform == "win32":
                part.close()  # an open file is not renamed there
            make_way()
            patiently(lambda: Path(name).replace(path))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep_unfinished(folder: Path, name: str = "*") -> None:
    """Delete what a `write_whole` that was killed has left in `folder`; never raises OSError."""
    wanted = name if name == "*" else glob.escape(name)
    with suppress(OSError):
        for left in list(folder.glob(f".{wanted}.*{UNFINISHED}")):
            with suppress(OSError):
                if not is_held(left):
                    left.unlink()


def read_whole(path: Path) -> bytes:
    """Read a file. Raises OSError, but not for one that another program has open for a moment.

    What is no file, or longer than `MOST_BYTES`, is `NotAFile`: that does not pass by itself.
    """
    return patiently(partial(_read, path))


def _read(path: Path) -> bytes:
    with open(path, "rb", opener=regular_only) as file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise NotAFile
        return file.read()


def patiently(work: Callable[[], T]) -> T:
    """Do `work` again for about a second while Windows says that a file is in use."""
    for pause in PAUSES_S:
        try:
            return work()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in SHARING_ERRORS:
                raise
        time.sleep(pause)
    return work()


def named_place(name: str) -> Path:
    """Return the path that somebody named; `~` of a person unknown here is a name like others."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def can_write(folder: Path) -> bool:
    """Say whether a file can be made in `folder`, or where it would be made; leaves none."""
    import tempfile

    at = folder.absolute()
    while not at.exists() and at != at.parent:
        at = at.parent
    try:
        tempfile.TemporaryFile(dir=at).close()
    except OSError:
        return False
    return True


def set_aside(path: Path) -> Path | None:
    """Move a file that cannot be understood out of the way; None if it cannot be moved."""
    for number in range(1, 100):
        aside = path.with_name(f"{path.name}.broken-{number}")
        if not aside.exists():
            try:
                patiently(partial(path.replace, aside))
            except OSError:
                return None
            return aside
    return None


def put_aside(path: Path) -> list[Path]:
    """Return what `set_aside` has moved out of the way of `path`."""
    return sorted(path.parent.glob(f"{path.name}.broken-*"))


def is_private(folder: Path) -> bool:
    """Say whether nobody else could have put anything into `folder`; closes it to others."""
    if sys.platform == "win32":
        return True
    found = folder.lstat()
    if found.st_uid != os.getuid() or folder.is_symlink():
        return False
    folder.chmod(0o700)
    return True


@contextmanager
def locked(path: Path, patience_s: float) -> Iterator[None]:
    """Hold the lock `path` against other processes and threads. Raises OSError, or TimeoutError."""
    end = time.monotonic() + patience_s
    with path.open("ab") as file:
        while not try_lock(file):
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(LOCK_PAUSE_S)
        yield


def is_held(path: Path) -> bool:
    """Say whether a process that lives has locked the file. Raises OSError."""
    with open(path, "r+b", opener=regular_only) as file:
        return not try_lock(file)


if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[bytes]) -> bool:
        """Lock an open file until it is closed; False if another one has the lock."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(file: IO[bytes]) -> bool:
        """Lock an open file until it is closed; False if another one has the lock."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
