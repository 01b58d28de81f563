"""Practice screen and strip: the rehearsal step by step, and what happens now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.groups.practice_group import IDENTITY as PRACTICE_GROUP
from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, ItemList
from ui.widgets.tab_order import tab_as_read
from ui.widgets.text import ListItem, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.services import Services

STEPS = (
    "practice.step_join",
    "practice.step_window",
    "practice.step_listen",
    "practice.step_leave",
)


class PracticeScreen(Screen):
    """What will happen, and the same button as on a real day."""

    title_key = "practice.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("practice.intro"), strong=True))
        card = Card()
        steps = (ListItem(self.words(key), at) for at, key in enumerate(STEPS, 1))
        card.add(ItemList(steps))
        page.add(card)
        ways = BigButton(self.words("practice_ways.open"), kind=Kind.QUIET, icon="person")
        ways.chosen.connect(self.go(Place.WAYS, PRACTICE_GROUP))
        page.add(ways)
        page.draw_in_rest("people")
        self._join = BigButton(self.words("practice.join"), kind=Kind.MAIN, icon="join")
        session = services.agenda.practice()
        self._join.chosen.connect(self.go(Place.OPENING, session.id))
        self.bar(self._join)

    @property
    def first(self) -> QWidget:
        """Begin at Join now."""
        return self._join


class PracticeStrip(Column):
    """What goes on in the rehearsal; its words in writing where they cannot be heard or read.

    The voices begin once the person is in the practice meeting and captions listen.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._room = services.practice_room
        self._line = Paragraph("")
        self._script = Paragraph("")
        self._card = Card(Tone.CALM)
        self._card.add(self._script)
        self._again = self._button("practice.play_again", "play", services.rehearsing.begin)
        self._front = self._button("practice_room.front", "open-again", self._room.open)
        self._open = self._button("practice_room.open_again", "open-again", self._room.open)
        self.add(self._line, self._card, self._again, self._front, self._open)
        self._stops = [
            services.rehearsing.watch(self._show),
            services.captioning.watch(self._show),
            self._room.watch(self._show),
        ]
        self._show()

    def close_strip(self) -> None:
        """Stop following."""
        while self._stops:
            self._stops.pop()()

    def _button(self, key: str, icon: str, press: Callable[[], None]) -> BigButton:
        button = BigButton(self._services.words(key), kind=Kind.QUIET, icon=icon)
        button.chosen.connect(press)
        return button

    def _show(self) -> None:
        services, room = self._services, self._room
        is_ready = services.rehearsing.phase == "ready" and services.captioning.is_settled
        if is_ready and room.is_inside:
            services.rehearsing.begin()
        unread = services.captioning.pack is None
        self._line.setText(" ".join(self._lines(unread=unread)))
        told = unread or services.rehearsing.phase == "no_sound"
        spoken = services.rehearsing.lines if told else ()
        as_text = (services.words("practice.as_text", line=line) for line in spoken)
        self._script.setText("\n".join(as_text))
        self._card.setVisible(bool(spoken))
        self._again.setVisible(services.rehearsing.phase == "played" and room.is_inside)
        self._front.setVisible(room.stage == "door")
        self._open.setVisible(room.stage == "closed")
        tab_as_read(self.window())

    def _lines(self, *, unread: bool) -> list[str]:
        """Say where the person is, or what the voices do."""
        words = self._services.words
        if self._room.stage == "door":
            return [words("practice_room.join_there")]
        if self._room.stage == "closed":
            return [words("practice_room.left")]
        said = self._services.rehearsing.in_words(words)
        return [said, words("practice.no_captions")] if unread else [said]
