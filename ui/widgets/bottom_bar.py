"""The buttons that stay at the bottom of a screen, whatever is scrolled above them."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from accessibility.qt.palette import current_look
from ui.widgets.painting import is_new_look
from ui.widgets.rows import Rows


class BottomBar(QWidget):
    """Buttons of one width side by side, in two lines of words rather than in two rows."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._rows = Rows(self, columns=len(buttons), tight=True)
        for button in buttons:
            self._rows.addWidget(button)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        gap = current_look().scale.gap
        self._rows.setContentsMargins(gap(3), gap(1), gap(3), gap(1.5))
