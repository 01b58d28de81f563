"""Button bar at the bottom of a screen, which stays while the rest scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import Replaceable
from ui.widgets.page import COLUMN
from ui.widgets.painting import is_new_look
from ui.widgets.rows import Rows

LARGEST_FIXED = 200
"""The largest text size, in per cent, at which the buttons at the bottom stay in sight."""

SIDE_COLUMNS = 3
"""How many buttons stand side by side where they stand beside a page."""

SIDE_WIDTH = 30
"""The width of those columns, in sizes of the ordinary text."""


class BottomBar(QWidget):
    """The main button as wide as the column, at the very foot; others side by side above it.

    Others are in two lines of words rather than in two rows. `wide` ones, below captions,
    fill the window and stand in one row: there the words need the room.
    """

    def __init__(self, *buttons: QWidget, wide: bool = True) -> None:
        super().__init__()
        self._wide = wide
        self.is_at_side = False
        self._main = None if wide else next(filter(_is_main, buttons), None)
        self._rows: Rows | None = None
        self._column = QVBoxLayout(self)
        for button in buttons:
            if button is not self._main:
                self._add_to_rows(button)
        if self._main is not None:
            self._column.addWidget(self._main)
        self.first = self._main or buttons[0]
        self._dress()

    def add(self, button: QWidget) -> None:
        """Take one more button, the last but the main one."""
        self._add_to_rows(button)
        if self._main is not None:
            self._main.raise_()  # Tab and screen readers go by this
        self.stand_at_side(self.is_at_side)

    def _add_to_rows(self, button: QWidget) -> None:
        if self._rows is None:
            self._rows = Rows(tight=True)
            self._column.insertLayout(0, self._rows)
        self._rows.addWidget(button)
        self._rows.columns = self._rows.count()

    def stand_at_side(self, at_side: bool) -> None:
        """Stand beside the page in columns, or below it again."""
        self.is_at_side = at_side
        if self._rows is not None:
            self._rows.columns = SIDE_COLUMNS if at_side else self._rows.count()
        wide = QSizePolicy.Policy.Fixed if at_side else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(wide, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._dress()

    def sizeHint(self) -> QSize:
        """Return the width of its columns at the side, and of one long row below a page."""
        hint = super().sizeHint()
        if self.is_at_side:
            hint.setWidth(SIDE_WIDTH * current_look().scale.body)
        return hint

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
        if self.is_at_side:
            self._column.setContentsMargins(0, scale.gap(0.5), scale.gap(1), scale.gap(1))
            self._column.setSpacing(scale.gap(1))
            return
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
