"""Screen: one installed language pack: facts, check, update, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.captions.engines.pack_catalogue import facts_of
from accessibility.captions.packs.check import LONGEST_S
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.packs.pack_view import ComingPacks
from ui.screens.packs.pack_words import kind, language_name, manner, quality, size
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from accessibility.captions.engines.pack_catalogue import KnownPack
    from accessibility.captions.packs.language_packs import LanguagePack
    from resources.declared import Problem
    from ui.services import Services

LONGEST_CHECK_S = LONGEST_S + 30
"""Seconds after which a check that ends by itself has not."""

ORIGINS = {
    "own": "pack.from_own",
    "added": "pack.from_added",
    "vosk": "pack.from_vosk",
    "bundled": "pack.from_bundled",
    "python": "pack.from_python",
}


class PackScreen(Screen):
    """`detail` is the folder of the pack."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        packs = services.packs.packs
        self._pack = next((pack for pack in packs if str(pack.path) == detail), None)
        page = self.page()
        self._answer = Replaceable()
        self._ways = Replaceable()
        page.add(ComingPacks(self))
        if self._pack is not None:
            page.add(self._facts(self._pack))
        page.add(self._answer, self._ways)
        page.draw_in_rest("captions")
        self._show_ways()
        self.until_left(services.packs.watch(self._follow))
        self.until_left(services.pack_queue.watch(self._follow))

    @property
    def title(self) -> str:
        """Name the language and how it writes."""
        if self._pack is None:
            return self.words("pack.title")
        language = language_name(self.words, self._pack.language)
        return self.words("pack.name", language=language, kind=kind(self.words, self._pack.engine))

    def _facts(self, pack: LanguagePack) -> Card:
        facts = facts_of(pack.name)
        card = Card()
        card.add(
            Paragraph(manner(self.words, pack.engine)),
            Paragraph(quality(self.words, facts)),
            Paragraph(self.words("pack.takes", size=size(self.words, pack.size))),
            Paragraph(self.words(ORIGINS[pack.origin])),
        )
        if facts is not None:
            card.add(Paragraph(self.words("pack.licence", licence=facts.licence), quiet=True))
        return card

    def _follow(self) -> None:
        """Show other ways when a newer one has begun to come, or the pack has gone."""
        if self._shown != self._shape():
            self._show_ways()

    def _shape(self) -> tuple[bool, bool]:
        pack = self._pack
        later = self.services.packs.newer(pack) if pack else None
        is_coming = later is not None and self.services.pack_queue.is_under_way(later.name)
        return pack in self.services.packs.packs, is_coming

    def _show_ways(self) -> None:
        self._shown = self._shape()
        pack = self._pack
        if pack is None or pack not in self.services.packs.packs:
            self._show_gone()
            return
        column, update = Column(), None
        later = self.services.packs.newer(pack)
        if later is not None and not self.services.pack_queue.is_under_way(later.name):
            update = self._update(pack, later)
            column.add(Paragraph(self._update_size(later)), update)
        self._check_button = BigButton(self.words("pack.check"), icon="check")
        self._check_button.chosen.connect(lambda: self._check(pack))
        column.add(self._check_button)
        if pack.origin == "own":
            remove = BigButton(self.words("pack.remove"), icon="cross")
            remove.chosen.connect(lambda: self._ask(pack))
            column.add(remove)
        self._ways.show_instead(column)
        self.keep_below(update)

    def _show_gone(self) -> None:
        """Say that the pack is not here any more, and lead to those that are."""
        others = BigButton(self.words("pack.title"), kind=Kind.MAIN, icon="captions")
        others.chosen.connect(self.go(Place.LANGUAGE_PACK))
        gone = self.words("pack.gone")
        self._ways.show_instead(Column([Notice(gone, tone=Tone.CALM), others]))
        self.keep_below(others)
        self.begin_at(others, told=gone)

    def _update_size(self, later: KnownPack) -> str:
        return self.words("pack.update_size", size=size(self.words, later.bytes))

    def _update(self, pack: LanguagePack, later: KnownPack) -> BigButton:
        button = BigButton(self.words("pack.update"), kind=Kind.MAIN, icon="again")
        queue = self.services.pack_queue
        button.chosen.connect(lambda: queue.want(later, replaces=pack))
        return button

    # Does it work?

    def _check(self, pack: LanguagePack) -> None:
        self._tell(Notice(self.words("pack.unpacking"), tone=Tone.CALM))
        work = self.services.packs.check(pack)
        self.run(work, done=self._works, failed=self._failed, deadline_s=LONGEST_CHECK_S)

    def _works(self, _: None) -> None:
        text = self.words("pack.works")
        self._tell(Notice(text, tone=Tone.CALM))
        self.services.say(text)

    # Removing it

    def _ask(self, pack: LanguagePack) -> None:
        """Ask before removing: what is gone must be fetched again."""
        facts = facts_of(pack.name)
        can_be_had = facts is not None and bool(facts.url)
        key = "pack.remove_known" if can_be_had else "pack.remove_unknown"
        notice = Notice(self.words(key), tone=Tone.ASK)
        yes = BigButton(self.words("pack.remove_yes"), icon="cross")
        yes.chosen.connect(lambda: self._remove(pack))
        no = BigButton(self.words("pack.remove_no"), kind=Kind.MAIN, icon="back")
        no.chosen.connect(self._keep)
        notice.add(no, yes)
        self._tell(notice)
        self._ways.show_nothing()
        self.keep_below(no)
        self.begin_at(no, told=self.words(key))

    def _keep(self) -> None:
        self._answer.show_nothing()
        self._show_ways()
        self._check_button.setFocus()

    def _remove(self, pack: LanguagePack) -> None:
        self._answer.show_nothing()
        self.keep_below(None)
        self.run(self.services.packs.remove(pack), failed=self._failed)

    def _failed(self, problem: Problem) -> None:
        self._tell(Notice(self.words.explain(problem), tone=Tone.ASK))
        self._show_ways()

    def _tell(self, notice: Notice) -> None:
        self._answer.show_instead(notice)
