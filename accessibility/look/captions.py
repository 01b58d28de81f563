"""Settings of how captions look, and the style that they come to.

Captions are read from further away than the rest of the app, and for an hour, so
they have a size, a typeface and colours of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from accessibility.captions.text.line import UNSURE
from accessibility.look.text_size import (
    CAPTION_SIZE,
    TEXT_SIZE,
    USUAL_CAPTIONS,
    caption_pixels,
)
from accessibility.look.themes import CONTRAST, THEMES, Theme
from resources.declared import Choices, Setting

CAPTION_LINES = Setting("look.caption_lines", 6, (1, 2, 3, 4, 6, 8, 12, 20))
"""How many lines captions try to show at once."""

CAPTION_SPACING = Setting("look.caption_spacing", "normal", ("normal", "wide", "widest"))
"""The room between lines."""

CAPTION_LETTERS = Setting("look.caption_letters", "normal", ("normal", "wide", "widest"))
"""The room between letters; some people with dyslexia read wide letters better."""

CAPTION_TYPEFACE = Setting("look.caption_typeface", "clear", ("clear", "computer"))
"""`clear` is Atkinson Hyperlegible, which the app brings; `computer` what the desktop uses."""

CAPTION_COLOURS = Setting(
    "look.caption_colours",
    "app",
    ("app", "light", "cream", "dark", "white", "yellow", "cyan", "green"),
)
"""The colours of the app, or of one of its themes, or one of the 4 of broadcast captions."""

LEADING = {"normal": 1.35, "wide": 1.6, "widest": 2.0}
"""The distance of two lines, in sizes of the font (WCAG 1.4.12 asks that 1.5 is possible)."""

LETTERS = {"normal": 0.0, "wide": 0.06, "widest": 0.12}
"""The room added between letters, in sizes of the font (WCAG 1.4.12: 0.12 is possible)."""

WORDS_TO_LETTERS = 4 / 3
"""Words move apart by more than letters, so that they stay words (WCAG 1.4.12: 0.16 to 0.12)."""

_JOINED = re.compile("[\u0600-\u08ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")


def _broadcast(name: str, words: str, draft: str) -> Theme:
    return replace(
        CONTRAST,
        name=name,
        caption_text=words,
        caption_draft=draft,
        caption_edge=words,
    )


BROADCAST = {
    theme.name: theme
    for theme in (
        _broadcast("white", "#ffffff", "#d6d6d6"),
        _broadcast("yellow", "#ffff00", "#d9d900"),
        _broadcast("cyan", "#00ffff", "#00d5d5"),
        _broadcast("green", "#00ff00", "#00d900"),
    )
}
"""The colours of broadcast captions, on black, for the sheet that captions stand on."""

SHEETS = {**{name: THEMES[name] for name in ("light", "cream", "dark")}, **BROADCAST}
"""Every colour choice that does not follow the app."""


@dataclass(frozen=True)
class CaptionStyle:
    """What all choices come to. `leading` and `letters` are in sizes of the font."""

    pixels: int = USUAL_CAPTIONS
    lines: int = CAPTION_LINES.default
    leading: float = LEADING["normal"]
    letters: float = 0.0
    typeface: str = "clear"
    colours: str = "app"
    marks_unsure: bool = False
    opacity: float = 1.0

    @property
    def line_height(self) -> int:
        """Return the height of a line in pixels."""
        return round(self.pixels * self.leading)

    def sheet(self, app: Theme) -> Theme:
        """Return the colours of the sheet they stand on while the app wears `app`."""
        return SHEETS.get(self.colours, app)

    def page(self, app: Theme) -> str:
        """Return the colour of the sheet itself, like `#aarrggbb` where it is seen through."""
        solid = self.sheet(app).caption_page
        return solid if self.opacity >= 1 else f"#{round(self.opacity * 255):02x}{solid[1:]}"

    def letters_of(self, text: str) -> float:
        """Return the room to add between the letters of `text`; joined letters stay joined."""
        return 0.0 if _JOINED.search(text) else self.letters


def caption_style(choices: Choices) -> CaptionStyle:
    """Return what the person's choices come to."""
    return CaptionStyle(
        pixels=caption_pixels(choices[CAPTION_SIZE], choices[TEXT_SIZE]),
        lines=choices[CAPTION_LINES],
        leading=LEADING[choices[CAPTION_SPACING]],
        letters=LETTERS[choices[CAPTION_LETTERS]],
        typeface=choices[CAPTION_TYPEFACE],
        colours=choices[CAPTION_COLOURS],
        marks_unsure=choices[UNSURE],
    )
