"""The steps of something: which are done, which is going on, which come next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.painting import is_new_look, paint_icon
from ui.widgets.text import Paragraph


class _Mark(QWidget):
    """A tick, a dot or an empty ring; the words beside it say the same."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self._state = state
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        theme = current_look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        radius = self.width() / 2 - 2
        ink = QColor(theme.edge if self._state == "next" else theme.main)
        painter.setPen(QPen(ink, 2.5))
        painter.setBrush(ink if self._state == "done" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)
        if self._state == "now":
            painter.setBrush(ink)
            painter.drawEllipse(middle, radius / 2.2, radius / 2.2)
        if self._state == "done":
            inset = self.width() // 5
            paint_icon(
                painter, self.rect().adjusted(inset, inset, -inset, -inset), "check", theme.on_main
            )
        painter.end()

    def _dress(self) -> None:
        side = round(current_look().scale.body * 1.45)
        self.setFixedSize(QSize(side, side))


class StepList(QWidget):
    """Show it with `show_steps`; again whenever a step is over."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[QWidget] = []

    def show_steps(self, steps: Sequence[str], now: int) -> None:
        """Show `steps`; the one at index `now` is going on, all before it are done."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(step, at - now) for at, step in enumerate(steps)]
        for row in self._rows:
            self._column.addWidget(row)
        self._column.setSpacing(current_look().scale.gap(1))

    def _row(self, step: str, ahead: int) -> QWidget:
        state = "now" if ahead == 0 else "next" if ahead > 0 else "done"
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(current_look().scale.gap(1.5))
        text = self._words(f"steps.{state}", step=step)
        line.addWidget(_Mark(state), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Paragraph(text, strong=state == "now", quiet=state == "next"), 1)
        return row
