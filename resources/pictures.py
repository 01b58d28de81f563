"""The pictures: line icons, drawings in two tones, and the app's own sign, as SVG.

Each icon is drawn on a grid of 24 by 24 with one colour, written `currentColor`
in the file, so that any viewer shows it. An icon never stands without its word.
A drawing is larger, on a grid of 96 by 96: its lines are `currentColor` too, and a
light shape behind them has the colour `TONE` in the file. It never carries meaning
alone: the words beside it say the same.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

APP_ICON = "parlour"

DIRECTED = frozenset({"back", "join", "leave", "open-again", "read-aloud", "sound"})
"""Icons that point the way one reads: they are mirrored where one reads leftwards."""

TONE = "#cfe3df"
"""The second tone of every drawing, as it is written in the files."""

GROUP_COLOURS = ("rose", "amber", "leaf", "lake", "sky", "plum")
"""The colours a group can have; each theme has its own shade of each."""

GROUP_DRAWINGS = (
    *("cup", "book", "path", "paint", "music", "tree", "hands", "heart", "sun", "flower"),
    *("boat", "people", "friends", "game", "yarn", "pot", "bird", "moon"),
)
"""The drawings a group has whose name asks for none: what all of them say is "a group"."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@cache
def icon_names() -> tuple[str, ...]:
    """Name every line icon; the app's own sign is not one of them."""
    return tuple(name for name in _names("icons") if name != APP_ICON)


@cache
def drawing_names() -> tuple[str, ...]:
    """Name every drawing."""
    return _names("drawings")


@cache
def icon_svg(name: str, colour: str) -> bytes:
    """Return the icon called `name`, drawn in `colour`, as SVG.

    Raises ValueError if there is no such icon or `colour` is not like `#1a2b3c`.
    """
    if name not in icon_names():
        raise ValueError(f"there is no icon called {name}")
    _check_colours(colour)
    return _read("icons", name).replace(b"currentColor", colour.encode())


@cache
def drawing_svg(name: str, line: str, tone: str) -> bytes:
    """Return the drawing called `name` with lines of one colour on a shape of another, as SVG.

    Raises ValueError if there is no such drawing or a colour is not like `#1a2b3c`.
    """
    if name not in drawing_names():
        raise ValueError(f"there is no drawing called {name}")
    _check_colours(line, tone)
    body = _read("drawings", name).replace(TONE.encode(), tone.encode())
    return body.replace(b"currentColor", line.encode())


def app_icon_svg() -> bytes:
    """Return the app's own sign, in its own colours, as SVG."""
    return _read("icons", APP_ICON)


def _check_colours(*colours: str) -> None:
    for colour in colours:
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"{colour} is not a colour like #1a2b3c")


def _names(folder: str) -> tuple[str, ...]:
    entries = (entry.name for entry in files("resources").joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(".svg") for name in entries if name.endswith(".svg")))


@cache
def _read(folder: str, name: str) -> bytes:
    return files("resources").joinpath(folder, f"{name}.svg").read_bytes()
