"""What is truly painted, read back from the pixels: the contrast of text and of the focus ring."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from accessibility.look.contrast import EDGE, contrast

FRINGE = 9
"""Edges and focus rings are no wider than this; text never reaches so far out."""

ENOUGH_PIXELS = 6
"""A colour of fewer pixels is the soft edge of a letter."""

_BYTES_A_PIXEL = 4

_BITS = 32

Pixels = NDArray[np.unsignedinteger]


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
    colours, counts = _counted(_pixels(picture, inside))
    behind = int(colours[counts.argmax()])
    return max(_contrast(behind, int(ink)) for ink in colours[counts >= ENOUGH_PIXELS])


def changed_pixels(before: QImage, after: QImage) -> int:
    """Return how many pixels differ by a contrast of 3 or more between two pictures of one size."""
    whole = QRect(0, 0, before.width(), before.height())
    old, new = _pixels(before, whole), _pixels(after, whole)
    differ = old != new
    changed, counts = _counted(old[differ].astype(np.uint64) << _BITS | new[differ])
    return sum(
        int(count)
        for pair, count in zip(changed.tolist(), counts, strict=True)
        if _contrast(pair >> _BITS, pair) >= EDGE
    )


def _counted(values: Pixels) -> tuple[Pixels, NDArray[np.int64]]:
    """Return each value and how often it is there. Most pixels stand in runs of one colour."""
    begins = np.flatnonzero(np.diff(values, prepend=~values[:1]))
    lengths = np.diff(begins, append=values.size)
    found, which = np.unique(values[begins], return_inverse=True)
    return found, np.bincount(which, weights=lengths).astype(np.int64)


def _pixels(picture: QImage, rect: QRect) -> Pixels:
    """Return the pixels inside `rect`, which is in the picture's own pixels, row by row."""
    piece = picture.copy(rect).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(piece.constBits(), np.uint32)
    per_row = piece.bytesPerLine() // _BYTES_A_PIXEL
    return rows.reshape(piece.height(), per_row)[:, : piece.width()].flatten()


@lru_cache(maxsize=65536)
def _contrast(one: int, other: int) -> float:
    return contrast(_named(one), _named(other))


def _named(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"
