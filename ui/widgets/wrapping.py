"""Line breaking: text wrapped at a width, with line spacing, and measured exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_STRONG = ("L", "R", "AL")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")

READING = 1.45
"""The distance of two lines of a text, in sizes of its font (WCAG 1.4.8 asks for 1.5 of x)."""

TIGHT = 1.2
"""The distance of two lines of a heading or a button."""


@dataclass(frozen=True)
class Lines:
    """Text in lines. `width` and `height` are what it truly takes, in whole pixels."""

    layout: QTextLayout
    width: int
    height: int

    def paint(self, painter: QPainter, x: float, y: float, colour: str) -> None:
        """Draw the lines with their top left corner at `x`, `y`."""
        painter.setPen(QColor(colour))
        self.layout.draw(painter, QPointF(x, y))


def set_lines(
    text: str,
    font: QFont,
    width: int,
    *,
    leading: float = READING,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    formats: Sequence[QTextLayout.FormatRange] = (),
    of_any_script: bool = False,
) -> Lines:
    """Set `text` in lines no wider than `width`; a word that is wider is broken, never cut.

    `of_any_script` is for what people say: it runs the way its own first letters do,
    not the way the app's words do.
    """
    layout = QTextLayout(_kept_together(text), font)
    option = QTextOption(align)
    if of_any_script and runs_leftwards(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    elif of_any_script:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.setCacheEnabled(True)
    step = font.pixelSize() * leading
    top, widest = 0.0, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        height = max(step, line.height())
        line.setPosition(QPointF(0, top + (height - line.height()) / 2))
        widest = max(widest, line.naturalTextWidth())
        top += height
    layout.endLayout()
    return Lines(layout, ceil(widest), ceil(top))


def _kept_together(text: str) -> str:
    """Keep the digits of a phone number on one line; the length stays the same."""
    return _BETWEEN_DIGITS.sub("\u00a0", text.replace("\n", "\u2028"))


def runs_leftwards(text: str) -> bool:
    """Say whether a text is read from the right: its first letter decides (Unicode UAX 9, P2)."""
    kinds = (bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in _STRONG), "L") != "L"


@lru_cache(maxsize=1024)
def text_size(text: str, font: QFont, width: int, leading: float = READING) -> tuple[int, int]:
    """Return the width and height of `text` wrapped at `width`."""
    lines = set_lines(text, font, width, leading=leading)
    return lines.width, lines.height


def longest_word(text: str, font: QFont) -> int:
    """Return the width of the widest word, at most 5.5 times the size of the font.

    A layout keeps at least so much room; wider words are broken.
    """
    metrics = QFontMetrics(font)
    widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
    return min(widest + 2, round(5.5 * font.pixelSize()))
