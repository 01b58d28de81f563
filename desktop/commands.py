"""The command line: what is typed after `parlour`, and the exit status that answers it.

0 is fine, 1 means no or a `Problem` (its words on standard error), 2 wrong usage. No
command but the app itself reads Qt, and each reads what is slow only when it needs it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from desktop.children import CHILD
from desktop.terminal import ReaderGone, Terminal, drop_output, open_terminal
from desktop.version import VERSION
from resources.declared import Problem

INTERRUPTED = 130
"""What a shell gives for a program that was stopped with Ctrl+C."""

NOBODY_READS = 141
"""What a shell gives for a program whose reader went away."""

SCREENS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
PRACTICE = "practice"
UNTIL_PAINTED = "--until-painted"
KEYRING_PATIENCE = 20.0

Command = Callable[[Sequence[str], Terminal], int]


class NoScreen(Problem):
    """There is no desktop to open a window on."""

    key = "no_screen"


def run(arguments: Sequence[str]) -> int:
    """Do what was typed after `parlour` and return the exit status."""
    if arguments[:1] == [CHILD]:
        return _be_child(*arguments[1:])
    if _is_for_the_app(arguments) and has_screen(os.environ):
        from desktop.main import open_app

        return open_app(list(arguments))
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        return _answer(arguments, open_terminal())
    except SystemExit as end:  # how argparse ends after --help
        return int(end.code or 0)
    except (ReaderGone, BrokenPipeError):
        drop_output()
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Say whether a window can be opened: on Linux a desktop says so in its environment."""
    return not platform.startswith("linux") or any(environ.get(name) for name in SCREENS)


def _is_for_the_app(arguments: Sequence[str]) -> bool:
    first = arguments[0] if arguments else PRACTICE
    if first in (PRACTICE, UNTIL_PAINTED):
        return True
    if first in COMMANDS:
        return False
    from desktop.instance import ENDINGS

    return first.lower().startswith("parlour:") or first.lower().endswith(ENDINGS)


def _answer(arguments: Sequence[str], terminal: Terminal) -> int:
    from desktop.arguments import WrongUsage

    try:
        return _command(arguments)(arguments[1:], terminal)
    except Problem as problem:
        terminal.complain(problem)
        return 2 if isinstance(problem, WrongUsage) else 1


def _command(arguments: Sequence[str]) -> Command:
    """Choose the command. Raises `NoScreen` or `CommandUnknown`."""
    from desktop.arguments import CommandUnknown

    commands: Mapping[str, Command] = {
        **COMMANDS,
        "--help": _help,
        "-h": _help,
        "--version": _version,
    }
    name = arguments[0] if arguments else ""
    if name in commands:
        return commands[name]
    if _is_for_the_app(arguments):
        raise NoScreen
    raise CommandUnknown


def _be_child(module: str = "", *rest: str) -> int:
    """Be the child that `child_command` named, in a build that has no `python` to start."""
    sys.argv = [module, *rest]
    if module == "desktop.schedule.expansion":
        from desktop.schedule.expansion import main as expand

        return expand()
    if module == "accessibility.captions.worker":
        from accessibility.captions.worker import main as caption

        caption()
        return 0
    return 2


def _help(_: Sequence[str], terminal: Terminal) -> int:
    for name, key in (("", "parlour"), *((name, name.replace("-", "_")) for name in COMMANDS)):
        terminal.say(f"parlour {name:12}{terminal.words(f'command.{key}')}")
    terminal.say(terminal.words("command.more"))
    return 0


def _version(_: Sequence[str], terminal: Terminal) -> int:
    terminal.say(terminal.words("command.version", version=VERSION))
    return 0


def _sessions(given: Sequence[str], terminal: Terminal) -> int:
    from desktop.answers.sessions import answer_sessions

    return answer_sessions(given, terminal)


def _check_link(given: Sequence[str], terminal: Terminal) -> int:
    from desktop.answers.links import answer_link

    return answer_link(given, terminal)


def _card(given: Sequence[str], terminal: Terminal) -> int:
    from desktop.answers.cards import answer_card

    return answer_card(given, terminal)


COMMANDS: Mapping[str, Command] = {
    "sessions": _sessions,
    "check-link": _check_link,
    "card": _card,
}
