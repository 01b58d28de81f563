"""Caption languages: which one is used, and how to get another."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtWidgets import QFileDialog, QWidget

from accessibility.captions.getting import Stopped
from accessibility.captions.languages import COMPUTER, ENGLISH, LANGUAGE
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.progress import ProgressLine
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from accessibility.captions.language_packs import LanguagePack
    from accessibility.captions.models import KnownPack
    from resources.declared import Problem
    from ui.parts import Parts

MEGABYTE = 1_000_000


class LanguagePackScreen(Screen):
    """What a language pack is, the ones there are, and the ones that can be had."""

    title_key = "pack.title"

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        page = self.page()
        page.add(Paragraph(self.words("pack.what")), Paragraph(self.words("pack.private")))
        self._answer = Replaceable()
        self._there = Replaceable()
        page.add(self._answer, self._there)
        page.add_stretch()
        self._show()

    def _show(self) -> None:
        packs = self.parts.packs
        column = Column()
        if packs.packs:
            column.add(self._choice())
        for language in dict.fromkeys((packs.language, ENGLISH)):
            column.add(*(self._offer(known) for known in packs.offers(language)[:1]))
        file = BigButton(self.words("pack.file"), icon="folder")
        file.chosen.connect(self._choose_file)
        column.add(file)
        self._there.show_instead(column)

    def _choice(self) -> Card:
        """Return the choice among the languages that are here."""
        card = Card()
        chosen = self.parts.settings[LANGUAGE]
        codes = dict.fromkeys(
            (COMPUTER, *(pack.language for pack in self.parts.packs.packs), chosen)
        )
        answers = [(code, self._name(code)) for code in codes if LANGUAGE.accepts(code)]
        row = ChoiceRow(self.words("setting.captions.language"), answers, chosen=chosen)
        row.picked.connect(self._pick)
        card.add(row)
        return card

    def _pick(self, code: str) -> None:
        self.parts.settings[LANGUAGE] = code
        self._show()

    def _name(self, code: str) -> str:
        return self.words(f"setting.captions.language.{code}")

    # Getting one

    def _offer(self, known: KnownPack) -> Card:
        name = self._name(known.language)
        size = self.words("pack.megabytes", count=max(1, round(known.bytes / MEGABYTE)))
        maker = urlsplit(known.url).hostname or ""
        card = Card()
        card.add(Paragraph(self.words("pack.size", language=name, size=size, maker=maker)))
        kind = Kind.ORDINARY if self.parts.packs.best else Kind.MAIN
        button = BigButton(self.words("pack.get", language=name), kind=kind, icon="captions")
        button.chosen.connect(lambda: self._get(known))
        card.add(button)
        return card

    def _get(self, known: KnownPack) -> None:
        language = self._name(known.language)
        line = ProgressLine(
            self.words("pack.getting", language=language), self.words("pack.cancel")
        )
        stop = Event()
        self.until_left(stop.set)
        line.stopped.connect(stop.set)
        self._answer.show_instead(line)
        self._there.hide()

        def progress(done: int, total: int) -> None:
            line.show_progress(self.words, done, total)
            if done >= total:
                line.show_text(self.words("pack.unpacking"))

        async def work() -> LanguagePack | None:
            try:
                return await self._use(self.parts.packs.get(known, progress, stop))
            except Stopped:
                return None

        self.run(work(), done=self._done, failed=self._failed)

    def _choose_file(self) -> None:
        kinds = f"{self.words('pack.file_kinds')} (*.zip)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.words("pack.file"), "", kinds)
        if chosen:
            self._answer.show_instead(Notice(self.words("pack.unpacking"), tone=Tone.CALM))
            work = self._use(self.parts.packs.install(Path(chosen)))
            self.run(work, done=self._done, failed=self._failed)

    async def _use(self, coming: Awaitable[LanguagePack]) -> LanguagePack:
        """Wait for a pack and use it, even if the person has gone elsewhere by then."""
        pack = await coming
        self.parts.captioning.use(*self.parts.packs.choice)
        return pack

    def _done(self, pack: LanguagePack | None) -> None:
        if pack is None:
            self._tell(Notice(self.words("pack.cancelled"), tone=Tone.CALM))
            return
        text = self.words("pack.done", language=self._name(pack.language))
        self._tell(Notice(text, tone=Tone.CALM))
        self.parts.say(text)

    def _failed(self, problem: Problem) -> None:
        self._tell(Notice(self.words.explain(problem), tone=Tone.ASK))

    def _tell(self, what: QWidget) -> None:
        self._answer.show_instead(what)
        self._there.show()
        self._show()
