"""Card: a framed group of widgets that belong together."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.painting import is_new_look, paint_face


class Tone(Enum):
    """What a card is for; the words on it must say the same, colour alone never does."""

    PLAIN = "card"
    CALM = "calm"
    ASK = "ask"
    DANGER = "danger"


class Card(QWidget):
    """Add things with `add`; they stand below each other."""

    def __init__(self, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.body = QVBoxLayout(self)
        self._dress()

    def add(self, *things: QWidget | QLayout) -> None:
        """Add things below what is there."""
        add_to(self.body, *things)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet; a notice has a thick edge on the reading side as well."""
        theme = current_look().theme
        plain = self._tone is Tone.PLAIN
        edge = theme.hairline if plain else theme.colour(f"{self._tone.value}_edge")
        painter = QPainter(self)
        paint_face(
            painter, self.rect(), theme.colour(self._tone.value), edge, width=1 + (not plain)
        )
        painter.end()

    def _dress(self) -> None:
        scale = current_look().scale
        side = scale.gap(3)
        self.body.setContentsMargins(side, scale.gap(2.5), side, scale.gap(2.5))
        self.body.setSpacing(scale.gap(1.5))


def add_to(box: QVBoxLayout, *things: QWidget | QLayout) -> None:
    """Add widgets and layouts to a box, one below the other.

    What keeps its own width stands at the reading side: a box would make all else as narrow.
    """
    for thing in things:
        if not isinstance(thing, QWidget):
            box.addLayout(thing)
        elif thing.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum:
            box.addWidget(thing, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            box.addWidget(thing)
