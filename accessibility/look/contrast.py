"""Contrast ratio of two colours (WCAG 2.2), and the ratios that are required.

Source: WCAG 2.2, definitions of "relative luminance" and "contrast ratio". The
threshold 0.04045 is the one of the sRGB standard.
"""

from __future__ import annotations

import re

TEXT = 7.0
"""The least contrast of any text on what is behind it (WCAG 1.4.6, level AAA)."""

DRAFT = 4.5
"""The least contrast of words that may still change, where what is behind them is not ours."""

EDGE = 3.0
"""The least contrast of an edge or a focus ring (WCAG 1.4.11, 2.4.13)."""

READ = 5.0
"""The contrast of words that have been read already: less than `TEXT`, more than AA (4.5)."""

_COLOUR = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours like `#1a2b3c`: 1 (the same) to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blended(front: str, behind: str, opacity: float) -> str:
    """Return what is seen of `front` at an opacity from 0 to 1 with `behind` shining through.

    Desktops blend the numbers as they stand, not the light.
    """
    pairs = zip(_parts(front), _parts(behind), strict=True)
    mixed = (round(one * opacity + other * (1 - opacity)) for one, other in pairs)
    return "#" + "".join(f"{part:02x}" for part in mixed)


def luminance(colour: str) -> float:
    """Return how bright `colour` is, from 0 (black) to 1 (white).

    Raises ValueError if it is not like `#1a2b3c`.
    """
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, ...]:
    found = _COLOUR.fullmatch(colour)
    if found is None:
        raise ValueError(f"{colour} is not a colour like #1a2b3c")
    return tuple(int(part, 16) for part in found.groups())


def dimmed(ink: str, page: str, ratio: float = READ) -> str:
    """Return `ink` mixed with `page` until their contrast is just above `ratio`."""
    least, most = 0, 256
    while most - least > 1:
        middle = (least + most) // 2
        if contrast(_mixed(ink, page, middle / 256), page) >= ratio:
            least = middle
        else:
            most = middle
    return _mixed(ink, page, least / 256)


def _mixed(one: str, other: str, share: float) -> str:
    """Return the colour that lies `share` of the way from `one` to `other`."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    parts = [round(first + (second - first) * share) for first, second in pairs]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
