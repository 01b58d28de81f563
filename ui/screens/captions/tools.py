"""Screen: caption settings needed now and then: sources, size, on top, read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.text.lines_aloud import ANNOUNCE
from accessibility.look.captions import caption_style
from accessibility.look.text_size import CAPTION_SIZE, next_caption_size
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.captions.human_captioner import captioner_ways
from ui.screens.packs.pack_words import manner
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.block import BlockShape, CaptionBlock
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.on_top import OnTopButton
from ui.widgets.rows import Rows
from ui.widgets.state_line import StatusLine
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from accessibility.captions.events import Source
    from ui.services import Services

LISTEN: dict[str, tuple[Source, ...]] = {
    "group": ("group",),
    "me": ("me",),
    "both": ("group", "me"),
}


class CaptionToolsScreen(Screen):
    """Whose words are read, how large they are, whether Parlour stays on top."""

    title_key = "caption_tools.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(self._listen_card())
        page.add(self._size_card())
        save = BigButton(self.words("save_words.open"), icon="folder")
        save.chosen.connect(self.go(Place.SAVE_WORDS))
        page.add(save, *captioner_ways(self))
        looks = BigButton(self.words("caption_style.title"), kind=Kind.QUIET, icon="captions")
        looks.chosen.connect(self.go(Place.CAPTION_STYLE))
        where = BigButton(self.words("caption_place.open"), kind=Kind.QUIET, icon="captions")
        where.chosen.connect(self.go(Place.CAPTION_PLACE))
        on_top = OnTopButton(self.words)
        on_top.asked_why.connect(self.go(Place.CAPTION_WINDOW))
        page.add(where, looks, on_top, SettingCard(services, ANNOUNCE))
        pack = services.captioning.pack
        if pack is not None:
            page.add(Paragraph(manner(self.words, pack.engine), quiet=True))
        page.add_stretch()
        self._back = BigButton(self.words("caption_tools.back"), kind=Kind.MAIN, icon="back")
        self._back.chosen.connect(services.navigator.back)
        self.bar(self._back)

    @property
    def first(self) -> QWidget:
        """Begin at the way back."""
        return self._back

    def _listen_card(self) -> Card:
        """Return the choice of whose words are read; a microphone is only used once asked for."""
        card = Card()
        captioning = self.services.captioning
        answers = [(key, self.words(f"caption_tools.listen.{key}")) for key in LISTEN]
        chosen = next(key for key, sources in LISTEN.items() if sources == captioning.sources)
        row = ChoiceRow(self.words("caption_tools.listen"), answers, chosen=chosen, columns=3)
        row.picked.connect(lambda key: captioning.listen_to(*LISTEN[str(key)]))
        card.add(row, Paragraph(self.words("caption_tools.microphone")))
        self._lines = {each: StatusLine(self.words) for each in (captioning.group, captioning.me)}
        card.add(*self._lines.values())
        self._again = BigButton(self.words("caption_tools.microphone_again"), kind=Kind.QUIET)
        self._again.chosen.connect(captioning.start)
        card.add(self._again)
        self.until_left(captioning.watch(self._show_lines))
        self._show_lines()
        return card

    def _show_lines(self) -> None:
        """Show what each source listens to, or why it does not."""
        captioning = self.services.captioning
        for each, line in self._lines.items():
            line.setVisible(each in captioning.source_states and captioning.pack is not None)
            line.show_state(each.in_words(self.words), each.level if each.is_on else None)
        me = captioning.me
        self._again.setVisible(me in captioning.source_states and captioning.is_on and not me.is_on)

    def _size_card(self) -> Card:
        """Return the buttons for larger and smaller words, with words as large as they are now."""
        card = Card()
        card.add(Heading(self.words("caption_tools.size"), level=2))
        self._sample = CaptionBlock(BlockShape.GROUP, caption_style(self.services.settings))
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
        settings = self.services.settings
        settings[CAPTION_SIZE] = next_caption_size(caption_style(settings).pixels, step)
        self._sample.set_style(caption_style(self.services.settings))
