"""The blocks of the captions, below each other: which there are, and which is chosen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from accessibility.look.captions import CaptionStyle
from ui.widgets.captions.block import CaptionBlock, Speaker
from ui.widgets.captions.place_mark import PlaceMark
from ui.widgets.captions.scroll import CaptionScroll
from ui.widgets.tab_order import tab_as_read


class CaptionColumn(CaptionScroll):
    """Blocks by their number. One is a stop of the Tab key; the arrow keys go to the others."""

    clicked = Signal(int)

    def __init__(self, empty: QWidget, place_mark: PlaceMark) -> None:
        super().__init__(empty, place_mark)
        self._chosen: CaptionBlock | None = None
        self._style = CaptionStyle()
        self._blocks: dict[int, CaptionBlock] = {}
        self._order: list[int] = []
        self._tab_stop: CaptionBlock | None = None

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

    def arrange(self, wanted: Iterable[tuple[int, Speaker]]) -> list[CaptionBlock]:
        """Have exactly these blocks, in this order, making and dropping what differs."""
        lanes = dict(wanted)
        for number in set(self._blocks) - set(lanes):
            self._drop(number)
        self._order = list(lanes)
        before: CaptionBlock | None = None
        for number, lane in lanes.items():
            if number not in self._blocks:
                self._make(number, lane, before)
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

    def go_to_end(self) -> None:
        """Show the newest words, and follow them, past the place."""
        self._chosen = None
        super().go_to_end()

    def focus_newest(self) -> None:
        """Put the focus on the newest block, if there is one."""
        if self._order:
            self._blocks[self._order[-1]].setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_tab_stop()

    # Blocks

    def _make(self, number: int, lane: Speaker, before: CaptionBlock | None) -> None:
        block = CaptionBlock(lane, self._style, self.sheet)
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
