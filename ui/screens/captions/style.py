"""Screens: how captions look, and how fast their words appear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.text.line import STEADINESS, UNSURE
from accessibility.look.captions import (
    CAPTION_COLOURS,
    CAPTION_LETTERS,
    CAPTION_LINES,
    CAPTION_SPACING,
    CAPTION_TYPEFACE,
    LEADING,
    LETTERS,
    CaptionStyle,
)
from accessibility.look.text_size import CAPTION_SIZE, TEXT_SIZE, caption_pixels
from ui.navigation import Place
from ui.screens.captions.style_base import StyleScreen
from ui.widgets.button import BigButton
from ui.widgets.look_choices import CaptionChoice, SizeChoice

if TYPE_CHECKING:
    from ui.services import Services
    from ui.widgets.choice_row import Choice, Value


class CaptionStyleScreen(StyleScreen):
    """Size, colours, lines and letters, in groups; each answer shows what it does."""

    title_key = "caption_style.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.begin_group("caption_style.size_and_colours")
        self.ask(CAPTION_SIZE, columns=3, make=self._size)
        self.ask(CAPTION_COLOURS, make=self._colours)
        self.begin_group("caption_style.lines")
        self.ask(CAPTION_LINES, columns=4)
        self.ask(CAPTION_SPACING, columns=3, make=self._spacing)
        self.begin_group("caption_style.letters")
        self.ask(CAPTION_TYPEFACE, make=self._typeface)
        self.ask(CAPTION_LETTERS, columns=3, make=self._letters)
        pace = BigButton(self.words("caption_style.pace"), icon="clock")
        pace.chosen.connect(self.go(Place.CAPTION_PACE))
        self.finish(pace)

    def _size(self, pixels: Value, text: str) -> Choice:
        shown = caption_pixels(int(pixels), self.services.settings[TEXT_SIZE])
        return SizeChoice(text, self.words("settings.letters"), shown)

    def _colours(self, name: Value, text: str) -> Choice:
        return self._like(text, CaptionStyle(colours=str(name)))

    def _spacing(self, name: Value, text: str) -> Choice:
        return self._like(text, CaptionStyle(leading=LEADING[str(name)]), lines=2)

    def _typeface(self, name: Value, text: str) -> Choice:
        return self._like(text, CaptionStyle(typeface=str(name)))

    def _letters(self, name: Value, text: str) -> Choice:
        return self._like(text, CaptionStyle(letters=LETTERS[str(name)]))

    def _like(self, text: str, style: CaptionStyle, lines: int = 1) -> Choice:
        shown = (self.words("caption_style.short_1"), self.words("caption_style.short_2"))
        return CaptionChoice(text, shown[:lines], style)


class CaptionPaceScreen(StyleScreen):
    """How long a word waits, and whether doubtful ones are marked."""

    title_key = "caption_style.pace"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.ask(STEADINESS, columns=1)
        self.ask(UNSURE, columns=1)
        self.finish()
