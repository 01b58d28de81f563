"""What is truly painted, read back from the pixels: the contrast of text and of the focus ring."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

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

    `rect` is in logical pixels. It is the contrast of the most common colour with the one
    that differs most.
    """
    ratio = picture.devicePixelRatio()
    inside = QRect(
        round(rect.x() * ratio),
        round(rect.y() * ratio),
        round(rect.width() * ratio),
        round(rect.height() * ratio),
    )
    counted = Counter(_pixels(picture, inside))
    behind = counted.most_common(1)[0][0]
    inks = [colour for colour, count in counted.items() if count >= ENOUGH_PIXELS]
    return max(_contrast(behind, ink) for ink in inks)


def changed_pixels(before: QImage, after: QImage) -> int:
    """Return how many pixels differ by a contrast of 3 or more between two pictures of one size."""
    whole = QRect(0, 0, before.width(), before.height())
    pairs = zip(_pixels(before, whole), _pixels(after, whole), strict=True)
    changed = Counter(pair for pair in pairs if pair[0] != pair[1])
    return sum(
        count for (old, new), count in changed.items() if contrast(_named(old), _named(new)) >= EDGE
    )


def _pixels(picture: QImage, rect: QRect) -> list[int]:
    """Return the pixels inside `rect`, which is in the picture's own pixels, row by row."""
    piece = picture.copy(rect).convertToFormat(QImage.Format.Format_RGB32)
    rows = memoryview(piece.constBits()).cast("B").cast("I").tolist()
    per_row = piece.bytesPerLine() // _BYTES_A_PIXEL
    if per_row == piece.width():
        return rows
    return [
        pixel
        for row in range(piece.height())
        for pixel in rows[row * per_row : row * per_row + piece.width()]
    ]


@lru_cache(maxsize=65536)
def _contrast(one: int, other: int) -> float:
    return contrast(_named(one), _named(other))


def _named(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"
