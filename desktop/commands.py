"""The command line: what is typed after `parlour`, and the exit status that answers it.

0 is fine, 1 means no or a `Problem` (its words on standard error), 2 wrong usage. No
command but the app itself reads Qt, and each reads what is slow only when it needs it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.cli.terminal import ReaderGone, Terminal, drop_output, open_terminal
from desktop.system.start_options import MINIMISED, PRACTICE, UNTIL_PAINTED
from desktop.version import VERSION
from resources.declared import Problem
from resources.platform.child_process import (
    CALENDAR_EXPANSION,
    CAPTION_WORKER,
    CHILD,
    DEVICES,
    PACK_CHECK,
    PACK_SPEED,
    PLAYER,
    PROTECTION,
    WEBDAV_XML,
    child_command,
)
from resources.platform.memory_dumps import hide_memory

if TYPE_CHECKING:
    from pathlib import Path

    from accessibility.captions.events import Final
    from accessibility.cli.packs import InstalledPacks

INTERRUPTED = 130
"""What a shell gives for a program that was stopped with Ctrl+C."""

NOBODY_READS = 141
"""What a shell gives for a program whose reader went away."""

SCREENS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
"""One of these says on Linux that there is a screen."""

Command = Callable[[Sequence[str], Terminal], int]


class NoScreen(Problem):
    """There is no desktop to open a window on."""

    key = "no_screen"


def run_command(arguments: Sequence[str]) -> int:
    """Do what was typed after `parlour` and return the exit status."""
    if arguments[:1] == [CHILD]:
        return _be_child(*arguments[1:])
    if _is_for_the_app(arguments) and has_screen(os.environ):
        gc.disable()  # nothing is thrown away before the first paint; then `ui.garbage` does
        return _open_app(arguments)
    hide_memory()
    try:
        return _answer(arguments, open_terminal())
    except SystemExit as end:  # how argparse ends after --help
        return int(end.code or 0)
    except (ReaderGone, BrokenPipeError):
        drop_output()
        return NOBODY_READS
    except KeyboardInterrupt:
        return INTERRUPTED


def _open_app(arguments: Sequence[str]) -> int:
    from desktop.main import open_app
    from desktop.system.paths import HomeUnknown

    try:
        return open_app(list(arguments))
    except HomeUnknown as problem:
        open_terminal().complain(problem)
        return 1


def has_screen(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Say whether a window can be opened: on Linux a desktop says so in its environment."""
    return not platform.startswith("linux") or any(environ.get(name) for name in SCREENS)


def _is_for_the_app(arguments: Sequence[str]) -> bool:
    first = arguments[0] if arguments else PRACTICE
    if first in (PRACTICE, UNTIL_PAINTED, MINIMISED):
        return True
    if first in COMMANDS:
        return False
    from desktop.system.single_instance import ENDINGS

    return first.lower().startswith("parlour:") or first.lower().endswith(ENDINGS)


def _answer(arguments: Sequence[str], terminal: Terminal) -> int:
    from desktop.cli.arguments import WrongUsage

    try:
        return _command(arguments)(arguments[1:], terminal)
    except Problem as problem:
        terminal.complain(problem)
        return 2 if isinstance(problem, WrongUsage) else 1


def _command(arguments: Sequence[str]) -> Command:
    """Choose the command. Raises `NoScreen` or `CommandUnknown`."""
    from desktop.cli.arguments import CommandUnknown

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
    child = CHILDREN.get(module)
    return child(rest) if child else 2


def _expand(_: Sequence[str]) -> int:
    from desktop.ical.expansion import main

    return main()


def _read_xml(_: Sequence[str]) -> int:
    from desktop.feeds.webdav_xml import main

    return main()


def _caption_on(_: Sequence[str]) -> int:
    from accessibility.captions.worker.main import main

    main()
    return 0


def _try_pack(rest: Sequence[str]) -> int:
    from accessibility.captions.packs.check import main

    return main(rest)


def _measure(rest: Sequence[str]) -> int:
    from accessibility.captions.packs.speed import main

    return main(rest)


def _play(rest: Sequence[str]) -> int:
    from accessibility.audio.playing import main

    return main(rest)


def _find_devices(_: Sequence[str]) -> int:
    from accessibility.audio.devices import main

    return main()


def _try_protection(rest: Sequence[str]) -> int:
    from resources.platform.protection import main

    return main(rest)


def _help(_: Sequence[str], terminal: Terminal) -> int:
    for name, key in (("", "parlour"), *((name, name.replace("-", "_")) for name in COMMANDS)):
        terminal.say(f"parlour {name:12}{terminal.words(f'command.{key}')}")
    terminal.say(terminal.words("command.more"))
    return 0


def _version(_: Sequence[str], terminal: Terminal) -> int:
    terminal.say(terminal.words("command.version", version=VERSION))
    return 0


def _sessions(given: Sequence[str], terminal: Terminal) -> int:
    from desktop.cli.sessions import answer_sessions

    return answer_sessions(given, terminal)


def _check_link(given: Sequence[str], terminal: Terminal) -> int:
    from desktop.cli.links import answer_link

    return answer_link(given, terminal)


def _card(given: Sequence[str], terminal: Terminal) -> int:
    from desktop.cli.cards import answer_card

    return answer_card(given, terminal)


def _caption(given: Sequence[str], terminal: Terminal) -> int:
    import asyncio

    from accessibility.captions.engines.loading import ENGINES
    from accessibility.cli.captions import CaptionWish, answer_caption
    from accessibility.cli.packs import BOTH
    from desktop.cli.arguments import read_caption

    engines = (*(each.id for each in ENGINES), BOTH)
    wish = CaptionWish(**vars(read_caption(given, terminal.words, engines)))
    asyncio.run(answer_caption(wish, _packs_here(), terminal, child_command(CAPTION_WORKER)))
    return 0


def _packs(given: Sequence[str], terminal: Terminal) -> int:
    from accessibility.cli.packs import answer_packs
    from desktop.cli.arguments import read_packs

    asked = read_packs(given, terminal.words)
    return answer_packs(_packs_here(), asked.what, asked.which, terminal, as_data=asked.json)


def _doctor(given: Sequence[str], terminal: Terminal) -> int:
    import asyncio

    from accessibility.audio import devices
    from accessibility.cli import checks as checking
    from desktop.checks.check import Check
    from desktop.cli.doctor import answer_doctor

    found = asyncio.run(devices.look(child_command(DEVICES)))
    calendars = _packs_here()
    more = (
        Check("loudspeaker", lambda: checking.loudspeaker(found)),
        Check("microphone", lambda: checking.microphone(found)),
        Check("captions", lambda: checking.captions(calendars)),
        Check("protection", checking.protection),
    )
    return answer_doctor(given, terminal, more)


def _practise(given: Sequence[str], terminal: Terminal) -> int:
    """Do the whole main job in the terminal: this is asked only where there is no screen."""
    from accessibility.captions.text.word_errors import share_right
    from accessibility.cli.captions import finished
    from desktop.cli.arguments import Parser
    from desktop.cli.practice import answer_practice
    from desktop.system.clock import SystemClock
    from desktop.system.paths import find_paths

    Parser(PRACTICE, terminal.words).parse_args(given)

    lines: list[Final] = []

    async def read(recording: Path) -> AsyncIterator[str]:
        async for line in finished(recording, _packs_here(), child_command(CAPTION_WORKER)):
            lines.append(line)
            yield line.text

    def draw(picture: Path) -> None:
        from desktop.main import draw_session

        draw_session(picture, lines)

    return answer_practice(
        terminal,
        read=read,
        share_right=share_right,
        draw=draw,
        now=SystemClock().now(),
        home=find_paths(os.environ).private.parent,
    )


def _packs_here() -> InstalledPacks:
    from accessibility.captions.packs.languages import LANGUAGE, spoken
    from accessibility.cli.packs import InstalledPacks
    from desktop.storage.settings import Settings
    from desktop.system.paths import find_paths

    paths = find_paths(os.environ)
    language = spoken(Settings(paths.settings)[LANGUAGE], os.environ)
    return InstalledPacks(paths.packs, os.environ, child_command(PACK_CHECK), language)


COMMANDS: Mapping[str, Command] = {
    "sessions": _sessions,
    "check-link": _check_link,
    "caption": _caption,
    "packs": _packs,
    "card": _card,
    "doctor": _doctor,
    PRACTICE: _practise,
}

CHILDREN: Mapping[str, Callable[[Sequence[str]], int]] = {
    CALENDAR_EXPANSION: _expand,
    CAPTION_WORKER: _caption_on,
    PACK_CHECK: _try_pack,
    PACK_SPEED: _measure,
    PLAYER: _play,
    DEVICES: _find_devices,
    PROTECTION: _try_protection,
    WEBDAV_XML: _read_xml,
}
