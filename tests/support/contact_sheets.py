"""Contact sheets: many pictures on one, each with its name, to look at them side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from accessibility.look.themes import DARK, LIGHT, THEMES
from resources.pictures import GROUP_COLOURS, GROUP_DRAWINGS, drawing_names
from ui.widgets.painting import paint_drawing, paint_face

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from accessibility.look.themes import Theme

GAP = 12
NAME = 24
"""The room for a name below a picture, in pixels."""

THUMB = 400
"""The width of one screen on a sheet, in pixels."""

DRAWING = 64
"""The size of one drawing on its sheet, in pixels."""


def sheet_of_screens(pictures: Sequence[Path], sheet: Path, *, columns: int = 6) -> Path:
    """Put the pictures of screens on one sheet, each with its name; returns the sheet."""
    shown = [_scaled(one) for one in pictures]
    high = max(one.height() for one in shown) + NAME + GAP
    image = _paper(columns * (THUMB + GAP) + GAP, -(-len(shown) // columns) * high + GAP, "#9a9a9a")
    painter = QPainter(image)
    for at, (path, thumb) in enumerate(zip(pictures, shown, strict=True)):
        x, y = GAP + at % columns * (THUMB + GAP), GAP + at // columns * high
        painter.drawImage(x, y, thumb)
        place = QRect(x, y + thumb.height(), THUMB, NAME)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, path.stem)
    painter.end()
    image.save(str(sheet))
    return sheet


def sheet_of_drawings(sheet: Path, *, columns: int = 14) -> Path:
    """Put every drawing, light and dark, and the groups' colours on one sheet; returns it."""
    names = drawing_names()
    side = DRAWING + GAP
    rows = -(-len(names) // columns)
    high = rows * side + GAP
    image = _paper(columns * side + GAP, 2 * high + len(THEMES) * (side + GAP), LIGHT.page)
    painter = QPainter(image)
    for part, theme in enumerate((LIGHT, DARK)):
        painter.fillRect(0, part * high, image.width(), high, QColor(theme.card))
        for at, name in enumerate(names):
            x, y = GAP + at % columns * side, GAP + part * high + at // columns * side
            place = QRect(x, y, DRAWING, DRAWING)
            paint_drawing(painter, place, name, theme.text, theme.tone)
    for at, theme in enumerate(THEMES.values()):
        _groups(painter, theme, QRect(0, 2 * high + at * (side + GAP), image.width(), side + GAP))
    painter.end()
    _with_few_colours(image).save(str(sheet), quality=0)
    return sheet


def _groups(painter: QPainter, theme: Theme, strip: QRect) -> None:
    """Paint a row of groups' pictures, in each of their colours."""
    painter.fillRect(strip, QColor(theme.card))
    count = (strip.width() - GAP) // (DRAWING + GAP)
    for at in range(count):
        x = strip.x() + GAP + at * (DRAWING + GAP)
        place = QRect(x, strip.y() + GAP, DRAWING, DRAWING)
        colour = theme.colour(GROUP_COLOURS[at % len(GROUP_COLOURS)])
        paint_face(painter, place, colour, corner=DRAWING / 2)
        inner = place.adjusted(GAP, GAP, -GAP, -GAP)
        paint_drawing(painter, inner, GROUP_DRAWINGS[at], theme.text, theme.card)


def _scaled(picture: Path) -> QImage:
    return QImage(str(picture)).scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation)


def _with_few_colours(image: QImage) -> QImage:
    """Return an image in its 256 commonest colours: a fifth of the bytes."""
    dots = memoryview(image.constBits()).cast("I")
    commonest = [colour for colour, _ in Counter(dots).most_common(256)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, commonest, flags)


def _paper(width: int, height: int, colour: str) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
