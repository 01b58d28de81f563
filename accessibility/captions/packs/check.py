"""Tries whether a language pack loads: in a child process, for a corrupt one aborts.

`python -m accessibility.captions.packs.check DIR` is that child: it ends with 0 if the pack
in DIR could be loaded and has listened to a second of silence.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from accessibility.captions.engines import loading as engines
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.events import BYTES_A_SECOND

CHILD = (sys.executable, "-m", "accessibility.captions.packs.check")
"""Starts the child; the folder of the pack follows."""

LONGEST_S = 120.0
"""Seconds a load may take; a large pack on a slow disk needs up to a minute."""


def check(pack: Path, command: Sequence[str] = CHILD) -> None:
    """Load a pack for trial; raises `PackNotLoaded` if it does not work on this computer."""
    try:
        ended = subprocess.run(
            [*command, str(pack)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise PackNotLoaded from None
    if ended.returncode != 0:
        raise PackNotLoaded


def main(arguments: Sequence[str]) -> int:
    """Be the child."""
    try:
        recogniser = engines.load(Path(arguments[0])).recogniser()
    except PackNotLoaded:
        return 1
    recogniser.feed(bytes(BYTES_A_SECOND))
    recogniser.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
