"""Screen: where captions are: in Parlour, in a window of their own, on the whole screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from accessibility.look.own_window import WHERE
from ui.navigation import Place
from ui.screens.base import Screen
from ui.session_captions import captions_place, put_captions
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

PICTURES = {"parlour": "captions-below", "window": "captions-window", "screen": "captions-whole"}
"""The drawing of each place."""


class CaptionPlaceScreen(Screen):
    """A press puts them there at once. How they look is asked after that."""

    title_key = "setting.look.caption_place"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("caption_place.what")))
        self._unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        page.add(self._unsaved)
        self._tiles: dict[str, BigButton] = {}
        tiles = Rows(columns=3)
        for name, picture in PICTURES.items():
            words = self.words(f"setting.{WHERE.key}.{name}")
            tile = BigButton(words, icon="captions", picture=picture, tall=True)
            tile.chosen.connect(partial(self._put, name))
            self._tiles[name] = tile
            tiles.addWidget(tile)
        page.add(tiles)
        ways = Rows()
        for key, place in (
            ("beside.title", Place.BESIDE),
            ("captions_window.title", Place.CAPTION_WINDOW),
            ("caption_style.pace", Place.CAPTION_PACE),
        ):
            way = BigButton(self.words(key), kind=Kind.QUIET)
            way.chosen.connect(self.go(place))
            ways.addWidget(way)
        page.add(ways)
        page.draw_in_rest("captions")
        look = BigButton(self.words("caption_style.title"), kind=Kind.MAIN, icon="captions")
        look.chosen.connect(self.go(Place.CAPTION_STYLE))
        self.bar(look)
        self.until_left(services.own_window.watch(self._show))
        self._show()

    @property
    def first(self) -> QWidget:
        """Begin at the place that is chosen."""
        return self._tiles[self.services.settings[WHERE]]

    def _put(self, name: str) -> None:
        """Put the captions there, now and from now on."""
        self.services.settings[WHERE] = name
        put_captions(self.services)
        self._show()
        self.services.say(self.words("caption_place.now"))

    def _show(self) -> None:
        """Say where they are now, and what each other place is like."""
        here, wished = captions_place(self.services), self.services.settings[WHERE]
        for name, tile in self._tiles.items():
            if name == here:
                tile.hint = self.words("caption_place.now")
            elif name == wished:
                tile.hint = self.words("caption_place.later")
            else:
                tile.hint = self.words(f"caption_place.{name}_hint")
        self._unsaved.setVisible(self.services.settings.unsaved)
