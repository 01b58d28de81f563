"""One sentence in the largest letters that fit: to be held up, or shared."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from accessibility.qt.palette import Look, current_look
from ui.widgets.painting import font, paint_face
from ui.widgets.text import Heading
from ui.widgets.wrapping import TIGHT, longest_word, set_lines, text_size

LARGEST = 400
"""Pixels: larger letters fill the screen with a word."""

EDGE = 6
"""Pixels of the edge."""


class LargeWords(Heading):
    """Fills the room it is given, and is the heading of its screen."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, 1, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Return the least height: the words as large as any other heading."""
        around = self._around()
        return text_size(self.text(), self._least(), width - around, TIGHT)[1] + around

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed; the rest is given."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the longest word wide, two lines high."""
        around = self._around()
        least = self._least()
        wide = longest_word(self.text(), least) + around
        return QSize(wide, round(2 * least.pixelSize() * TIGHT) + around)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words in the middle of a sheet, as large as they fit."""
        look = current_look()
        painter = QPainter(self)
        paint_face(painter, self.rect(), look.theme.card, look.theme.main, width=EDGE)
        inner = self._inner()
        lines = set_lines(
            self.text(),
            self._fitting(look, inner),
            inner.width(),
            leading=TIGHT,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        top = inner.top() + max(0, (inner.height() - lines.height) // 2)
        lines.paint(painter, inner.left(), top, look.theme.text)
        painter.end()

    def _fitting(self, look: Look, inner: QRect) -> QFont:
        """Return the largest font in which the words fit, without a broken word."""
        low, high = self._least().pixelSize(), LARGEST
        while low < high:
            size = (low + high + 1) // 2
            if self._fits(font(look, size, bold=True), inner):
                low = size
            else:
                high = size - 1
        return font(look, low, bold=True)

    def _fits(self, which: QFont, inner: QRect) -> bool:
        metrics = QFontMetrics(which)
        if any(metrics.horizontalAdvance(word) > inner.width() for word in self.text().split()):
            return False
        return text_size(self.text(), which, inner.width(), TIGHT)[1] <= inner.height()

    def _inner(self) -> QRect:
        side = self._around() // 2
        return self.rect().adjusted(side, side, -side, -side)

    def _least(self) -> QFont:
        look = current_look()
        return font(look, look.scale.heading(1), bold=True)

    def _around(self) -> int:
        return 2 * current_look().scale.gap(2)
