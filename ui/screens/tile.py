"""Tiles: buttons with a picture, each of which leads from a screen to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.widgets.button import BigButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.navigation import Place
    from ui.screens.base import Screen


class Tile(NamedTuple):
    """What a tile says and shows, and where it leads.

    The drawing `picture` stands there, or the `icon` where words are large.
    """

    key: str
    icon: str
    picture: str
    place: Place
    detail: str = ""
    hint_key: str = ""


def tile_button(
    screen: Screen,
    tile: Tile,
    *,
    hint: str = "",
    tall: bool = False,
    press: Callable[[], None] | None = None,
) -> BigButton:
    """Return the button of a tile.

    `hint` is said below it, in place of the tile's own; `press` goes there in another way.
    """
    words = screen.words
    said = hint or (words(tile.hint_key) if tile.hint_key else "")
    button = BigButton(words(tile.key), icon=tile.icon, picture=tile.picture, hint=said, tall=tall)
    button.chosen.connect(press or screen.go(tile.place, tile.detail))
    return button
