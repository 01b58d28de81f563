"""Scroll area with one widget a caption block: follows the end, keeps what is read in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from accessibility.look.captions import CaptionStyle
from ui.widgets.captions.block import BlockShape, CaptionBlock
from ui.widgets.captions.place_mark import PlaceMark, ReadingPlace
from ui.widgets.roles import set_role
from ui.widgets.tab_order import tab_as_read

AT_THE_END_PX = 4
"""So many pixels from the end still count as the end."""


class CaptionColumn(QScrollArea):
    """Blocks by their number. One is a stop of the Tab key; the arrow keys go to the others.

    It follows the end until somebody scrolls or walks up. `waits_at_place` keeps what was
    read last in sight: newer words then wait below, and following ends. `passed` tells that
    somebody has gone past the place to the newest words.

    For screen readers it is a list with a `name`, and each line a point of it. A log it would
    be, but Qt has no such role: none of its own becomes `ATSPI_ROLE_LOG` on Linux's bus.
    """

    clicked = Signal(int)
    followed = Signal()
    passed = Signal()

    def __init__(self, name: str, empty: QWidget, place_mark: PlaceMark) -> None:
        super().__init__()
        self.is_following = True
        self.waits_at_place = False
        self._chosen: CaptionBlock | None = None
        self._style = CaptionStyle()
        self._blocks: dict[int, CaptionBlock] = {}
        self._order: list[int] = []
        self._tab_stop: CaptionBlock | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = QWidget()
        set_role(self.sheet, QAccessible.Role.List)
        self.sheet.setAccessibleName(name)
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
        return [self._blocks[each] for each in self._order if each in self._blocks]

    @property
    def last_in_sight(self) -> int | None:
        """Return the newest block whose end is in sight."""
        return next((number for number in reversed(self._order) if self.shows(number)), None)

    @property
    def chosen(self) -> int | None:
        """Return the block that was clicked or walked to last, if its end is in sight."""
        number = next((each for each in self._order if self._blocks[each] is self._chosen), None)
        return number if self.shows(number) else None

    def shows(self, number: int | None) -> bool:
        """Say whether the end of this block is in sight."""
        block = self._blocks.get(number) if number is not None else None
        return block is not None and self.is_in_sight(block)

    def has(self, number: int) -> bool:
        """Say whether this block is shown."""
        return number in self._blocks

    def set_style(self, style: CaptionStyle) -> None:
        """Show all words so; what is being read stays in sight."""
        self._style = style
        self._place.set_style(style)
        places = self.places()
        for block in self._blocks.values():
            block.set_style(style)
        self.keep(places)

    def arrange(self, wanted: Iterable[tuple[int, BlockShape]]) -> list[CaptionBlock]:
        """Have exactly these blocks, in this order, making and dropping what differs."""
        shapes = dict(wanted)
        for number in set(self._blocks) - set(shapes):
            self._drop(number)
        self._order = list(shapes)
        before: CaptionBlock | None = None
        for number, shape in shapes.items():
            if number not in self._blocks:
                self._make(number, shape, before)
            before = self._blocks[number]
        self._choose_tab_stop()
        return self.in_order

    def show_place(self, number: int | None) -> None:
        """Mark that all up to this block has been read."""
        block = None if number is None else self._blocks.get(number)
        if block is not self._place.block and block is not self._chosen:
            self._chosen = None
        self._place.show(block, self.in_order)

    def go_to_place(self) -> None:
        """Show what was read last, with what came after it below, and put the focus there."""
        if self._place.block is not None:
            self._place.block.setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_tab_stop()
            self.scroll_to_place()

    def focus_newest(self) -> None:
        """Put the focus on the newest block, if there is one."""
        if self._order:
            self._blocks[self._order[-1]].setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_tab_stop()

    # Blocks

    def _make(self, number: int, shape: BlockShape, before: CaptionBlock | None) -> None:
        block = CaptionBlock(shape, self._style, self.sheet, role=QAccessible.Role.ListItem)
        block.left.connect(lambda step, block=block: self._walk(block, step))
        block.entered.connect(lambda: self._choose(number))
        block.clicked.connect(lambda: self._click(number))
        self._blocks[number] = block
        self._column.insertWidget(self._place.after(before), block)
        block.show()

    def _choose(self, number: int) -> None:
        """Remember the line with the focus; at the newest one nothing is chosen."""
        self._chosen = None if number == self._order[-1] else self._blocks.get(number)

    def _click(self, number: int) -> None:
        self._choose(number)
        self.clicked.emit(number)

    def _drop(self, number: int) -> None:
        block = self._blocks.pop(number)
        if block is self._place.block:
            self.show_place(None)
        if block is self._chosen:
            self._chosen = None
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

    # Scrolling

    @property
    def is_at_end(self) -> bool:
        """Say whether the newest words are in sight."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - AT_THE_END_PX

    def is_in_sight(self, block: CaptionBlock) -> bool:
        """Say whether the end of a block is in sight."""
        top = self.verticalScrollBar().value()
        return top < block.geometry().bottom() <= top + self.viewport().height() + AT_THE_END_PX

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
        self._chosen = None
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
