"""Answers that show what they are: sizes as real letters, colours and letters as a sentence."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from accessibility.look.captions import CaptionStyle
from accessibility.look.themes import THEMES, Theme
from accessibility.qt.caption_font import caption_font
from accessibility.qt.palette import Look
from ui.widgets.choice_row import Choice
from ui.widgets.painting import font, paint_face

SWATCH = 2.4
"""The height of a swatch, in sizes of the ordinary text."""

OF_THE_COMPUTER = ("light", "dark")
"""What a computer may ask for: both are shown where a choice follows it."""


class SizeChoice(Choice):
    """A size in pixels, with two letters of that very size above its words."""

    def __init__(self, text: str, letters: str, pixels: int) -> None:
        self._letters = letters
        self._pixels = pixels
        super().__init__(text)

    def picture_height(self, look: Look) -> int:
        """Return the height of the letters."""
        return round(self._pixels * 1.2)

    def paint_picture(self, painter: QPainter, rect: QRect, look: Look) -> None:
        """Paint the letters."""
        painter.setFont(font(look, self._pixels, bold=True))
        painter.setPen(QColor(look.theme.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._letters)


class ThemeChoice(Choice):
    """A theme, with a sentence in its own colours above its words."""

    def __init__(self, text: str, sentence: str, theme: str) -> None:
        self._sentence = sentence
        names = (theme,) if theme in THEMES else OF_THE_COMPUTER
        self._themes = [THEMES[name] for name in names]
        super().__init__(text)

    def picture_height(self, look: Look) -> int:
        """Return the height of the swatch."""
        return round(look.scale.body * SWATCH)

    def paint_picture(self, painter: QPainter, rect: QRect, look: Look) -> None:
        """Paint a swatch for each theme that it may be, side by side."""
        gap = look.scale.gap(1)
        each = (rect.width() - gap * (len(self._themes) - 1)) // len(self._themes)
        for at, theme in enumerate(self._themes):
            swatch = QRect(rect.left() + at * (each + gap), rect.top(), each, rect.height())
            self._paint_swatch(painter, swatch, theme, look)

    def _paint_swatch(self, painter: QPainter, rect: QRect, theme: Theme, look: Look) -> None:
        paint_face(painter, rect, theme.page, theme.edge, width=1)
        words = font(look, look.scale.body)
        painter.setFont(words)
        painter.setPen(QColor(theme.text))
        inside = rect.adjusted(look.scale.gap(1), 0, -look.scale.gap(1), 0)
        fitting = painter.fontMetrics().elidedText(
            self._sentence, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, fitting)


class CaptionChoice(Choice):
    """A style of captions, with `lines` of words in it above its own, one below the other."""

    def __init__(self, text: str, lines: tuple[str, ...], style: CaptionStyle) -> None:
        self._lines = lines
        self._style = style
        super().__init__(text)

    def picture_height(self, look: Look) -> int:
        """Return the height of the swatch."""
        style = self._styled(look)
        return round(look.scale.body * (SWATCH - 1)) + style.line_height * (len(self._lines) - 1)

    def paint_picture(self, painter: QPainter, rect: QRect, look: Look) -> None:
        """Paint the lines on the sheet of the style, as far apart as they are there."""
        style = self._styled(look)
        sheet = style.sheet(look.theme)
        paint_face(painter, rect, sheet.caption_page, sheet.edge, width=1)
        painter.setPen(QColor(sheet.caption_text))
        inside = rect.adjusted(look.scale.gap(1), 0, -look.scale.gap(1), 0)
        inside.setHeight(rect.height() - style.line_height * (len(self._lines) - 1))
        for line in self._lines:
            painter.setFont(caption_font(style, style.pixels, line))
            fitting = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, fitting)
            inside.translate(0, style.line_height)

    def _styled(self, look: Look) -> CaptionStyle:
        return replace(self._style, pixels=look.scale.body)
