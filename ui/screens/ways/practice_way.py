"""Where the links of the practice group lead: a screen that shows what a real one would be like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from ui.services import Services

FIRST = "chat"
"""What it is about where nothing was chosen."""

SPEAKERS = ("mary", "sam")
"""Who has written there; each has a drawing."""


class PracticeWayScreen(Screen):
    """What Mary and Sam wrote there; `detail` is the kind of the way."""

    title_key = "practice_way.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        kind, page = detail or FIRST, self.page()
        page.add(Paragraph(self.words("practice_way.here"), strong=True))
        page.add(Paragraph(self.words(f"practice_way.real.{kind}")))
        for name in SPEAKERS:
            key = f"practice_way.{name}.{kind}"
            if self.words.has(key):
                card = Card()
                who = Paragraph(self.words(f"practice_ways.{name}"), strong=True)
                card.add(beside(GroupDisc(name, "calm"), who, Paragraph(self.words(key))))
                page.add(card)
        page.draw_in_rest("practice")
        back = BigButton(self.words("ways.back"), kind=Kind.MAIN, icon="back")
        back.chosen.connect(services.navigator.back)
        self.bar(back)
