"""`parlour practice` where there is no screen: the whole main job, in the terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from importlib.resources import as_file
from pathlib import Path

from desktop.cli.terminal import Terminal
from desktop.joining.way_in import find_way_in
from desktop.sessions.practice import PRACTICE_HOST, practice_session
from desktop.sessions.times_in_words import say_session
from resources.declared import Problem
from resources.rehearsal import read_rehearsal

RIGHT_ENOUGH = 0.95
"""Share of words that must be right."""

PICTURE = "shots/practice.png"


class PracticeWords(Problem):
    """The captions of the recording came out wrong."""

    key = "practice_words"


class PracticeLink(Problem):
    """The practice link was not allowed: our own rules are out of order."""

    key = "practice_link"


def answer_practice(
    terminal: Terminal,
    *,
    read: Callable[[Path], AsyncIterator[str]],
    share_right: Callable[[str, str], float],
    draw: Callable[[Path], None],
    now: datetime,
    home: Path,
) -> int:
    """Find the session, check its link, read its recording, draw its screen.

    `read` gives the finished lines of a recording at its own speed; `share_right` says
    how much of the first text is in the second; `draw` makes a picture of the session
    screen with the captions that were read on it. `home` is where the picture
    goes if the present folder may not be written to.
    Raises a `Problem`: `PracticeWords` if fewer than 95 of 100 words are right.
    """
    terminal.say(terminal.words("practice.no_screen"))
    _find(terminal, now)
    rehearsal = read_rehearsal()
    terminal.say(terminal.words("practice.reading"))
    with as_file(rehearsal.sound) as recording:
        lines = asyncio.run(_read_along(read(recording), terminal))
    share = share_right(rehearsal.text, " ".join(lines))
    terminal.say(terminal.words("practice.right", percent=int(share * 100)))
    picture = picture_path(Path.cwd() / "build", home)
    draw(picture)
    terminal.say(terminal.words("practice.picture", path=str(picture)))
    if share < RIGHT_ENOUGH:
        raise PracticeWords
    return 0


def picture_path(*folders: Path) -> Path:
    """Return where the picture goes: below the first folder that may be written to."""
    for folder in folders:
        path = folder / PICTURE
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(path.parent, os.W_OK):
            break
    return path


def _find(terminal: Terminal, now: datetime) -> None:
    words = terminal.words
    session = practice_session(words("practice.title"), now)
    when = say_session(session, now, words)
    terminal.say(words("practice.found", title=session.title, when=when))
    link = find_way_in(session.links, allowed_hosts=[PRACTICE_HOST]).link
    if link is None or link.verdict != "allow":
        raise PracticeLink
    terminal.say(words("practice.link_good", host=link.host or ""))


async def _read_along(captions: AsyncIterator[str], terminal: Terminal) -> list[str]:
    lines: list[str] = []
    async for line in captions:
        terminal.say(f"  {line}")
        lines.append(line)
    return lines
