"""The captions: what was said, block below block, that never moves what somebody is reading.

At the end it follows new words. As soon as the reader scrolls up or walks up with
the arrow keys, everything stays where it is, and a button tells of new words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from accessibility.look.text_size import CAPTION_SIZE
from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.button import BigButton
from ui.widgets.caption_block import CaptionBlock, Lane
from ui.widgets.painting import is_new_look, paint_face
from ui.widgets.roles import set_role
from ui.widgets.text import Paragraph

BETWEEN_UPDATES_MS = 100
"""Words change at most ten times a second: more cannot be read."""

MOST_SHOWN = 500
"""Blocks on the screen, some two hours of talk: more would make each new word slower."""

AT_THE_END = 4
"""So many pixels from the end still count as the end."""


class Block(Protocol):
    """What the caption stream keeps of one piece of speech, or of a gap."""

    @property
    def id(self) -> int:
        """Return what tells it from all others; it never changes."""
        ...

    @property
    def source(self) -> str:
        """Return `group` or `me`."""
        ...

    @property
    def kind(self) -> str:
        """Return `words` or `missed`."""
        ...

    @property
    def settled(self) -> str:
        """Return the words that will not change any more."""
        ...

    @property
    def draft(self) -> str:
        """Return the words after them that still may."""
        ...

    @property
    def seconds(self) -> float:
        """Return how much sound was missed."""
        ...


class CaptionView(QWidget):
    """Give it all blocks each time with `show_blocks`; it changes only what is different."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(words("caption_view.name"))
        self._words = words
        self._pixels = CAPTION_SIZE.default
        self._blocks: dict[int, CaptionBlock] = {}
        self._order: list[int] = []
        self._tab_stop: CaptionBlock | None = None
        self._waiting: Sequence[Block] | None = None
        self._following = True
        self._pause = QTimer(self, interval=BETWEEN_UPDATES_MS, singleShot=True)
        self._pause.timeout.connect(self._show_waiting)
        self._build()
        self._dress()

    @property
    def is_following(self) -> bool:
        """Say whether new words are scrolled into sight."""
        return self._following

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these blocks, oldest first: at once, or within a tenth of a second."""
        self._waiting = blocks
        if not self._pause.isActive():
            self._show_waiting()

    def set_size(self, pixels: int) -> None:
        """Show the words this large; what is being read stays in sight."""
        self._pixels = pixels
        places = self._places()
        for block in self._blocks.values():
            block.set_pixels(pixels)
        self._keep(places)

    def show_newest(self) -> None:
        """Go to the newest words and follow them again."""
        self._following = True
        self._scroll_to_end()
        self._new_below.hide()

    # Building

    def _build(self) -> None:
        self._sheet = QWidget()
        self._column = QVBoxLayout(self._sheet)
        self._empty = Paragraph(self._words("caption_view.empty"), quiet=True)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._sheet)
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        bar.valueChanged.connect(self._scrolled)
        self._new_below = BigButton(self._words("caption_view.new_below"), icon="captions")
        self._new_below.chosen.connect(self._go_to_newest)
        self._new_below.hide()
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._new_below)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet the words stand on."""
        theme = current_look().theme
        painter = QPainter(self)
        paint_face(painter, self.rect(), theme.caption_page, theme.edge)
        painter.end()

    def _dress(self) -> None:
        gap = current_look().scale.gap(1)
        self._outer.setContentsMargins(gap, gap, gap, gap)
        self._outer.setSpacing(gap)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap // 2)

    # Showing words

    def _show_waiting(self) -> None:
        if self._waiting is None:
            return
        blocks, self._waiting = self._newest(self._waiting), None
        places = self._places()
        gone = set(self._blocks) - {block.id for block in blocks}
        for each in gone:
            self._drop(each)
        labelled = any(block.source == Lane.ME.value for block in blocks)
        self._order = [block.id for block in blocks]
        changed = [self._show(at, block, labelled=labelled) for at, block in enumerate(blocks)]
        self._empty.setVisible(not blocks)
        self._choose_tab_stop()
        self._keep(places)
        if any(changed):
            self._pause.start()
            self._new_below.setVisible(not self._following and self._can_scroll_down())

    def _newest(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Leave the oldest out; but nothing that is shown goes while somebody reads back."""
        first = max(0, len(blocks) - MOST_SHOWN)
        if not self._following:
            shown = (at for at, block in enumerate(blocks[:first]) if block.id in self._blocks)
            first = next(shown, first)
        return blocks[first:]

    def _show(self, at: int, block: Block, *, labelled: bool) -> bool:
        shown = self._blocks.get(block.id)
        if shown is None:
            shown = self._make(at, block)
        if block.kind == Lane.MISSED.value:
            seconds = max(1, round(block.seconds))
            text = self._words("caption_view.missed", count=seconds)
            return shown.show_words(f"[{text}]", "", "")
        label = self._words(f"caption_view.{block.source}") if labelled else ""
        return shown.show_words(block.settled, block.draft, label)

    def _make(self, at: int, block: Block) -> CaptionBlock:
        lane = Lane.MISSED if block.kind == Lane.MISSED.value else Lane(block.source)
        shown = CaptionBlock(lane, self._pixels, self._sheet)
        shown.left.connect(lambda step, shown=shown: self._walk(shown, step))
        self._blocks[block.id] = shown
        self._column.insertWidget(at + 1, shown)
        shown.show()
        return shown

    def _drop(self, block_id: int) -> None:
        block = self._blocks.pop(block_id)
        if block.hasFocus() and self._blocks:
            self._in_order()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(block)
        block.hide()
        block.deleteLater()

    def _in_order(self) -> list[CaptionBlock]:
        return [self._blocks[each] for each in self._order if each in self._blocks]

    # Walking with the keyboard: one block is a stop of the Tab key, arrows go to the others

    def _choose_tab_stop(self) -> None:
        blocks = self._in_order()
        wanted = next((block for block in blocks if block.hasFocus()), None)
        wanted = wanted or (blocks[-1] if blocks else None)
        if wanted is self._tab_stop:
            return
        if self._tab_stop in blocks:
            self._tab_stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if wanted is not None:
            wanted.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tab_stop = wanted

    def _walk(self, start: CaptionBlock, step: int) -> None:
        blocks = self._in_order()
        goal = blocks[max(0, min(blocks.index(start) + step, len(blocks) - 1))]
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        self._choose_tab_stop()
        self._following = goal is blocks[-1]
        self._scroll.ensureWidgetVisible(goal, 0, 0)

    def _go_to_newest(self) -> None:
        if self._blocks:
            self._in_order()[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._choose_tab_stop()
        self.show_newest()

    # Keeping the place

    def _places(self) -> list[tuple[CaptionBlock, int]]:
        """Return each block in sight or below, and how far from the top it begins."""
        top = self._scroll.verticalScrollBar().value()
        if self._following:
            return []
        return [(block, block.y() - top) for block in self._in_order() if _end(block) >= top]

    def _keep(self, places: list[tuple[CaptionBlock, int]]) -> None:
        """Scroll so that the first of these blocks that is still there stays where it was."""
        if self._following:
            self._scroll_to_end()
            return
        self._lay_out()
        here = set(self._blocks.values())
        place = next((place for place in places if place[0] in here), None)
        if place is not None:
            self._scroll.verticalScrollBar().setValue(place[0].y() - place[1])

    def _lay_out(self) -> None:
        """Give the sheet its height now: the place must be right before anything is painted."""
        view = self._scroll.viewport().size()
        high = self._column.totalHeightForWidth(view.width())
        self._sheet.resize(view.width(), max(view.height(), high))
        self._column.activate()

    def _can_scroll_down(self) -> bool:
        bar = self._scroll.verticalScrollBar()
        return bar.value() < bar.maximum() - AT_THE_END

    def _follow(self) -> None:
        if self._following:
            self._scroll_to_end()

    def _scroll_to_end(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _scrolled(self) -> None:
        self._following = not self._can_scroll_down()
        if self._following:
            self._new_below.hide()


def _end(block: CaptionBlock) -> int:
    return block.geometry().bottom()
