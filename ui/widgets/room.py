"""Page for captions: one widget takes all the height that is in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from accessibility.qt.palette import current_look
from ui.widgets.page import Page
from ui.widgets.text import Heading


class RoomPage(Page):
    """As wide as the window, with a title. Where everything has room, nothing scrolls.

    Where it has not, the title stands aside first: only screen readers find it. If that is
    not enough, what `fill_with` named goes down to the edge of what is in sight, so
    that its end, with the newest words, is seen; the rest is below.
    In a strip (`is_low`) the title stands where it is put, beside something else, and the
    page is as high as all that is on it.
    """

    def __init__(self, title: Heading, *, is_low: bool = False) -> None:
        super().__init__(wide=True)
        self.title = title
        if not is_low:
            self.add(title)
        self._filling: QWidget | None = None
        self._wish, self._least = 0, 0
        self.be_low(is_low)
        self.sheet.installEventFilter(self)

    def fill_with(self, thing: QWidget, *, wish: int, least: int) -> None:
        """Let `thing` fill the room. With less than `wish` pixels what is below it gives way."""
        self._filling, self._wish, self._least = thing, wish, least
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new height."""
        super().resizeEvent(event)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill it again when something on it has changed its size."""
        answer = super().eventFilter(watched, event)
        if watched is self.sheet and event.type() == QEvent.Type.LayoutRequest:
            self._fill()
        return answer

    def _fill(self) -> None:
        thing, sheet = self._filling, self.sheet
        if self._is_low:
            if thing is not None:
                thing.setMinimumHeight(self._least)
            return
        if thing is None or not thing.isVisible():
            self.title.stand_aside(self.body, False)
            return
        self._give_title_way(thing)
        top = thing.mapTo(sheet, QPoint(0, 0)).y()
        if self.viewport().height() - self._rest(thing) >= self._wish:
            thing.setMinimumHeight(self._wish)
        else:
            in_sight = self.viewport().height() - top - current_look().scale.gap(0.5)
            thing.setMinimumHeight(max(self._least, in_sight))

    def _give_title_way(self, thing: QWidget) -> None:
        """Show the title where all that is wished for has room besides."""
        rest = self._rest(thing)
        if self.title.is_aside:
            rest += self.title.heightForWidth(thing.width()) + self.body.spacing()
        self.title.stand_aside(self.body, self.viewport().height() - rest < self._wish)
        self.body.activate()

    def _rest(self, thing: QWidget) -> int:
        """Return the height that everything but `thing` needs."""
        return self.body.totalMinimumHeightForWidth(self.sheet.width()) - thing.minimumHeight()
