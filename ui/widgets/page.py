"""Vertically scrolling page: one column, at any text size."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from accessibility.qt.palette import current_look
from ui.widgets.card import add_to
from ui.widgets.drawing import RoomDrawing
from ui.widgets.painting import is_new_look

COLUMN = 44
"""The width of the column, in sizes of the ordinary text."""


class Page(QScrollArea):
    """A column in the middle of the window, scrolled with the wheel, Page Up and Page Down.

    The window hands it those keys wherever the focus is: a page of text has nothing to focus.
    They are no shortcuts, which screen readers never get: Orca reads on with one of them.
    `wide` lets the column fill the window (for captions). One that is low, in a strip beside a
    meeting, leaves little room around its things and is as high as all of them.
    """

    def __init__(self, *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = wide
        self._below = 4
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_low = False
        self.sheet = QWidget()
        self.body = QVBoxLayout(self.sheet)
        self.setWidget(self.sheet)
        self._fit()

    def be_low(self, is_low: bool) -> None:
        """Be as in a strip, or as in a window again."""
        self._is_low = is_low
        self._fit()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a low one shows all that is on it."""
        hint = super().minimumSizeHint()
        if self._is_low:
            hint.setHeight(self.body.totalHeightForWidth(self.viewport().width()))
        return hint

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Need another height, as a low one, when something on it has changed."""
        answer = super().eventFilter(watched, event)
        if self._is_low and watched is self.sheet and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return answer

    def add(self, *things: QWidget | QLayout) -> None:
        """Add things below what is there."""
        add_to(self.body, *things)

    def add_stretch(self) -> None:
        """Let the room that is left over go here."""
        self.body.addStretch(1)

    def draw_in_rest(self, drawing: str | QWidget) -> None:
        """Let the room that is left over show one calm drawing, where there is enough of it."""
        self.body.addWidget(RoomDrawing(drawing) if isinstance(drawing, str) else drawing, 1)
        self._below = 2  # the gap above the drawing makes up for it
        self._fit()

    def bring_into_sight(self, thing: QWidget) -> None:
        """Scroll to something that has just been added, as soon as it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(thing))

    def _scroll_to(self, thing: QWidget) -> None:
        if not isValid(thing):
            return
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if thing.height() > self.viewport().height():
            self.verticalScrollBar().setValue(thing.mapTo(self.sheet, QPoint(0, 0)).y())
        else:
            self.ensureWidgetVisible(thing, 0, current_look().scale.gap(3))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._fit()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        scale = current_look().scale
        side = scale.gap(3)
        is_close = self._wide or self._is_low
        self.body.setSpacing(scale.gap(1 if is_close else 2))
        if is_close:
            self.body.setContentsMargins(side, scale.gap(0.5), side, scale.gap(1))
        else:
            # In the middle of the whole width, as the foot is, also beside a scroll bar.
            column = COLUMN * scale.body
            left = max(side, (self.width() - column) // 2)
            right = max(side, self.viewport().width() - column - left)
            self.body.setContentsMargins(left, scale.gap(3), right, scale.gap(self._below))


def page_of(thing: QWidget) -> Page | None:
    """Return the page that something stands on."""
    parent = thing.parentWidget()
    while parent is not None and not isinstance(parent, Page):
        parent = parent.parentWidget()
    return parent
