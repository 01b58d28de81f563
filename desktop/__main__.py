"""Entry point: `python -P -m desktop`, installed as `parlour`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Do what was typed; the answer is the exit status.

    First of all no code is taken from beside an opened file, and no fault may write our
    memory down. What nobody caught is told without its message, and no library writes into
    our answers.
    """
    sys.path[:] = trusted_folders(sys.path)
    import logging

    from desktop.commands import run_command
    from desktop.system.log import catch_the_uncaught
    from resources.platform.memory_dumps import no_core_dumps

    no_core_dumps()
    logging.getLogger().addHandler(logging.NullHandler())
    catch_the_uncaught()
    return run_command(sys.argv[1:])


def trusted_folders(folders: list[str]) -> list[str]:
    """Return where Python may find code: all but the current folder, unless it is Python's or ours.

    Without `-P`, and with an empty place in `PYTHONPATH`, it is the folder of an opened file.
    """
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # it was removed
        return [folder for folder in folders if folder]
    ours = os.path.realpath(os.path.dirname(os.path.dirname(__file__)))
    if here == ours or f"{here}{os.sep}".startswith((sys.prefix, sys.base_prefix)):
        return folders
    return [folder for folder in folders if os.path.realpath(folder) != here]


if __name__ == "__main__":
    sys.exit(main())
