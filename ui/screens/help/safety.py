"""Safety screens: questions, the pages that answer one, those for people who lead, one page."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.sessions.times_in_words import say_day
from resources.helplines import chosen_nation
from resources.pages import Block, Bullets, Numbered, page_names, read_page
from resources.pages import Heading as PageHeading
from ui.navigation import Place
from ui.printing.page import page_sheet
from ui.screens.base import Screen
from ui.screens.help.helplines import helpline_card
from ui.screens.paper import PaperScreen
from ui.screens.tile import Tile, tile_button
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import ItemList
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ui.services import Services
    from ui.widgets.page import Page


PARTS: Mapping[str, str] = {
    "before": "people",
    "seen": "eye",
    "home": "home",
    "trust": "shield",
    "hard": "heart",
}
"""The parts of the safety pages in their order, each with its drawing."""


AT_HOME = "home"
"""The part for somebody who is not alone, or not safe, where they live."""


class SafetyScreen(Screen):
    """A picture for each question: five large ones, or those of the part that is `detail`."""

    title_key = "safety.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        if not detail:
            page.add(Paragraph(self.words("safety.intro")))
        tiles = Rows(columns=3)
        pages = (page_tile(self, name, "shield") for name in self._pages())
        for tile in pages if detail else map(self._part_tile, PARTS):
            tiles.addWidget(tile)
        page.add(tiles)
        if detail == AT_HOME:
            away = BigButton(self.words("quick_exit.title"), kind=Kind.QUIET, icon="leave")
            away.chosen.connect(self.go(Place.QUICK_EXIT))
            page.add(away)
        page.draw_in_rest(PARTS.get(detail, "shield"))

    @property
    def title(self) -> str:
        """Return the question of the part, or the title of them all."""
        return self.words(f"safety.part.{self.detail}") if self.detail else super().title

    def _pages(self) -> list[str]:
        language = self.words.language
        names = page_names("safety-", language)
        return [name for name in names if read_page(name, language).part == self.detail]

    def _part_tile(self, part: str) -> BigButton:
        tile = Tile(f"safety.part.{part}", "shield", PARTS[part], Place.SAFETY, part)
        return tile_button(self, tile, tall=True)


class LeadingScreen(Screen):
    """What somebody needs to know who leads a group: a picture for each page."""

    title_key = "leading.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        names = page_names("leading-", self.words.language)
        page.add(Paragraph(self.words("leading.intro", count=len(names))))
        tiles = Rows(columns=3)
        for name in names:
            tiles.addWidget(page_tile(self, name, "person"))
        write = BigButton(self.words("write_agreement.title"), kind=Kind.QUIET, icon="edit")
        write.chosen.connect(self.go(Place.WRITE_AGREEMENT))
        page.add(tiles, write)
        page.draw_in_rest("people")


def page_tile(screen: Screen, name: str, icon: str) -> BigButton:
    """Return the tile that opens the page called `name`."""
    page = read_page(name, screen.words.language)
    tile = BigButton(page.title, icon=icon, picture=page.picture, tall=True)
    tile.chosen.connect(screen.go(Place.PAGE, name))
    return tile


def page_button(screen: Screen, name: str, icon: str) -> BigButton:
    """Return the button that opens the page called `name`."""
    page = read_page(name, screen.words.language)
    button = BigButton(page.title, icon=icon, picture=page.picture, hint=page.summary)
    button.chosen.connect(screen.go(Place.PAGE, name))
    return button


class PageScreen(Screen):
    """One page, to read or to hear. `detail` is the page's name."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        nation = chosen_nation(services.settings)
        self._written = read_page(detail, self.words.language).for_nation(nation)
        page = self.page(heading=False)
        page.add(beside(GroupDisc(self._written.picture, "calm"), Heading(self._written.title)))
        self._voice = VoiceButton(services, self._written.sentences())
        self._copy = BigButton(self.words("page.copy"), kind=Kind.QUIET, icon="copy")
        self._copy.chosen.connect(self._copy_words)
        self._voice.row.addWidget(self._copy)
        paper = BigButton(self.words("print_page.title"), kind=Kind.QUIET, icon="print")
        paper.chosen.connect(self.go(Place.PRINT_PAGE, detail))
        self._voice.row.addWidget(paper)
        ask = BigButton(self.words("who_to_ask.title"), kind=Kind.QUIET, icon="person")
        ask.chosen.connect(self.go(Place.WHO_TO_ASK))
        self._voice.row.addWidget(ask)
        page.add(self._voice.row)
        add_blocks(page, self._written.blocks)
        page.add(*(helpline_card(self, line) for line in self._written.helplines))
        page.add(Paragraph(self.words("page.reviewed", date=self._reviewed()), quiet=True))
        page.add_stretch()
        self.until_left(self._voice.stop)

    @property
    def title(self) -> str:
        """Return the page's own title."""
        return self._written.title

    def _copy_words(self) -> None:
        QGuiApplication.clipboard().setText(self._written.as_text())
        self._copy.hint = self.words("page.copied")
        self.services.say(self._copy.hint)

    def _reviewed(self) -> str:
        day = self._written.reviewed
        now = self.services.clock.now()
        return say_day(datetime.combine(day, time(12), now.tzinfo), now, self.words)


class PrintPageScreen(PaperScreen):
    """Says that the words of a page will be on paper. `detail` is the page's name."""

    title_key = "print_page.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        written = read_page(detail, self.words.language).for_nation(
            chosen_nation(services.settings)
        )
        page = self.page()
        page.add(beside(GroupDisc(written.picture, "calm"), Heading(written.title, level=2)))
        page.add(Paragraph(self.words("print_page.what")))
        page.add(Paragraph(self.words("print_page.private"), quiet=True), self.result)
        page.draw_in_rest("file")
        self.offer(lambda: page_sheet(written, self.words), written.title)


class VoiceButton:
    """The button that reads a page aloud, or the line that says there is no voice."""

    def __init__(self, services: Services, sentences: list[str]) -> None:
        self._words = services.words
        self._aloud = services.aloud
        self._sentences = sentences
        self._button: BigButton | None = None
        self.row = Rows()
        if self._aloud.can_speak:
            self._button = BigButton(self._words("page.read_aloud"), icon="read-aloud")
            self._button.chosen.connect(self._pressed)
            self.row.addWidget(self._button)
            self._forget = self._aloud.watch(self._show)
        else:
            self.row.addWidget(Paragraph(self._words("page.no_voice"), quiet=True))
            self._forget = lambda: None

    def stop(self) -> None:
        """Fall silent."""
        self._forget()
        self._aloud.stop()

    def _pressed(self) -> None:
        if self._aloud.is_speaking:
            self._aloud.stop()
        else:
            self._aloud.read(self._sentences)

    def _show(self) -> None:
        assert self._button is not None
        speaking = self._aloud.is_speaking
        self._button.setText(self._words("page.stop_reading" if speaking else "page.read_aloud"))
        self._button.set_icon("stop" if speaking else "read-aloud")
        problem = self._aloud.problem
        self._button.hint = str(self._words.explain(problem)) if problem else ""


def add_blocks(page: Page, blocks: tuple[Block, ...]) -> None:
    """Set the blocks of a page below each other."""
    for block in blocks:
        page.add(*_things(block))


def _things(block: Block) -> list[QWidget]:
    if isinstance(block, PageHeading):
        return [Heading(block.text, level=2)]
    if isinstance(block, Bullets):
        return [ItemList(ListItem(item) for item in block.items)]
    if isinstance(block, Numbered):
        return [ItemList(ListItem(item, number) for number, item in enumerate(block.items, 1))]
    return [Paragraph(block.text)]
