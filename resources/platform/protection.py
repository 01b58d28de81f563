"""Tries, in a child, whether the system itself keeps our children off the network and off files.

`python -P -m resources.platform.protection` is that child: it writes what it found refused.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from resources.platform.child_process import PROTECTION, begin_child, child_command, start_child

COMMAND = child_command(PROTECTION)

PATIENCE_S = 60.0
"""Seconds the child may take. A moment is enough, but a busy computer must not be told that it has
no protection; who asks stops waiting sooner."""


def what_is_refused(command: Sequence[str] = COMMAND) -> frozenset[str]:
    """Return which of `network` and `files` the system refuses a child of ours. Blocking."""
    try:
        with TemporaryDirectory() as folder:
            return _ask((*command, folder))
    except OSError:
        return frozenset()


def _ask(command: Sequence[str]) -> frozenset[str]:
    from subprocess import TimeoutExpired

    with start_child(command, "stdout") as child:
        try:
            told = child.communicate(timeout=PATIENCE_S)[0]
        except TimeoutExpired:
            told = b""
        finally:
            child.kill()
    return frozenset(told.decode("ascii", "replace").split() if child.returncode == 0 else ())


def main(arguments: Sequence[str]) -> int:
    """Be the child; the one argument is a folder that we could write in."""
    begin_child()
    if all(map(_is_refused, (_socket(socket.AF_INET), _socket(socket.AF_INET6)))):
        sys.stdout.write("network ")
    if _is_refused((Path(arguments[0]) / "file").touch):
        sys.stdout.write("files")
    return 0


def _socket(family: int) -> Callable[[], None]:
    return lambda: socket.socket(family).close()


def _is_refused(what: Callable[[], None]) -> bool:
    try:
        what()
    except PermissionError:
        return True
    except OSError:
        pass
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
