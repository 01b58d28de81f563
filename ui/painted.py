"""What is truly painted, read back from the pixels: the contrast of text and of the focus ring."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from accessibility.look.contrast import EDGE, contrast

FRINGE = 9
"""Edges and focus rings are no wider than this; text never reaches so far out."""

ENOUGH_PIXELS = 6
"""A colour of fewer pixels is the soft edge of a letter."""

_BYTES_A_PIXEL = 4


def text_contrast(picture: QImage, rect: QRect) -> float:
    """Return the contrast of what is written inside `rect` with what is behind it.

    That is the contrast of the most common colour with the one that differs most.
    """
    counted = Counter(_pixels(picture, rect))
    behind = counted.most_common(1)[0][0]
    inks = [colour for colour, count in counted.items() if count >= ENOUGH_PIXELS]
    return max(contrast(_named(behind), _named(ink)) for ink in inks)


def changed_pixels(before: QImage, after: QImage, rect: QRect) -> int:
    """Return how many pixels inside `rect` changed by a contrast of 3 or more."""
    pairs = Counter(zip(_pixels(before, rect), _pixels(after, rect), strict=True))
    return sum(
        count
        for (old, new), count in pairs.items()
        if old != new and contrast(_named(old), _named(new)) >= EDGE
    )


def _pixels(picture: QImage, rect: QRect) -> list[int]:
    """Return the pixels inside `rect`, which is in logical pixels, row by row."""
    ratio = picture.devicePixelRatio()
    inside = QRect(
        round(rect.x() * ratio),
        round(rect.y() * ratio),
        round(rect.width() * ratio),
        round(rect.height() * ratio),
    )
    piece = picture.copy(inside).convertToFormat(QImage.Format.Format_RGB32)
    rows = memoryview(piece.constBits()).cast("B").cast("I")
    per_row = piece.bytesPerLine() // _BYTES_A_PIXEL
    return [
        pixel & 0xFFFFFF
        for row in range(piece.height())
        for pixel in rows[row * per_row : row * per_row + piece.width()]
    ]


def _named(pixel: int) -> str:
    return f"#{pixel:06x}"
