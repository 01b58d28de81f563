"""The Leaving screen: when the next session is, and who to talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.pages import read_page
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.safety import add_blocks
from ui.session_captions import end_captions
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from ui.services import Services


class LeavingScreen(Screen):
    """The quiet page after a session. Nothing closes by itself."""

    title_key = "leaving.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        if not services.join.is_practising:
            page.add(Paragraph(self.words("leaving.still_open"), strong=True))
        card = Card(Tone.CALM)
        card.add(Paragraph(services.agenda.next_in_words(services.join.current)))
        page.add(card)
        page.add(self._ways())
        add_blocks(page, read_page("leaving", self.words.language).blocks)
        page.add_stretch()

    def _ways(self) -> Rows:
        done = BigButton(self.words("leaving.home"), kind=Kind.MAIN, icon="home")
        done.chosen.connect(self._done)
        back = BigButton(self.words("leaving.back_in"), icon="open-again")
        back.chosen.connect(self.go(Place.SESSION))
        rows = Rows()
        rows.addWidget(done)
        rows.addWidget(back)
        return rows

    def _done(self) -> None:
        self.services.join.left()
        self.services.captioning.forget()  # what was said in confidence
        end_captions(self.services)
        self.services.navigator.go(Place.HOME)
