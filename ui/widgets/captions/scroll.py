"""Scrolling of the captions: it follows the end, and never moves what somebody is reading."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.place_mark import PlaceMark, ReadingPlace

AT_THE_END = 4
"""So many pixels from the end still count as the end."""


class CaptionScroll(QScrollArea):
    """It follows the end until somebody scrolls or walks up.

    `waits_at_place` keeps what was read last in sight: newer words then wait below, and
    following ends. `passed` tells that somebody has gone past the place to the newest words.
    """

    followed = Signal()
    passed = Signal()

    def __init__(self, empty: QWidget, place_mark: PlaceMark) -> None:
        super().__init__()
        self.is_following = True
        self.waits_at_place = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = QWidget()
        self._column = QVBoxLayout(self.sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(empty)
        self._place = ReadingPlace(place_mark, self._column)
        self._column.addStretch(1)
        self.setWidget(self.sheet)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def in_order(self) -> list[CaptionBlock]:
        """Return the blocks, oldest first."""
        return []

    @property
    def is_at_end(self) -> bool:
        """Say whether the newest words are in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - AT_THE_END

    def is_in_sight(self, block: CaptionBlock) -> bool:
        """Say whether the end of a block is in sight."""
        top = self.verticalScrollBar().value()
        return top < block.geometry().bottom() <= top + self.viewport().height() + AT_THE_END

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is read in its place when lines break elsewhere."""
        was_at_place = self.waits_at_place and self.verticalScrollBar().value() == self._place.end
        places = self.places()
        super().resizeEvent(event)
        self.keep(places)
        if was_at_place and not self.is_following:
            self.verticalScrollBar().setValue(self._place.end)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the place or at the end, once it is known how the lines break."""
        super().showEvent(event)
        self._follow()

    def set_gap(self, gap: int) -> None:
        """Leave so much room between two blocks."""
        self._column.setSpacing(gap)

    def go_to_end(self) -> None:
        """Show the newest words, and follow them, past the place."""
        self.is_following = True
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def scroll_to_place(self) -> None:
        """Show what was read last, with what came after it below; newer words wait there."""
        self.waits_at_place = True
        self.verticalScrollBar().setValue(self._place.end)
        self.is_following = self.is_at_end

    def places(self) -> list[tuple[CaptionBlock, int]]:
        """Return each block in sight or below, and how far from the top it begins."""
        top = self.verticalScrollBar().value()
        if self.is_following:
            return []
        return [
            (block, block.y() - top) for block in self.in_order if block.geometry().bottom() >= top
        ]

    def keep(self, places: Sequence[tuple[CaptionBlock, int]]) -> None:
        """Scroll so that the first of these blocks that is still there stays where it was."""
        if self.is_following:
            self._scroll_to_end()
            return
        self._lay_out()
        here = set(self.in_order)
        place = next((place for place in places if place[0] in here), None)
        if place is not None:
            self.verticalScrollBar().setValue(place[0].y() - place[1])

    def _lay_out(self) -> None:
        """Give the sheet its height now: the place must be right before anything is painted."""
        view = self.viewport().size()
        high = self._column.totalHeightForWidth(view.width())
        self.sheet.resize(view.width(), max(view.height(), high))
        self._column.activate()

    def _follow(self) -> None:
        if self.is_following:
            self._scroll_to_end()

    def _scroll_to_end(self) -> None:
        bar = self.verticalScrollBar()
        if not self.waits_at_place or self._place.block is None:
            bar.setValue(bar.maximum())
        elif self.isVisible():
            self._lay_out()
            bar.setValue(min(bar.maximum(), self._place.end))
            self.is_following = self.is_at_end

    def _scrolled(self) -> None:
        self.is_following = self.is_at_end
        if not self.is_following:
            return
        if self.waits_at_place and self.verticalScrollBar().value() > self._place.end:
            self.waits_at_place = False
            self.passed.emit()
        self.followed.emit()
