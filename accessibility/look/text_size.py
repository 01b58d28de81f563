"""Text sizes and spacing for each text size setting.

Sizes are logical pixels: what the computer's own screen scaling makes of them
comes on top.
"""

from __future__ import annotations

from dataclasses import dataclass

from resources.declared import Setting

BASE = 19
"""The size of ordinary text at 100 %; nothing on any screen is smaller."""

TEXT_SIZE = Setting("look.text_size", 100, (100, 125, 150, 175, 200, 300, 400))

CAPTION_SIZES = (19, 24, 32, 40, 48, 64, 80, 96)
"""The sizes of captions in pixels."""

USUAL_CAPTIONS = 32
"""The pixels of captions at a text size of 100 %: they are read from further away."""

WITH_THE_TEXT = 0
"""The choice of captions that grow as the text does."""

CAPTION_SIZE = Setting("look.caption_size", WITH_THE_TEXT, (WITH_THE_TEXT, *CAPTION_SIZES))
"""The size of captions in pixels, or with the text, until the person sets them apart."""


def caption_pixels(choice: int, percent: int) -> int:
    """Return the size of captions for a choice of theirs, and of the text size."""
    if choice != WITH_THE_TEXT:
        return choice
    grown = USUAL_CAPTIONS * percent / 100
    return next((size for size in CAPTION_SIZES if size >= grown), CAPTION_SIZES[-1])


def next_caption_size(pixels: int, step: int) -> int:
    """Return the size so many steps larger (or smaller), as far as sizes go."""
    at = CAPTION_SIZES.index(pixels) + step
    return CAPTION_SIZES[max(0, min(at, len(CAPTION_SIZES) - 1))]


LEAST_TARGET = 44
"""No button, field or choice is lower or narrower than this (WCAG 2.5.5)."""

MAIN_TARGET = 64
"""Main buttons are at least this high."""

LEAST_GAP = 8
"""Two things to press stand at least this far apart."""

_HEADING_EXTRA = {1: 17, 2: 8, 3: 2}


@dataclass(frozen=True)
class Scale:
    """Every size on the screen at one text size.

    Headings grow by the same number of pixels at every text size, and gaps grow
    half as fast as the text: large text leaves no room to waste.
    """

    percent: int = 100

    @property
    def body(self) -> int:
        """Return the height of ordinary text."""
        return round(BASE * self.percent / 100)

    def heading(self, level: int) -> int:
        """Return the height of a heading; 1 is the title of a screen, 3 the smallest."""
        return self.body + _HEADING_EXTRA[level]

    def gap(self, steps: float = 1) -> int:
        """Return a distance of so many steps of 8 pixels."""
        return round(LEAST_GAP * steps * self._growth)

    @property
    def _growth(self) -> float:
        return 1 + (min(self.percent, 200) - 100) / 200
