"""Widget of one caption block: settled words, then draft words, wrapped and painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from accessibility.look.captions import CaptionStyle
from accessibility.look.contrast import dimmed
from accessibility.look.text_size import BASE
from accessibility.look.themes import Theme
from accessibility.qt.caption_font import caption_font
from accessibility.qt.palette import Look, current_look
from ui.widgets.captions.stop import CaptionStop
from ui.widgets.painting import is_new_look, paint_face, paint_focus
from ui.widgets.roles import set_role
from ui.widgets.wrapping import Lines, set_lines

LETTERS_A_LINE = 60
"""The longest line: longer ones are hard to follow with the eyes."""


class BlockShape(Enum):
    """How a block is drawn. Each source has its own place and label, not only its colour."""

    GROUP = "group"
    ME = "me"
    MARK = "mark"


@dataclass(frozen=True)
class UnsureSpans:
    """Words that may be wrong: their letters in the settled words (from, to).

    `note` says the same to a screen reader.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    note: str = ""


class CaptionBlock(CaptionStop):
    """Words that wrap. Draft words have a dotted line below them and a quieter colour.

    Draft and settled words are equally wide, so that settling never moves a word. What
    `is_read` is paler, and can still be read. Its `role` is never a paragraph: where one can
    have the focus, Orca says "read only" after each line.
    """

    def __init__(
        self,
        shape: BlockShape,
        style: CaptionStyle,
        parent: QWidget | None = None,
        *,
        role: QAccessible.Role = QAccessible.Role.StaticText,
    ) -> None:
        super().__init__(parent)
        set_role(self, role)
        self._shape = shape
        self._style = style
        self._label = ""
        self._told = ""
        self.is_read = False
        self._settled = ""
        self._draft = ""
        self._doubts = UnsureSpans()
        self._lines: dict[int, Lines] = {}
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        # Not `Minimum`: the column would be as high as if it were as narrow as its size hint.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """Return all its words, the draft ones last."""
        return f"{self._settled} {self._draft}".strip()

    def show_words(
        self,
        settled: str,
        draft: str,
        label: str = "",
        told: str = "",
        doubts: UnsureSpans | None = None,
    ) -> bool:
        """Show these words below `label`; say whether anything changed.

        `told` is what a screen reader is told before the words.
        """
        shown = (settled, draft, label, told, doubts or UnsureSpans())
        if shown == (self._settled, self._draft, self._label, self._told, self._doubts):
            return False
        before = self.heightForWidth(self.width())
        self._settled, self._draft, self._label, self._told, self._doubts = shown
        self._lines.clear()
        self._describe()
        if self.heightForWidth(self.width()) != before:
            self.updateGeometry()
        self.update()
        return True

    def show_read(self, *, is_read: bool) -> None:
        """Show whether these words have been read."""
        if is_read != self.is_read:
            self.is_read = is_read
            self.update()

    def set_style(self, style: CaptionStyle) -> None:
        """Show the words in this size, typeface and colours."""
        self._style = style
        self._lines.clear()
        self._describe()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height it needs at `width`."""
        pad = self._pad(current_look())
        return self._set(width).height + self._label_height() + 2 * pad

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        width = 20 * self._style.pixels
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least room; words that are wider are broken."""
        return QSize(4 * self._style.pixels, self._style.pixels)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._lines.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge of the block, the label, and the words."""
        look = current_look()
        theme, pad = self._sheet(look), self._pad(look)
        painter = QPainter(self)
        if self._shape is BlockShape.MARK:
            paint_face(painter, self.rect(), None, theme.edge, dashed=True, corner=8)
        elif self._shape is BlockShape.ME:
            side = self._left(self._indent(self.width()) - 3 * pad // 2, 5)
            paint_face(
                painter, QRect(side, pad, 5, self.height() - 2 * pad), theme.caption_edge, corner=2
            )
        lines = self._set(self.width())
        left = self._indent(self.width())
        if self._label:
            label = set_lines(self._label, self._label_font(look), self.width() - left, leading=1.2)
            label.paint(painter, self._left(left, label.width), pad, theme.caption_draft)
        ink = theme.caption_draft if self._shape is BlockShape.MARK else theme.caption_text
        if self.is_read:
            ink = dimmed(ink, theme.caption_page)
        top = pad + self._label_height()
        lines.paint(painter, self._left(left, self._line(self.width())), top, ink)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, corner=8)
        painter.end()

    def _set(self, width: int) -> Lines:
        # A layout asks for a few widths again and again, with and without a scroll bar.
        lines = self._lines.get(width)
        if lines is None:
            if len(self._lines) > 3:
                self._lines.clear()
            lines = self._lines[width] = set_lines(
                self.words,
                self._font(),
                self._line(width),
                leading=self._style.leading,
                formats=self._formats(),
                of_any_script=True,
            )
        return lines

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be told of as it is now."""
        super().focusOutEvent(event)
        self._describe()

    def _describe(self) -> None:
        """Say the words to screen readers. Where the reader is, only once they are settled:
        with each new name they begin to read the line again."""
        if self._draft and self.hasFocus():
            return
        self.setAccessibleName(f"{self._told}: {self.words}" if self._told else self.words)
        self.setAccessibleDescription(self._doubts.note if self._style.marks_unsure else "")

    def _formats(self) -> list[QTextLayout.FormatRange]:
        """Return the marks: a wave below words that may be wrong, dots where they may change."""
        ink = self._sheet(current_look())
        marks = []
        if self._style.marks_unsure:
            wave = QTextCharFormat.UnderlineStyle.WaveUnderline
            ranges = self._doubts.ranges
            marks = [_mark(self._settled, each, wave, ink.caption_text) for each in ranges]
        if self._draft:
            dots = QTextCharFormat.UnderlineStyle.DotLine
            loose = (len(self.words) - len(self._draft), len(self.words))
            marks.append(_mark(self.words, loose, dots, ink.caption_draft))
        return marks

    def _font(self) -> QFont:
        pixels = self._style.pixels
        if self._shape is BlockShape.MARK:
            pixels = max(BASE, pixels * 3 // 4)
        return caption_font(self._style, pixels, self.words)

    def _label_font(self, look: Look) -> QFont:
        words = self._style.pixels
        pixels = max(BASE, min(words, max(look.scale.body, words // 2)))
        return caption_font(self._style, pixels, self._label, bold=True)

    def _sheet(self, look: Look) -> Theme:
        return self._style.sheet(look.theme)

    def _label_height(self) -> int:
        if not self._label:
            return 0
        return round(self._label_font(current_look()).pixelSize() * 1.2)

    def _pad(self, look: Look) -> int:
        return look.scale.gap(1)

    def _indent(self, width: int) -> int:
        pad = self._pad(current_look())
        return 2 * pad + (width // 8 if self._shape is BlockShape.ME else 0)

    def _line(self, width: int) -> int:
        room = width - self._indent(width) - 2 * self._pad(current_look())
        return max(1, min(room, QFontMetrics(self._font()).averageCharWidth() * LETTERS_A_LINE))

    def _left(self, left: int, width: int) -> int:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return self.width() - left - width
        return left


def _mark(
    text: str, letters: tuple[int, int], line: QTextCharFormat.UnderlineStyle, ink: str
) -> QTextLayout.FormatRange:
    """Return a mark for some letters of a text. Qt counts them in units of UTF-16."""
    mark = QTextLayout.FormatRange()
    first, end = (_units(text[:place]) for place in letters)
    mark.start, mark.length = first, end - first
    style = QTextCharFormat()
    style.setForeground(QColor(ink))
    style.setUnderlineStyle(line)
    mark.format = style
    return mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
