"""The pictures: line icons that take the colour of the theme, and the app's own sign.

Each icon is drawn on a grid of 24 by 24 with one colour, written `currentColor`
in the file, so that any viewer shows it. An icon never stands without its word.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

APP_ICON = "parlour"

DIRECTED = frozenset({"back", "join", "leave", "open-again", "read-aloud", "sound"})
"""Icons that point the way one reads: they are mirrored where one reads leftwards."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@cache
def icon_names() -> tuple[str, ...]:
    """Name every line icon; the app's own sign is not one of them."""
    entries = files("resources").joinpath("icons").iterdir()
    names = {entry.name.removesuffix(".svg") for entry in entries if entry.name.endswith(".svg")}
    return tuple(sorted(names - {APP_ICON}))


@cache
def icon_svg(name: str, colour: str) -> bytes:
    """Return the icon called `name`, drawn in `colour`, as SVG.

    Raises ValueError if there is no such icon or `colour` is not like `#1a2b3c`.
    """
    if name not in icon_names():
        raise ValueError(f"there is no icon called {name}")
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour} is not a colour like #1a2b3c")
    return _read(name).replace(b"currentColor", colour.encode())


def app_icon_svg() -> bytes:
    """Return the app's own sign, in its own colours, as SVG."""
    return _read(APP_ICON)


@cache
def _read(name: str) -> bytes:
    return files("resources").joinpath("icons", f"{name}.svg").read_bytes()
