"""Screen: the caption language in use, and the language packs on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.packs.languages import COMPUTER, ENGLISH, LANGUAGE
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.packs.pack_view import ComingPacks, offer_card
from ui.screens.packs.pack_words import label, language_name
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.column import Column, Replaceable
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from accessibility.captions.engines.pack_catalogue import KnownPack
    from ui.services import Services


class LanguagePackScreen(Screen):
    """What a language pack is, or the ones there are; and the ways to more."""

    title_key = "pack.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("pack.what")), Paragraph(self.words("pack.private")))
        self._coming = ComingPacks(self)
        self._there = Replaceable()
        page.add(self._coming, self._there)
        page.draw_in_rest("captions")
        self._show()
        self.until_left(services.packs.watch(self._show))
        self.until_left(services.pack_queue.watch(self._show_offers))

    def _show(self) -> None:
        packs = self.services.packs.packs
        column = Column([self._choice(), self._list()] if packs else [])
        if self.services.packs.best is not None:
            speed = BigButton(self.words("setting.captions.engine"), icon="captions")
            speed.chosen.connect(self.go(Place.CAPTION_ENGINE))
            column.add(speed)
        self._offers = Replaceable()
        self._offered: list[KnownPack] | None = None
        column.add(self._offers)
        self._there.show_instead(column)
        self._show_offers()

    def _show_offers(self) -> None:
        """Offer the first pack here, where captions have none; there is more behind a button."""
        offered = self._first_offers()
        if offered == self._offered:
            return
        self._offered = offered
        column = Column([offer_card(self, known) for known in offered])
        more = BigButton(self.words("pack.more"), icon="folder")
        more.chosen.connect(self.go(Place.GET_PACK))
        column.add(more)
        self._offers.show_instead(column)

    def _first_offers(self) -> list[KnownPack]:
        """Return a pack of the person's language, and an English one, if captions have none."""
        packs, queue = self.services.packs, self.services.pack_queue
        languages = dict.fromkeys((packs.language, ENGLISH)) if packs.best is None else ()
        offers = [known for language in languages for known in packs.offers(language)[:1]]
        return [known for known in offers if not queue.is_under_way(known.name)]

    def _choice(self) -> Card:
        """Return the choice among the languages that are here."""
        card = Card()
        chosen = self.services.settings[LANGUAGE]
        codes = dict.fromkeys(
            (COMPUTER, *(pack.language for pack in self.services.packs.packs), chosen)
        )
        answers = [(code, self._name(code)) for code in codes if LANGUAGE.accepts(code)]
        row = ChoiceRow(self.words("setting.captions.language"), answers, chosen=chosen)
        row.picked.connect(self._pick)
        card.add(row)
        return card

    def _list(self) -> Card:
        """Return the packs on this computer, each a way to more about it."""
        card = Card()
        card.add(Heading(self.words("pack.here"), level=2))
        for pack in self.services.packs.packs:
            button = BigButton(label(self.words, pack), kind=Kind.QUIET)
            button.chosen.connect(self.go(Place.PACK, str(pack.path)))
            card.add(button)
        return card

    def _pick(self, code: str) -> None:
        self.services.settings[LANGUAGE] = code
        self._show_offers()

    def _name(self, code: str) -> str:
        return language_name(self.words, code)
