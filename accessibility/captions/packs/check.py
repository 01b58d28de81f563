"""Tries whether a language pack loads: in a child process, for a corrupt one aborts.

`python -m accessibility.captions.packs.check DIR` is that child: it ends with 0 if the pack
in DIR could be loaded and has listened to a second of silence.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.events import BYTES_A_SECOND
from resources.platform.child_process import PACK_CHECK, begin_child, child_command, start_child

CHILD = child_command(PACK_CHECK)
"""Starts the child; the folder of the pack follows."""

LONGEST_S = 120.0
"""Seconds a load may take; a large pack on a slow disk needs up to a minute."""


def check(pack: Path, command: Sequence[str] = CHILD) -> None:
    """Load a pack for trial; raises `PackNotLoaded` if it does not work on this computer."""
    from subprocess import TimeoutExpired

    try:
        child = start_child((*command, str(pack.absolute())))
    except OSError:
        raise PackNotLoaded from None
    with child:
        try:
            status = child.wait(LONGEST_S)
        except TimeoutExpired:
            raise PackNotLoaded from None
        finally:
            child.kill()
    if status != 0:
        raise PackNotLoaded


def main(arguments: Sequence[str]) -> int:
    """Be the child."""
    begin_child()
    try:
        recogniser = engines.load(Path(arguments[0])).recogniser()
    except PackNotLoaded:
        return 1
    recogniser.feed(bytes(BYTES_A_SECOND))
    recogniser.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
