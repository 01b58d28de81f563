"""Where captions stand; settings and geometry of their own window.

Numbers are logical pixels of the whole desktop, from its top left corner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from accessibility.look.contrast import DRAFT, EDGE, TEXT, blended, contrast
from accessibility.look.themes import Theme
from resources.declared import Setting, StoredText

WHERE = Setting("look.caption_place", "parlour", ("parlour", "window", "screen"))
"""Where captions are in a session: in Parlour, in a window of their own, on the whole screen."""

BACKGROUND = Setting("look.caption_background", "solid", ("solid", "see_through"))
"""What is behind the words: the sheet alone, or with what is below it shining through."""

FRAME = Setting("look.caption_frame", True, (True, False))
"""Whether the window has the frame of the desktop round it."""

ON_TOP = Setting("look.caption_on_top", True, (True, False))
"""Whether the window stays above all others, where the desktop allows it."""

_NUMBER = r"-?\d{1,5}"
PLACE = StoredText("look.caption_window", "", rf"|{_NUMBER}(,{_NUMBER}){{5}}")
"""Where it stood, and for which lines: see `Standing`."""

SMALLEST_PX = (320, 120)
"""Pixels, wide and high, of the smallest captions window."""
STEP_PX = 40
"""So far one press of a key moves an edge."""

EdgeOfScreen = Literal["top", "bottom"]


class Rect(NamedTuple):
    """A place on the desktop."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Return where what is below it begins."""
        return self.top + self.height


class Standing(NamedTuple):
    """A place of the window, and how many lines of which height it was made for."""

    rect: Rect
    lines: int
    line_height: int

    def written(self) -> str:
        """Return it as `PLACE` keeps it."""
        return ",".join(str(number) for number in (*self.rect, self.lines, self.line_height))


def read_standing(text: str) -> Standing | None:
    """Read what `written` wrote; None where nothing was kept yet."""
    if not re.fullmatch(PLACE.pattern, text) or not text:
        return None
    left, top, width, height, lines, line_height = (int(part) for part in text.split(","))
    return Standing(Rect(left, top, width, height), lines, line_height)


def first_place(screen: Rect) -> Rect:
    """Return where it stands at first: low in the middle, where captions are looked for."""
    width = max(SMALLEST_PX[0], screen.width * 7 // 10)
    height = SMALLEST_PX[1]
    left = screen.left + (screen.width - width) // 2
    return Rect(left, screen.bottom - height - STEP_PX, width, height)


def fitted(rect: Rect, screens: Sequence[Rect]) -> Rect:
    """Return `rect` moved and made smaller so that all of it is on the screen it is most on.

    `screens` holds one at least; what was on a screen that is gone comes to the first.
    """
    screen = max(screens, key=lambda each: _shared(rect, each))
    width = min(max(rect.width, SMALLEST_PX[0]), screen.width)
    height = min(max(rect.height, SMALLEST_PX[1]), screen.height)
    left = min(max(rect.left, screen.left), screen.left + screen.width - width)
    top = min(max(rect.top, screen.top), screen.bottom - height)
    return Rect(left, top, width, height)


def shifted(rect: Rect, right: int, down: int, screens: Sequence[Rect]) -> Rect:
    """Return `rect` so much further to the right and down, as far as its screen goes."""
    return fitted(rect._replace(left=rect.left + right, top=rect.top + down), screens)


def at_edge(rect: Rect, screen: Rect, edge: EdgeOfScreen) -> Rect:
    """Return `rect` as wide as the screen, at its top or bottom."""
    high = min(rect.height, screen.height)
    top = screen.top if edge == "top" else screen.bottom - high
    return Rect(screen.left, top, screen.width, high)


def grown(rect: Rect, wider: int, higher: int, screens: Sequence[Rect]) -> Rect:
    """Return `rect` so much larger. In the lower half of its screen it grows upwards."""
    screen = max(screens, key=lambda each: _shared(rect, each))
    is_low = rect.top + rect.height // 2 > screen.top + screen.height // 2
    height = max(SMALLEST_PX[1], rect.height + higher)
    top = rect.bottom - height if is_low else rect.top
    width = max(SMALLEST_PX[0], rect.width + wider)
    return fitted(Rect(rect.left - (width - rect.width) // 2, top, width, height), screens)


def _shared(one: Rect, other: Rect) -> int:
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0, across) * max(0, down)


# What the desktop allows


def may_move_itself(platform: str) -> bool:
    """Say whether a window may choose its place. On Wayland only the person may move it."""
    return not platform.startswith("wayland")


def may_be_bare(platform: str) -> bool:
    """Say whether it may be without a frame; on some Wayland desktops it would not be seen."""
    return not platform.startswith("wayland")


# How much may shine through


def opacity_for(sheet: Theme) -> float:
    """Return how solid a sheet must be at least, so that its words are read over anything.

    Every colour lies between black and white, and so does every contrast: when words
    pass over both, they pass over all.
    """
    for step in range(10, 20):
        if _is_read(sheet, step / 20):
            return step / 20
    return 1.0


def _is_read(sheet: Theme, opacity: float) -> bool:
    seen = [blended(sheet.caption_page, behind, opacity) for behind in ("#000000", "#ffffff")]
    return all(
        contrast(sheet.colour(role), each) >= least
        for each in seen
        for role, least in (
            ("caption_text", TEXT),
            ("caption_draft", DRAFT),
            ("caption_edge", EDGE),
        )
    )
