"""Makes the QFont of captions: typeface, size, letter spacing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from accessibility.look.captions import WORDS_TO_LETTERS, CaptionStyle
from resources.typefaces import FAMILIES


def caption_font(style: CaptionStyle, pixels: int, text: str = "", *, bold: bool = False) -> QFont:
    """Return the font for `text` at a size in pixels."""
    return _font(style.typeface, style.letters_of(text), pixels, bold)


@lru_cache(maxsize=64)
def _font(typeface: str, letters: float, pixels: int, bold: bool) -> QFont:
    families = list(FAMILIES)
    if typeface == "computer":
        own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).families()
        families = [*own, *families[1:]]
    result = QFont()
    result.setFamilies(families)
    result.setPixelSize(pixels)
    result.setBold(bold)
    if letters:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, letters * pixels)
        result.setWordSpacing(letters * WORDS_TO_LETTERS * pixels)
    return result
