"""Widgets of packs being downloaded, and of one that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.packs.pack_words import language_name, offer, size
from ui.widgets.button import BigButton
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.progress import ProgressLine
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from accessibility.captions.engines.pack_catalogue import KnownPack
    from accessibility.captions.packs.queue import QueuedPack
    from ui.screens.base import Screen


class ComingPacks(Replaceable):
    """Each pack that is fetched, with a way to stop it, and how the last ones ended.

    What has ended is put away when the screen is left. `then` is called when one has ended.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._words, self._services = screen.words, screen.services
        self._queue = screen.services.pack_queue
        self._stages: list[tuple[str, str]] = []
        self._lines: dict[str, ProgressLine] = {}
        screen.until_left(self._queue.watch(self._follow))
        screen.until_left(self._put_away)
        self._rebuild()

    def _follow(self) -> None:
        if self._shape() != self._stages:
            before = dict(self._stages)
            self._rebuild()
            for coming in self._queue.coming:
                if coming.stage == "done" and before.get(coming.pack.name) != "done":
                    self._services.say(self._ready(coming))
        for coming in self._queue.coming:
            if coming.is_under_way:
                self._show_progress(coming)

    def _shape(self) -> list[tuple[str, str]]:
        return [
            (each.pack.name, "" if each.is_under_way else each.stage) for each in self._queue.coming
        ]

    def _rebuild(self) -> None:
        self._stages = self._shape()
        self._lines = {}
        if not self._stages:
            self.show_nothing()
            return
        self.show_instead(Column([self._thing(each) for each in self._queue.coming]))

    def _thing(self, coming: QueuedPack) -> QWidget:
        if coming.is_under_way:
            return self._line(coming)
        if coming.problem is not None:
            notice = Notice(self._words.explain(coming.problem), tone=Tone.ASK)
            again = BigButton(self._words("pack.again", language=self._language(coming)))
            again.chosen.connect(lambda: self._queue.want(coming.pack, replaces=coming.replaces))
            notice.add(again)
            return notice
        stopped = coming.stage == "stopped"
        text = self._words("pack.cancelled") if stopped else self._ready(coming)
        return Notice(text, tone=Tone.CALM)

    def _line(self, coming: QueuedPack) -> ProgressLine:
        name = coming.pack.name
        line = ProgressLine("", self._words("pack.cancel", language=self._language(coming)))
        line.stopped.connect(lambda: self._queue.stop(name))
        self._lines[name] = line
        self._show_progress(coming)
        return line

    def _show_progress(self, coming: QueuedPack) -> None:
        line = self._lines[coming.pack.name]
        key = {"waiting": "pack.waiting", "checking": "pack.unpacking"}.get(coming.stage)
        text = self._words(key or "pack.getting", language=self._language(coming))
        line.show_text(text)
        line.show_progress(self._words, coming.done, coming.total)

    def _ready(self, coming: QueuedPack) -> str:
        return self._words("pack.done", language=self._language(coming))

    def _language(self, coming: QueuedPack) -> str:
        return language_name(self._words, coming.pack.language)

    def _put_away(self) -> None:
        for coming in self._queue.coming:
            self._queue.put_away(coming.pack.name)


def offer_card(screen: Screen, known: KnownPack) -> Card:
    """Return what is known of a pack, and the button that fetches it."""
    card = Card()
    first, *more = offer(screen.words, known)
    card.add(Paragraph(first, strong=True), *map(Paragraph, more))
    language = language_name(screen.words, known.language)
    text = screen.words("pack.get", language=language, size=size(screen.words, known.bytes))
    button = BigButton(text, icon="captions")
    button.chosen.connect(lambda: screen.services.pack_queue.want(known))
    card.add(button)
    return card
