"""Tile of one person in the practice meeting: a picture, a name, and what goes on."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent

from accessibility.qt.palette import current_look
from ui.widgets.card import Card
from ui.widgets.drawing import GroupDisc
from ui.widgets.painting import paint_face
from ui.widgets.text import Heading, Paragraph

EDGE_PX = 5
"""Pixels of the edge round somebody who is speaking; the words on the tile say it, too."""


class PersonTile(Card):
    """`drawings` are the pictures that it can show, of which one is seen at a time."""

    def __init__(self, name: str, drawings: tuple[str, ...], colour: str) -> None:
        super().__init__()
        self._is_speaking = False
        self._discs = {drawing: GroupDisc(drawing, colour, side=120) for drawing in drawings}
        self._state = Paragraph("")
        self.add(*self._discs.values(), Heading(name, level=2), self._state)
        for disc in self._discs.values():
            disc.setVisible(disc is self._discs[drawings[0]])
        self.body.addStretch(1)

    def show_state(self, text: str, *, drawing: str = "", is_speaking: bool = False) -> None:
        """Say what goes on; `drawing` is the picture to show, the first one by default."""
        self._is_speaking = is_speaking
        wanted = drawing or next(iter(self._discs))
        for name, disc in self._discs.items():
            disc.setVisible(name == wanted)
        self._state.setText(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, and a thick edge round somebody who is speaking."""
        if not self._is_speaking:
            super().paintEvent(event)
            return
        theme = current_look().theme
        painter = QPainter(self)
        paint_face(painter, self.rect(), theme.card, theme.main, width=EDGE_PX)
        painter.end()
