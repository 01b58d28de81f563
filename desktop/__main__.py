"""Entry point: `python -P -m desktop`, installed as `parlour`."""

from __future__ import annotations

import logging
import sys

from desktop.commands import run_command
from desktop.system.log import catch_the_uncaught
from resources.platform.memory_dumps import no_core_dumps


def main() -> int:
    """Do what was typed; the answer is the exit status.

    First of all, no fault may write our memory down. What nobody caught is told without
    its message, and no library writes into our answers.
    """
    no_core_dumps()
    logging.getLogger().addHandler(logging.NullHandler())
    catch_the_uncaught()
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
