"""The blocks of the captions, below each other, scrolled so that nothing moves under a reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from accessibility.look.captions import CaptionStyle
from ui.widgets.caption_block import CaptionBlock, Lane
from ui.widgets.tab_order import tab_as_read

AT_THE_END = 4
"""So many pixels from the end still count as the end."""


class CaptionColumn(QScrollArea):
    """Blocks by their number. It follows the end until somebody scrolls or walks up.

    One block is a stop of the Tab key; the arrow keys go to the others.
    """

    followed = Signal()

    def __init__(self, empty: QWidget) -> None:
        super().__init__()
        self.is_following = True
        self._style = CaptionStyle()
        self._blocks: dict[int, CaptionBlock] = {}
        self._order: list[int] = []
        self._tab_stop: CaptionBlock | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(empty)
        self._column.addStretch(1)
        self.setWidget(self._sheet)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def is_at_end(self) -> bool:
        """Say whether the newest words are in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - AT_THE_END

    @property
    def in_order(self) -> list[CaptionBlock]:
        """Return the blocks, oldest first."""
        return [self._blocks[each] for each in self._order if each in self._blocks]

    def has(self, number: int) -> bool:
        """Say whether this block is shown."""
        return number in self._blocks

    def set_gap(self, gap: int) -> None:
        """Leave so much room between two blocks."""
        self._column.setSpacing(gap)

    def set_style(self, style: CaptionStyle) -> None:
        """Show all words so; what is being read stays in sight."""
        self._style = style
        places = self.places()
        for block in self._blocks.values():
            block.set_style(style)
        self.keep(places)

    def arrange(self, wanted: Iterable[tuple[int, Lane]]) -> list[CaptionBlock]:
        """Have exactly these blocks, in this order, making and dropping what differs."""
        lanes = dict(wanted)
        for number in set(self._blocks) - set(lanes):
            self._drop(number)
        self._order = list(lanes)
        for at, (number, lane) in enumerate(lanes.items()):
            if number not in self._blocks:
                self._make(at, number, lane)
        self._choose_tab_stop()
        return self.in_order

    def go_to_end(self) -> None:
        """Show the newest words, and follow them."""
        self.is_following = True
        self._scroll_to_end()

    def focus_newest(self) -> None:
        """Put the focus on the newest block, if there is one."""
        if self._order:
            self._blocks[self._order[-1]].setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_tab_stop()

    # The place of the reader

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
        here = set(self._blocks.values())
        place = next((place for place in places if place[0] in here), None)
        if place is not None:
            self.verticalScrollBar().setValue(place[0].y() - place[1])

    def _lay_out(self) -> None:
        """Give the sheet its height now: the place must be right before anything is painted."""
        view = self.viewport().size()
        high = self._column.totalHeightForWidth(view.width())
        self._sheet.resize(view.width(), max(view.height(), high))
        self._column.activate()

    def _follow(self) -> None:
        if self.is_following:
            self._scroll_to_end()

    def _scroll_to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _scrolled(self) -> None:
        self.is_following = self.is_at_end
        if self.is_following:
            self.followed.emit()

    # Blocks

    def _make(self, at: int, number: int, lane: Lane) -> None:
        block = CaptionBlock(lane, self._style, self._sheet)
        block.left.connect(lambda step, block=block: self._walk(block, step))
        self._blocks[number] = block
        self._column.insertWidget(at + 1, block)
        block.show()

    def _drop(self, number: int) -> None:
        block = self._blocks.pop(number)
        remaining = self.in_order
        if block.hasFocus() and remaining:
            remaining[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _walk(self, start: CaptionBlock, step: int) -> None:
        blocks = self.in_order
        goal = blocks[max(0, min(blocks.index(start) + step, len(blocks) - 1))]
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        self._choose_tab_stop()
        self.is_following = goal is blocks[-1]
        self.ensureWidgetVisible(goal, 0, 0)

    def _choose_tab_stop(self) -> None:
        blocks = self.in_order
        wanted = next((block for block in blocks if block.hasFocus()), None)
        wanted = wanted or (blocks[-1] if blocks else None)
        if wanted is self._tab_stop:
            return
        if self._tab_stop in blocks:
            self._tab_stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if wanted is not None:
            wanted.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tab_as_read(self.window())
        self._tab_stop = wanted
