"""Entry point: `python -m desktop`, installed as `parlour`."""

from __future__ import annotations

import logging
import sys

from desktop.commands import run_command
from desktop.system.log import catch_the_uncaught


def main() -> int:
    """Do what was typed; the answer is the exit status.

    What nobody caught is told without its message, and no library writes into our answers.
    """
    logging.getLogger().addHandler(logging.NullHandler())
    catch_the_uncaught()
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
