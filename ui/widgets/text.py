"""Text widgets: headings that a screen reader can jump to, paragraphs, list items."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QStyle, QWidget

from accessibility.qt.palette import Look, current_look
from ui.widgets.painting import font, is_new_look
from ui.widgets.roles import set_role
from ui.widgets.wrapping import READING, TIGHT, longest_word, set_lines, text_size

LETTERS_A_LINE = 70
"""Longer lines are hard to follow (WCAG 1.4.8 allows 80)."""


class _Text(QLabel):
    """Words that wrap, are never read as markup, and follow the app's look."""

    leading = READING
    mark = ""

    def __init__(
        self,
        text: str,
        parent: QWidget | None,
        *,
        role: QAccessible.Role | None = None,
        level: int = 0,
    ) -> None:
        super().__init__(parent)
        if role is not None:
            set_role(
                self, role, level=level
            )  # before the text: a screen reader asks as soon as there is some
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def style_of(self, look: Look) -> tuple[QFont, str]:
        """Return the font and the colour of this kind of text."""
        raise AssertionError("each kind of text has its own style")

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text wrapped at `width`."""
        return text_size(self.text(), self._font(), self._line(width), self.leading)[1]

    def sizeHint(self) -> QSize:
        """Return the size of the text in its longest comfortable lines."""
        wide, high = text_size(self.text(), self._font(), self._line(1 << 20), self.leading)
        return QSize(wide + self._indent(), high)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: one word wide, one line high."""
        return QSize(
            longest_word(self.text(), self._font()) + self._indent(),
            round(self._font().pixelSize() * self.leading),
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in its lines."""
        which, colour = self.style_of(current_look())
        lines = set_lines(
            self.text(),
            which,
            self._line(self.width()),
            leading=self.leading,
            align=self._align(),
        )
        painter = QPainter(self)
        left = self._left(self._indent(), self._line(self.width()))
        lines.paint(painter, left, self._top(), colour)
        if self.mark:
            mark = set_lines(
                self.mark, which, self._indent(), leading=self.leading, align=self._align()
            )
            mark.paint(painter, self._left(0, self._indent()), 0, colour)
        painter.end()

    def _align(self) -> Qt.AlignmentFlag:
        """Return the side that lines begin at, which is that of the window, not of the words."""
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        return (side & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignAbsolute

    def _font(self) -> QFont:
        return self.style_of(current_look())[0]

    def _top(self) -> int:
        return 0

    def _indent(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance("00.") if self.mark else 0

    def _line(self, width: int) -> int:
        longest = QFontMetrics(self._font()).averageCharWidth() * LETTERS_A_LINE
        return max(1, min(width - self._indent(), longest))

    def _left(self, left: int, width: int) -> int:
        """Return where something begins, mirrored where one reads leftwards."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.width() - left - width if mirrored else left


class Heading(_Text):
    """A heading. Level 1 is the screen's title, 2 a part of it, 3 a small part.

    Screen readers jump by the level. Where the letters are larger or smaller than is usual
    at this level, `size` says at which level they would be. `is_aside` says that it has no
    room, and is not seen; screen readers find it where it would be all the same.
    """

    leading = TIGHT
    is_aside = False

    def __init__(
        self, text: str, level: int = 1, parent: QWidget | None = None, *, size: int = 0
    ) -> None:
        self._level = level
        self._size = size or level
        super().__init__(text, parent, role=QAccessible.Role.Heading, level=level)

    @property
    def level(self) -> int:
        """Return 1, 2 or 3."""
        return self._level

    def stand_aside(self, of: QBoxLayout, is_aside: bool) -> None:
        """Leave the first place of a row or a column to what comes next, or take it again."""
        if is_aside == self.is_aside:
            return
        self.is_aside = is_aside
        if is_aside:
            of.removeWidget(self)
            self.setGeometry(0, 0, 1, 1)  # what has no size at all is passed over
        else:
            of.insertWidget(0, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, where it has room."""
        if not self.is_aside:
            super().paintEvent(event)

    def style_of(self, look: Look) -> tuple[QFont, str]:
        """Return the font and the colour of a heading of this size."""
        return font(look, look.scale.heading(self._size), bold=True), look.theme.heading


class Paragraph(_Text):
    """Ordinary text, at most about 70 letters a line. `quiet` is for what matters less.

    `strong` sets one short line in bold; it is not for emphasis inside a text.
    """

    def __init__(
        self,
        text: str,
        *,
        quiet: bool = False,
        strong: bool = False,
        parent: QWidget | None = None,
        role: QAccessible.Role | None = None,
    ) -> None:
        self._quiet = quiet
        self._strong = strong
        super().__init__(text, parent, role=role)

    def style_of(self, look: Look) -> tuple[QFont, str]:
        """Return the font and the colour of a paragraph."""
        colour = look.theme.quiet_text if self._quiet else look.theme.text
        return font(look, look.scale.body, bold=self._strong), colour


class LargeLine(Paragraph):
    """One short line as large as a heading, that is none: the day and the clock."""

    leading = TIGHT

    def style_of(self, look: Look) -> tuple[QFont, str]:
        """Return the font and the colour of a large line."""
        return font(look, look.scale.heading(2)), look.theme.text


class ListItem(Paragraph):
    """One point of a list: a number or a dot, and beside it lines that begin below each other."""

    def __init__(self, text: str, number: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent, role=QAccessible.Role.ListItem)
        self.mark = f"{number}." if number else "•"
        if number:
            self.setAccessibleName(f"{number}. {text}")
