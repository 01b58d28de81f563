"""Screens: settings of how captions look (letters, colours) and how words come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.text.line import STEADINESS, UNSURE
from accessibility.look.captions import (
    CAPTION_COLOURS,
    CAPTION_LETTERS,
    CAPTION_LINES,
    CAPTION_SPACING,
    CAPTION_TYPEFACE,
)
from accessibility.look.text_size import CAPTION_SIZE
from ui.navigation import Place
from ui.screens.captions.style_base import StyleScreen
from ui.widgets.button import BigButton
from ui.widgets.rows import Rows

if TYPE_CHECKING:
    from ui.services import Services


class CaptionStyleScreen(StyleScreen):
    """Size, lines, spacing and letters; and the way to the other choices."""

    title_key = "caption_style.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.ask(CAPTION_SIZE, columns=4)
        self.ask(CAPTION_LINES, columns=4)
        self.ask(CAPTION_SPACING, columns=3)
        self.ask(CAPTION_LETTERS, columns=3)
        self.ask(CAPTION_TYPEFACE)
        ways = Rows(columns=2)
        for key, place in (
            ("caption_style.colours", Place.CAPTION_COLOURS),
            ("caption_style.pace", Place.CAPTION_PACE),
            ("captions_window.title", Place.CAPTION_WINDOW),
        ):
            button = BigButton(self.words(key), icon="captions")
            button.chosen.connect(self.go(place))
            ways.addWidget(button)
        self.finish(ways)


class CaptionColoursScreen(StyleScreen):
    """The colours of words and of the sheet they stand on."""

    title_key = "caption_style.colours"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.ask(CAPTION_COLOURS)
        self.finish()


class CaptionPaceScreen(StyleScreen):
    """How long a word waits, and whether doubtful ones are marked."""

    title_key = "caption_style.pace"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.ask(STEADINESS, columns=1)
        self.ask(UNSURE, columns=1)
        self.finish()
