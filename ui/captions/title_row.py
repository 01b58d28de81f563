"""Row of a strip: the title of its screen, and the status lines beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from accessibility.qt.palette import current_look

if TYPE_CHECKING:
    from ui.captions.status_lines import StatusLines
    from ui.widgets.text import Heading


class TitleRow(QWidget):
    """Where both have no room in one row the title stands aside: only screen readers find it."""

    def __init__(self, title: Heading, lines: StatusLines) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_look().scale.gap(3))
        row.addWidget(title)
        row.addWidget(lines, 1)

    def event(self, event: QEvent) -> bool:
        """Look again when the words in it have changed."""
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._give_way()
        return answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at another width."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        gap = current_look().scale.gap(3)
        wide = self._title.sizeHint().width() + gap + self._lines.sizeHint().width()
        self._title.stand_aside(self._row, wide > self.width())
