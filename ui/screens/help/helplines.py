"""Helplines screen: everybody there is to call or text, by what it is about; one card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.helplines import Helpline, Topic, helplines_about
from ui.screens.base import Screen
from ui.screens.help.say_and_copy import say_and_copy
from ui.widgets.card import Card
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from ui.services import Services
    from ui.widgets.rows import Rows

TOPICS: tuple[tuple[Topic, str], ...] = (
    ("danger", "helplines.danger"),
    ("talk", "helplines.talk"),
    ("home", "helplines.home"),
    ("money", "helplines.money"),
)
"""The parts of the list, the most urgent first, with the words above each."""


class HelplinesScreen(Screen):
    """All of them, so that nobody has to know where else to look."""

    title_key = "helplines.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("helplines.intro")))
        for topic, key in TOPICS:
            page.add(Heading(self.words(key), level=2))
            page.add(*(self._card(line) for line in helplines_about(topic)))
        page.add_stretch()

    def _card(self, line: Helpline) -> Card:
        card = Card()
        card.add(Paragraph(line.name, strong=True), Heading(line.number, level=3))
        card.add(Paragraph(line.in_words), number_buttons(self, line))
        return card


def number_buttons(screen: Screen, line: Helpline) -> Rows:
    """Return what copies the number of a helpline, and what says who it is and the number."""
    number = screen.words("helplines.say", name=line.name, number=line.digit_by_digit)
    spoken = [number, line.who, line.when, number]
    return say_and_copy(screen, f"{line.name}, {line.number}", line.number, spoken)
