"""Field for several lines of writing, with its label above and any error message below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.field import Mistake
from ui.widgets.page import page_of
from ui.widgets.painting import EDGE, is_new_look, paint_face, paint_focus
from ui.widgets.text import Paragraph

LEAST_LINES = 4
"""Lines that there is room for at first; it grows with what is written."""


class _Box(QPlainTextEdit):
    """Lines of writing, as high as they are: only the page scrolls. Tab leads on."""

    is_wrong = False
    described = ""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.cursorPositionChanged.connect(self._follow)
        self._dress()

    def describe(self, text: str, *, is_news: bool) -> None:
        """Describe the field. What is no news waits until the focus goes: it would be told."""
        self.described = text
        if is_news or not self.hasFocus():
            self.setAccessibleDescription(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Be described as it is now, once screen readers are elsewhere."""
        super().focusOutEvent(event)
        QTimer.singleShot(0, self, lambda: self.setAccessibleDescription(self.described))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the lines are at this width."""
        super().resizeEvent(event)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Paint the ring, or the mark of a mistake, over the edge that Qt paints."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and (self.hasFocus() or self.is_wrong):
            painter, theme = QPainter(self), current_look().theme
            if self.hasFocus():
                paint_focus(painter, self.rect(), theme)
            else:
                paint_face(painter, self.rect(), None, theme.danger_edge, width=4)
            painter.end()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        super().changeEvent(event)
        if is_new_look(event):
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        self.document().setDocumentMargin(current_look().scale.gap(1.5))
        self._grow()

    def _grow(self) -> None:
        lines = max(LEAST_LINES, round(self.document().size().height()))
        around = 2 * (current_look().scale.gap(1.5) + EDGE)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + around)

    def _follow(self) -> None:
        """Keep the line that is being written in sight."""
        page = page_of(self)
        if page is not None and self.hasFocus():
            line = self.cursorRect().center()
            there = self.viewport().mapTo(page.sheet, line)
            page.ensureVisible(there.x(), there.y(), 0, 2 * self.fontMetrics().lineSpacing())


class WritingField(QWidget):
    """A label, a hint, and a box of several lines; Enter begins a new one."""

    def __init__(self, label: str, *, hint: str = "", text: str = "") -> None:
        super().__init__()
        self._hint = hint
        self._box = _Box(text)
        self._mistake = Mistake()
        name = Paragraph(label, strong=True)
        name.setBuddy(self._box)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(name)
        if hint:
            self._column.addWidget(Paragraph(hint, quiet=True))
        self._column.addWidget(self._box)
        self._column.addWidget(self._mistake)
        self._box.describe(hint, is_news=False)
        self._space()

    @property
    def box(self) -> QPlainTextEdit:
        """Return the box itself: what takes the focus."""
        return self._box

    def text(self) -> str:
        """Return what is written."""
        return self._box.toPlainText()

    def show_error(self, mistake: str) -> None:
        """Say what is wrong below the box, and begin there; empty for nothing."""
        self._mistake.say(mistake)
        self._box.is_wrong = bool(mistake)
        self._box.describe(mistake or self._hint, is_news=bool(mistake))
        self._box.update()
        if mistake:
            self._box.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        self._column.setSpacing(current_look().scale.gap(0.75))
