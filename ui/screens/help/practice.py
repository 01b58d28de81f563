"""Practice screen and strip: the rehearsal step by step, and what happens now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column
from ui.widgets.text import ListItem, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

STEPS = ("practice.step_join", "practice.step_listen", "practice.step_leave")


class PracticeScreen(Screen):
    """What will happen, and the same button as on a real day."""

    title_key = "practice.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("practice.intro"), strong=True))
        card = Card()
        steps = (ListItem(self.words(key), at) for at, key in enumerate(STEPS, 1))
        card.add(Column(list(steps), gaps=1))
        page.add(card)
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
    """What the recorded voice is doing; its words in writing where they cannot be heard or read."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._line = Paragraph("")
        self._script = Paragraph("")
        self._card = Card(Tone.CALM)
        self._card.add(self._script)
        self._again = BigButton(services.words("practice.play_again"), kind=Kind.QUIET, icon="play")
        self._again.chosen.connect(services.rehearsing.begin)
        self.add(self._line, self._card, self._again)
        self._stops = [services.rehearsing.watch(self._show), services.captioning.watch(self._show)]
        self._show()

    def close_strip(self) -> None:
        """Stop following."""
        while self._stops:
            self._stops.pop()()

    def _show(self) -> None:
        rehearsing = self._services.rehearsing
        if rehearsing.phase == "ready" and self._services.captioning.is_settled:
            rehearsing.begin()
        words = self._services.words
        lines = [rehearsing.in_words(words)]
        unread = self._services.captioning.pack is None
        if unread:
            lines.append(words("practice.no_captions"))
        self._line.setText(" ".join(lines))
        spoken = rehearsing.lines if unread or rehearsing.phase == "no_sound" else ()
        self._script.setText("\n".join(words("practice.as_text", line=line) for line in spoken))
        self._card.setVisible(bool(spoken))
        self._again.setVisible(rehearsing.phase == "played")
