"""Text set in lines: wrapped at a width, with air between the lines, and measured exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

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
) -> Lines:
    """Set `text` in lines no wider than `width`; a word that is wider is broken, never cut."""
    layout = QTextLayout(_kept_together(text), font)
    option = QTextOption(align)
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


@lru_cache(maxsize=1024)
def measure(text: str, font: QFont, width: int, leading: float = READING) -> tuple[int, int]:
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
