"""Screen: download a language pack by language, or install one from a file or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from accessibility.captions.packs.languages import CODES
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.packs.pack_view import ComingPacks, offer_card
from ui.screens.packs.pack_words import language_name
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from accessibility.captions.engines.pack_catalogue import KnownPack
    from accessibility.captions.packs.language_packs import LanguagePack
    from resources.declared import Problem
    from ui.services import Services
    from ui.widgets.page import Page

LONGEST_INSTALL_S = 20 * 60.0
"""Seconds that unpacking and trying a pack may take: the largest is 2 GB, from a slow stick."""


class GetPackScreen(Screen):
    """Every language there is a pack of; with a code as `detail`, the packs of that language."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        self._answer = Replaceable()
        page.add(ComingPacks(self), self._answer)
        if detail:
            self._add_offers(page)
        else:
            self._add_languages(page)
        page.draw_in_rest("captions")

    @property
    def title(self) -> str:
        """Name the language, once it is chosen."""
        return language_name(self.words, self.detail) if self.detail else self.words("pack.more")

    # One language

    def _add_offers(self, page: Page) -> None:
        self._offers = Replaceable()
        self._offered: list[KnownPack] | None = None
        page.add(self._offers)
        self._show_offers()
        self.until_left(self.services.packs.watch(self._show_offers))
        self.until_left(self.services.pack_queue.watch(self._show_offers))

    def _show_offers(self) -> None:
        queue = self.services.pack_queue
        offers = self.services.packs.offers(self.detail)
        waiting = [known for known in offers if not queue.is_under_way(known.name)]
        if waiting == self._offered:
            return
        self._offered = waiting
        if offers and not waiting:
            self._offers.show_nothing()
            return
        if not offers:
            self._offers.show_instead(Paragraph(self.words("pack.no_more")))
            return
        self._offers.show_instead(Column([offer_card(self, known) for known in waiting]))

    # All languages

    def _add_languages(self, page: Page) -> None:
        card = Card()
        card.add(Heading(self.words("pack.which"), level=2))
        names = sorted((language_name(self.words, code), code) for code in CODES)
        rows = Rows(columns=3)
        for name, code in names:
            button = BigButton(name, kind=Kind.QUIET)
            button.chosen.connect(self.go(Place.GET_PACK, code))
            rows.addWidget(button)
        card.add(rows)
        page.add(self._file_card(), card)

    def _file_card(self) -> Card:
        """Return the ways to a pack that somebody brought."""
        card = Card()
        card.add(Heading(self.words("pack.given"), level=2))
        file = BigButton(self.words("pack.file"), icon="folder")
        file.chosen.connect(self._choose_file)
        folder = BigButton(self.words("pack.folder"), kind=Kind.QUIET)
        folder.chosen.connect(self._choose_folder)
        card.add(file, folder)
        return card

    def _choose_file(self) -> None:
        kinds = f"{self.words('pack.file_kinds')} (*.zip)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.words("pack.file"), "", kinds)
        self.install(chosen)

    def _choose_folder(self) -> None:
        self.install(QFileDialog.getExistingDirectory(self, self.words("pack.folder")))

    def install(self, chosen: str) -> None:
        """Check and install what was chosen; an empty name is a change of mind."""
        if chosen:
            text = self.words("pack.unpacking")
            self._answer.show_instead(Notice(text, tone=Tone.CALM))
            work = self.services.packs.install(Path(chosen))
            self.run(work, done=self._done, failed=self._failed, deadline_s=LONGEST_INSTALL_S)

    def _done(self, pack: LanguagePack) -> None:
        text = self.words("pack.done", language=language_name(self.words, pack.language))
        self._answer.show_instead(Notice(text, tone=Tone.CALM))
        self.services.say(text)

    def _failed(self, problem: Problem) -> None:
        self._answer.show_instead(Notice(self.words.explain(problem), tone=Tone.ASK))
