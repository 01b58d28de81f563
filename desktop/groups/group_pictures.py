"""The picture and the colour of a group: by the words of its name, else by a stable hash."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

from resources.pictures import GROUP_COLOURS, GROUP_DRAWINGS


class GroupPicture(NamedTuple):
    """What a group looks like everywhere: a drawing, and one of `GROUP_COLOURS`."""

    drawing: str
    colour: str


PRACTICE = GroupPicture("practice", "lake")
"""The picture of the rehearsal."""


@cache
def picture_of(name: str, identity: str = "") -> GroupPicture:
    """Return the picture of a group: always the same for the same name and identity.

    A word of the name decides the drawing ("Tuesday Tea" is a cup); where none does, and
    for the colour, `identity` does, or the name where the group has no identity.
    """
    number = crc32((identity or " ".join(name.casefold().split())).encode())
    drawing = _named(name) or GROUP_DRAWINGS[number // len(GROUP_COLOURS) % len(GROUP_DRAWINGS)]
    return GroupPicture(drawing, GROUP_COLOURS[number % len(GROUP_COLOURS)])


def _named(name: str) -> str:
    """Return the drawing that a word of the name asks for, the first word first, or nothing."""
    for word in name.casefold().replace("-", " ").split():
        bare = word.strip(".,:;!?()[]'\u2019\"&")
        for drawing, patterns in _words().items():
            if any(_is_meant(bare, pattern) for pattern in patterns):
                return drawing
    return ""


def _is_meant(word: str, pattern: str) -> bool:
    """Say whether a word is the one in the table; a star there stands for any ending."""
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


@cache
def _words() -> dict[str, list[str]]:
    text = files("resources").joinpath("group_pictures.toml").read_text("utf-8")
    words: dict[str, list[str]] = tomllib.loads(text)["words"]
    return words
