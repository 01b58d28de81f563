"""Widgets of packs being downloaded, and of one that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

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
    from accessibility.captions.packs.queue import QueuedPack, Stage
    from ui.screens.base import Screen

SAID: dict[Stage, str] = {
    "waiting": "pack.waiting",
    "checking": "pack.unpacking",
    "stopped": "pack.cancelled",
    "done": "pack.done",
}
"""What is said of a pack at each stage, but while it arrives."""


class ComingPacks(Replaceable):
    """Each pack that is fetched, with a way to stop it, and how the last ones ended.

    What has ended is put away when the screen is left.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._words, self._services = screen.words, screen.services
        self._queue = screen.services.pack_queue
        self._stages: list[tuple[str, str]] = []
        self._lines: dict[str, ProgressLine] = {}
        self._things: dict[str, QWidget] = {}
        screen.until_left(self._queue.watch(self._follow))
        screen.until_left(self._put_away)
        self._rebuild()

    def _follow(self) -> None:
        if self._shape() != self._stages:
            before, had_focus = dict(self._stages), self._focused_words() is not None
            self._rebuild()
            for name, stage in self._stages:
                if before.get(name) == stage:
                    continue
                if had_focus or name not in before:  # later: others have yet to follow, too
                    QTimer.singleShot(0, self, lambda name=name: self._begin_at(name))
                elif stage == "done":
                    self._services.say(self._said(self._queued(name)))
        for coming in self._queue.coming:
            if coming.is_under_way:
                self._show_progress(coming)

    def _begin_at(self, name: str) -> None:
        """Go to what can be done about a pack now, or else comes first; how it is, is told."""
        coming = self._queued(name)
        everywhere = (self._things[name], self._screen)
        every = (one for where in everywhere for one in where.findChildren(BigButton))
        first = next((one for one in every if one.isVisibleTo(self._screen)), None)
        if first is not None:
            self._screen.begin_at(first, told=self._said(coming))

    def _shape(self) -> list[tuple[str, str]]:
        return [
            (each.pack.name, "" if each.is_under_way else each.stage) for each in self._queue.coming
        ]

    def _rebuild(self) -> None:
        self._stages = self._shape()
        self._lines = {}
        self._things = {each.pack.name: self._thing(each) for each in self._queue.coming}
        if self._things:
            self.show_instead(Column(list(self._things.values())))
        else:
            self.show_nothing()

    def _thing(self, coming: QueuedPack) -> QWidget:
        if coming.is_under_way:
            return self._line(coming)
        if coming.problem is not None:
            notice = Notice(self._words.explain(coming.problem), tone=Tone.ASK)
            again = BigButton(self._words("pack.again", language=self._language(coming)))
            again.chosen.connect(lambda: self._queue.want(coming.pack, replaces=coming.replaces))
            notice.add(again)
            return notice
        return Notice(self._said(coming), tone=Tone.CALM)

    def _line(self, coming: QueuedPack) -> ProgressLine:
        name = coming.pack.name
        line = ProgressLine("", self._words("pack.cancel", language=self._language(coming)))
        line.stopped.connect(lambda: self._queue.stop(name))
        self._lines[name] = line
        self._show_progress(coming)
        return line

    def _show_progress(self, coming: QueuedPack) -> None:
        line = self._lines[coming.pack.name]
        line.show_text(self._said(coming))
        line.show_progress(self._words, coming.done, coming.total)

    def _said(self, coming: QueuedPack) -> str:
        """Say how it is with a pack."""
        if coming.problem is not None:
            return str(self._words.explain(coming.problem))
        key = SAID.get(coming.stage, "pack.getting")
        return self._words(key, language=self._language(coming))

    def _queued(self, name: str) -> QueuedPack:
        return next(each for each in self._queue.coming if each.pack.name == name)

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
