"""More for captions: what one needs now and then, away from the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.look.captions import caption_style
from accessibility.look.text_size import CAPTION_SIZE
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.caption_block import CaptionBlock, Lane
from ui.widgets.card import Card
from ui.widgets.on_top import OnTopButton
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.parts import Parts

ENGINES = {
    "vosk": "captions_screen.engine_vosk",
    "whisper": "captions_screen.engine_whisper",
}


class CaptionToolsScreen(Screen):
    """How large the words are, whether Parlour stays on top, and which engine listens."""

    title_key = "caption_tools.title"

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        page = self.page()
        page.add(self._size_card())
        page.add(OnTopButton(self.words))
        pack = parts.captioning.pack
        if pack is not None:
            page.add(Paragraph(self.words(ENGINES[pack.engine]), quiet=True))
        page.add_stretch()
        self._back = BigButton(self.words("caption_tools.back"), kind=Kind.MAIN, icon="back")
        self._back.chosen.connect(parts.navigator.back)
        self.bar(self._back)

    @property
    def first(self) -> QWidget:
        """Begin at the way back."""
        return self._back

    def _size_card(self) -> Card:
        """Return the buttons for larger and smaller words, with words as large as they are now."""
        card = Card()
        card.add(Heading(self.words("caption_tools.size"), level=2))
        self._sample = CaptionBlock(Lane.GROUP, caption_style(self.parts.settings))
        self._sample.show_words(self.words("caption_tools.sample"), "", "")
        rows = Rows()
        rows.addWidget(self._sizer("in_session.smaller", -1))
        rows.addWidget(self._sizer("in_session.bigger", 1))
        card.add(rows, self._sample)
        return card

    def _sizer(self, key: str, step: int) -> BigButton:
        button = BigButton(self.words(key), kind=Kind.QUIET)
        button.chosen.connect(lambda: self._step(step))
        return button

    def _step(self, step: int) -> None:
        sizes = CAPTION_SIZE.choices
        at = sizes.index(self.parts.settings[CAPTION_SIZE]) + step
        size = sizes[max(0, min(at, len(sizes) - 1))]
        self.parts.settings[CAPTION_SIZE] = size
        self._sample.set_style(caption_style(self.parts.settings))
