"""Tries, in a child, whether the system itself keeps our children off the network.

`python -P -m resources.platform.protection` is that child: it ends with 0 if no way out was left.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence

from resources.platform.child_process import PROTECTION, begin_child, child_command, start_child

COMMAND = child_command(PROTECTION)

PATIENCE_S = 60.0
"""Seconds the child may take. A moment is enough, but a busy computer must not be told that it has
no protection; who asks stops waiting sooner."""


def is_network_refused(command: Sequence[str] = COMMAND) -> bool:
    """Say whether the system refuses a child of ours the network. Blocking."""
    from subprocess import TimeoutExpired

    try:
        child = start_child(command)
    except OSError:
        return False
    with child:
        try:
            return child.wait(PATIENCE_S) == 0
        except TimeoutExpired:
            return False
        finally:
            child.kill()


def main() -> int:
    """Be the child."""
    begin_child()
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.socket(family).close()
        except PermissionError:
            continue
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
