"""The reading mark: a line across the captions that says how far somebody has read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from accessibility.look.captions import CaptionStyle
from accessibility.qt.caption_font import caption_font
from accessibility.qt.palette import current_look
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.painting import paint_face
from ui.widgets.roles import set_role

THICK_PX = 5
"""Pixels of the line's thickness."""


class PlaceMark(QWidget):
    """Words, and a thick line behind them to the other side; what is above has been read."""

    def __init__(self, text: str, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Separator)
        self._text = text
        self._style = CaptionStyle()
        self.setAccessibleName(told)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_style(self, style: CaptionStyle) -> None:
        """Stand on the sheet of this style."""
        self._style = style
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one line of ordinary text."""
        return QSize(0, QFontMetrics(self._font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words at the reading side, then the line."""
        look = current_look()
        sheet = self._style.sheet(look.theme)
        gap = look.scale.gap(1)
        wide = QFontMetrics(self._font()).horizontalAdvance(self._text)
        mirrored = self.isRightToLeft()
        left = self.width() - 2 * gap - wide if mirrored else 2 * gap
        after = 3 * gap + wide
        line = QRect(0, 0, self.width() - after - gap, THICK_PX)
        line.moveTo(gap if mirrored else after, (self.height() - THICK_PX) // 2)
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(sheet.caption_text)
        painter.drawText(left, QFontMetrics(self._font()).ascent(), self._text)
        paint_face(painter, line, sheet.caption_edge, corner=2)
        painter.end()

    def _font(self) -> QFont:
        return caption_font(self._style, current_look().scale.body, self._text, bold=True)


class ReadingPlace:
    """Where in a column of blocks the mark stands; `block` is the one above it, if it does."""

    def __init__(self, mark: PlaceMark, column: QVBoxLayout) -> None:
        self._mark = mark
        self._column = column
        self._line = CaptionStyle().line_height
        self.block: CaptionBlock | None = None
        column.addWidget(mark)

    @property
    def end(self) -> int:
        """Return how far to scroll so that the last line that was read is the first in sight."""
        bottom = self.block.geometry().bottom() if self.block else 0
        return max(0, bottom - 3 * self._line // 2)

    def set_style(self, style: CaptionStyle) -> None:
        """Stand among words of this style."""
        self._line = style.line_height
        self._mark.set_style(style)

    def show(self, block: CaptionBlock | None, blocks: Sequence[CaptionBlock]) -> None:
        """Stand below `block`; it and all before it among `blocks` become paler."""
        if block is not self.block:
            self.block = block
            self._column.removeWidget(self._mark)
            self._column.insertWidget(self._index(block), self._mark)
            self._mark.setVisible(block is not None)
        is_read = block is not None
        for each in blocks:
            each.show_read(is_read=is_read)
            is_read = is_read and each is not block

    def after(self, block: CaptionBlock | None) -> int:
        """Return the place in the column for what follows a block, and the mark below it."""
        return self._index(block) + (block is not None and block is self.block)

    def _index(self, block: CaptionBlock | None) -> int:
        # The first thing in the column stands there while there are no blocks.
        return 1 if block is None else self._column.indexOf(block) + 1
