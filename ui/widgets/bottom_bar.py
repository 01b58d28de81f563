"""Button bar at the bottom of a screen, which stays while the rest scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import Replaceable
from ui.widgets.page import COLUMN
from ui.widgets.painting import is_new_look
from ui.widgets.rows import Rows

LARGEST_FIXED = 200
"""The largest text size, in per cent, at which the buttons at the bottom stay in sight."""


class BottomBar(QWidget):
    """The main button as wide as the column, at the very foot; others side by side above it.

    Others are in two lines of words rather than in two rows. `wide` ones, below captions,
    fill the window and stand in one row: there the words need the room.
    """

    def __init__(self, *buttons: QWidget, wide: bool = True) -> None:
        super().__init__()
        self._wide = wide
        main = None if wide else next(filter(_is_main, buttons), None)
        self._column = QVBoxLayout(self)
        others = [button for button in buttons if button is not main]
        if others:
            rows = Rows(columns=len(others), tight=True)
            self._column.addLayout(rows)
            for button in others:
                rows.addWidget(button)
        if main is not None:
            self._column.addWidget(main)
        self.first = main or others[0]
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay below the column."""
        self._dress()
        super().resizeEvent(event)

    def _dress(self) -> None:
        scale = current_look().scale
        side = scale.gap(3)
        if not self._wide:
            side = max(side, (self.width() - COLUMN * scale.body) // 2)
        self._column.setContentsMargins(side, scale.gap(1), side, scale.gap(1.5))
        self._column.setSpacing(scale.gap(1.5))


def _is_main(button: QWidget) -> bool:
    return isinstance(button, BigButton) and button.kind is Kind.MAIN


class MainBelow(Replaceable):
    """Below a page: takes its main button out of what scrolls, so that it is always in sight."""

    def keep(self, main: QWidget | None) -> None:
        """Take the button that stands on the page now; with very large text leave it there."""
        if main is None or current_look().scale.percent > LARGEST_FIXED:
            self.show_nothing()
            return
        had_focus = main.hasFocus()
        self.show_instead(BottomBar(main, wide=False))
        if had_focus:
            main.setFocus()
