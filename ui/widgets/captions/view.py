"""The caption view: shows a stream's blocks, following new ones or staying where one reads.

At the end it follows new words. As soon as the reader scrolls up or walks up with
the arrow keys, everything stays where it is, and a button tells of new words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.captions.text.stream import Block
from accessibility.look.captions import CaptionStyle
from accessibility.qt.palette import current_look
from resources.words import Words
from ui.widgets.button import BigButton
from ui.widgets.captions.block import BlockShape, CaptionBlock, UnsureSpans
from ui.widgets.captions.column import CaptionColumn
from ui.widgets.captions.hint import CaptionHint
from ui.widgets.captions.place_mark import PlaceMark
from ui.widgets.painting import is_new_look, paint_face
from ui.widgets.tab_order import tab_as_read

Label = Literal["no", "told", "seen"]

BETWEEN_UPDATES_MS = 100
"""Words change at most ten times a second: more cannot be read."""

MOST_SHOWN = 500
"""Blocks on the screen, some two hours of talk: more would make each new word slower."""


class CaptionView(QWidget):
    """Give it all blocks each time with `show_blocks`; it changes only what is different.

    `clicked` is emitted with the id of a block; `passed` when somebody goes past their
    place to the newest words.
    """

    clicked = Signal(int)
    passed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._waiting: Sequence[Block] | None = None
        self._shown: Sequence[Block] = ()
        self._style = CaptionStyle()
        self._empty = CaptionHint(words("caption_view.empty"))
        self._place: int | None = None
        self._stars: Collection[int] = ()
        mark = PlaceMark(words("caption_view.place"), words("caption_view.place_told"))
        self._column = CaptionColumn(words("caption_view.name"), self._empty, mark)
        self._column.clicked.connect(self.clicked)
        self._column.passed.connect(self.passed)
        self._new_below = BigButton(words("caption_view.new_below"), icon="captions", compact=True)
        self._new_below.hide()
        self._new_below.chosen.connect(self._go_to_newest)
        later = Qt.ConnectionType.QueuedConnection  # a layout that is at work takes no changes
        self._column.followed.connect(self._tell_of_newer, later)
        self._column.verticalScrollBar().rangeChanged.connect(self._tell_of_newer, later)
        self._pause = QTimer(self, interval=BETWEEN_UPDATES_MS, singleShot=True)
        self._pause.timeout.connect(self._show_waiting)
        self._body = QVBoxLayout(self)
        self._body.addWidget(self._column, 1)
        self._body.addWidget(self._new_below)
        self._dress()

    @property
    def is_following(self) -> bool:
        """Say whether new words are scrolled into sight."""
        return self._column.is_following

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these blocks, oldest first: at once, or within a tenth of a second."""
        self._waiting = blocks
        if not self._pause.isActive():
            self._show_waiting()

    @property
    def current(self) -> int | None:
        """Return the id of the line that was chosen, else of the last one in sight."""
        return self._column.chosen or self._column.last_in_sight

    @property
    def to_mark(self) -> int | None:
        """Return the id of the line to mark: the chosen one, unless it is the place already."""
        chosen = self._column.chosen
        return self._column.last_in_sight if chosen in (None, self._place) else chosen

    def show_marks(self, place: int | None, stars: Collection[int], *, waits: bool) -> None:
        """Show how far somebody has read, and which lines they gave a star.

        `waits`: what was read last stays in sight, and newer words wait below it.
        """
        if (place, stars, waits) == (self._place, self._stars, self._column.waits_at_place):
            return
        self._place, self._stars, self._column.waits_at_place = place, frozenset(stars), waits
        self._waiting = self._waiting if self._waiting is not None else self._shown
        self._show_waiting()

    def go_to_place(self) -> None:
        """Show the place again, and what was said since below it."""
        self._column.go_to_place()
        self._tell_of_newer()

    def set_style(self, style: CaptionStyle) -> None:
        """Show the words in this size, typeface and colours; what is being read stays in sight."""
        self._style = style
        self._empty.set_style(style)
        self._column.set_style(style)
        self.update()

    def show_newest(self) -> None:
        """Go to the newest words and follow them again."""
        self._column.go_to_end()
        self._new_below.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet the words stand on."""
        theme = current_look().theme
        painter = QPainter(self)
        paint_face(painter, self.rect(), self._style.page(theme), self._style.sheet(theme).edge)
        painter.end()

    def _dress(self) -> None:
        gap = current_look().scale.gap(1)
        self._body.setContentsMargins(gap, gap, gap, gap)
        self._body.setSpacing(gap)
        self._column.set_gap(gap // 2)

    def _show_waiting(self) -> None:
        if self._waiting is None:
            return
        self._shown, self._waiting = self._waiting, None
        blocks = self._newest(self._shown)
        places = self._column.places()
        shown = self._column.arrange((block.id, _shape(block)) for block in blocks)
        labels = _labels(blocks)
        changed = [self._show(*each) for each in zip(shown, blocks, labels, strict=True)]
        self._column.show_place(self._place)
        self._empty.setVisible(not blocks)
        self._column.keep(places)
        if any(changed):
            self._pause.start()
            self._tell_of_newer()

    def _tell_of_newer(self) -> None:
        behind = not self._column.is_following and not self._column.is_at_end
        if behind and self._new_below.isHidden():
            self._new_below.show()
            tab_as_read(self.window())
        self._new_below.setVisible(behind)

    def _newest(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Leave the oldest out; but nothing that is shown goes while somebody reads back."""
        first = max(0, len(blocks) - MOST_SHOWN)
        if not self._column.is_following:
            old = enumerate(blocks[:first])
            first = next((at for at, block in old if self._column.has(block.id)), first)
        return blocks[first:]

    def _show(self, place: CaptionBlock, block: Block, label: Label) -> bool:
        if block.kind == "own_voice":
            return place.show_words(self._words("captions.own_voice"), "")
        if block.kind == "missed":
            count = max(1, round(block.seconds))
            text = self._words("caption_view.missed", count=count)
            return place.show_words(f"[{text}]", "")
        source = [] if label == "no" else [self._words(f"caption_view.{block.source}")]
        star = [self._words("caption_view.star")] if block.id in self._stars else []
        seen = " · ".join([*(source if label == "seen" else []), *star])
        told = ", ".join([*source, *star])
        return place.show_words(block.settled, block.draft, seen, told, self._doubts(block))

    def _doubts(self, block: Block) -> UnsureSpans | None:
        if not block.unsure:
            return None
        which = ", ".join(block.settled[first:end] for first, end in block.unsure)
        return UnsureSpans(tuple(block.unsure), self._words("caption_view.unsure", words=which))

    def _go_to_newest(self) -> None:
        self._column.focus_newest()
        self.show_newest()


def _shape(block: Block) -> BlockShape:
    return BlockShape(block.source) if block.kind == "words" else BlockShape.MARK


def _labels(blocks: Sequence[Block]) -> list[Label]:
    """Decide which blocks say whose words they are, once there are words of my own.

    A screen reader is told it of each; it is seen where another one begins to speak.
    """
    if not any(block.source == "me" for block in blocks):
        return ["no"] * len(blocks)
    labels: list[Label] = []
    before = ""
    for block in blocks:
        labels.append("told" if block.source == before else "seen")
        before = block.source if block.kind == "words" else before
    return labels
