"""Inline message: what happened, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from resources.words import Explained
from ui.widgets.card import Card, Tone, add_to
from ui.widgets.painting import is_new_look, paint_icon
from ui.widgets.text import Paragraph

_ICONS = {Tone.CALM: "check", Tone.ASK: "warning", Tone.DANGER: "warning", Tone.PLAIN: "help"}


class Picture(QWidget):
    """An icon beside words that say the same; screen readers pass it by."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        paint_icon(painter, self.rect(), self._name, current_look().theme.text)
        painter.end()

    def _dress(self) -> None:
        side = round(current_look().scale.body * 1.4)
        self.setFixedSize(QSize(side, side))


class Notice(Card):
    """A card with a sentence or a problem. Nothing makes it go away but the screen.

    `add` puts more below, such as a button that mends it.
    """

    def __init__(
        self,
        what: str | Explained,
        *,
        tone: Tone = Tone.ASK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tone, parent)
        happened, then = (what.happened, what.next) if isinstance(what, Explained) else (what, "")
        self._row = QHBoxLayout()
        picture = QVBoxLayout()
        picture.addWidget(Picture(_ICONS[tone]))
        picture.addStretch(1)
        self._column = QVBoxLayout()
        self._row.addLayout(picture)
        self._row.addLayout(self._column, 1)
        self.body.addLayout(self._row)
        self._column.addWidget(Paragraph(happened, strong=bool(then)))
        if then:
            self._column.addWidget(Paragraph(then))
        self._space()

    def add(self, *things: QWidget | QLayout) -> None:
        """Add things below the words."""
        add_to(self._column, *things)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        super().changeEvent(event)
        if is_new_look(event):
            self._space()

    def _space(self) -> None:
        scale = current_look().scale
        self._row.setSpacing(scale.gap(1.5))
        self._column.setSpacing(scale.gap(1))
