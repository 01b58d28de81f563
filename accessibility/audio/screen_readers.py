"""Tells the sound streams of a screen reader's voice from all others, by their properties."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

NAMES = ("application.name", "application.process.binary", "application.id", "node.name")

MOST_PARENTS = 8
"""Processes looked at above a player: voice module, a shell or two, speech-dispatcher."""


def is_screen_reader(properties: Mapping[str, str], processes: Path = Path("/proc")) -> bool:
    """Say whether a stream with these properties is the voice of a screen reader.

    A voice may speak through a player of its own (`piper | paplay`): then a process above
    the player tells.
    """
    known = _known()
    if properties.get("media.role", "").lower() in known["roles"]:
        return True
    if any(properties.get(each, "").lower().startswith(known["names"]) for each in NAMES):
        return True
    parents = _parents(properties.get("application.process.id", ""), processes)
    return any(each.lower().startswith(known["parents"]) for each in parents)


def _parents(pid: str, processes: Path) -> Iterator[str]:
    """Yield the names of the processes above one, the nearest first."""
    for _ in range(MOST_PARENTS):
        if not pid.isdecimal():
            return
        try:
            before, _, after = (processes / pid / "stat").read_text("utf-8").rpartition(")")
        except (OSError, UnicodeDecodeError):
            return  # it has ended, or lives in another container
        yield before.partition("(")[2]
        pid = after.split()[1]


@cache
def _known() -> dict[str, tuple[str, ...]]:
    text = files("resources").joinpath("screen_readers.toml").read_text("utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}
