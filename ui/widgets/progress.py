"""Progress of something long: how far it is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.button import BigButton
from ui.widgets.card import Card
from ui.widgets.painting import paint_face
from ui.widgets.text import Paragraph


class _Bar(QProgressBar):
    """A bar that fills; it never moves by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setFixedHeight(20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part that is done."""
        theme = current_look().theme
        painter = QPainter(self)
        paint_face(painter, self.rect(), theme.card, theme.edge, corner=10)
        done = QRect(4, 4, (self.width() - 8) * self.value() // 100, self.height() - 8)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            done.moveRight(self.width() - 5)
        if done.width() > 0:
            paint_face(painter, done, theme.main, corner=min(6, done.width() / 2))
        painter.end()


class ProgressLine(Card):
    """`stopped` is emitted when the person presses stop.

    The bar appears with the first `show_progress`; until then only the words stand there.
    """

    stopped = Signal()

    def __init__(self, text: str, stop: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._text = Paragraph(text, strong=True)
        self._bar = _Bar()
        self._bar.setAccessibleName(text)
        self._bar.hide()
        self._percent = Paragraph("")
        self._percent.hide()
        self._stop = BigButton(stop, icon="stop")
        self._stop.chosen.connect(self.stopped)
        self.add(self._text, self._bar, self._percent, self._stop)

    def show_text(self, text: str) -> None:
        """Say what is going on now."""
        self._text.setText(text)
        self._bar.setAccessibleName(text)

    def show_progress(self, words: Words, done: int, total: int) -> None:
        """Show that `done` of `total` is done, in any unit; a total of 0 is unknown."""
        self._bar.setVisible(total > 0)
        self._percent.setVisible(total > 0)
        if total > 0:
            percent = max(0, min(100, done * 100 // total))
            if percent != self._bar.value():
                self._bar.setValue(percent)
                self._percent.setText(words("progress.percent", count=percent))
