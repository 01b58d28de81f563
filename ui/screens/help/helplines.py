"""Helplines screen: everybody there is to call or text, by what it is about; one card each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.helplines import NATION, Helpline, Nation, Topic, chosen_nation, helplines_about
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.say_and_copy import say_and_copy
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, LargeLine, Paragraph

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
    """All that answer where the person lives, so that nobody has to know where else to look."""

    title_key = "helplines.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        nation = chosen_nation(services.settings)
        page = self.page()
        page.add(Paragraph(self.words("helplines.intro")), self._where(nation))
        for topic, key in TOPICS:
            lines = helplines_about(topic, nation)
            if lines:
                page.add(Heading(self.words(key), level=2))
                page.add(*(helpline_card(self, line) for line in lines))
        page.add_stretch()

    def _where(self, nation: Nation | None) -> BigButton:
        """Return the button that asks where the person lives, or says it and changes it."""
        name = self.words(f"setting.{NATION.key}.{nation}") if nation else ""
        said = self.words("helplines.for", nation=name) if nation else ""
        button = BigButton(self.words("nation.title"), kind=Kind.QUIET, icon="home", hint=said)
        button.chosen.connect(self.go(Place.NATION))
        return button


class NationScreen(Screen):
    """Where the person lives: asked once, kept on this computer, and changed at any time."""

    title_key = "nation.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("nation.why")))
        page.add(SettingCard(services, NATION))
        page.draw_in_rest("phone")
        show = BigButton(self.words("nation.done"), kind=Kind.MAIN, icon="phone")
        show.chosen.connect(services.navigator.back)
        self.bar(show)


def helpline_card(screen: Screen, line: Helpline) -> Card:
    """Return one number as large as can be, whose it is, and what copies and says it."""
    card = Card()
    card.add(Paragraph(line.name, strong=True), LargeLine(line.number))
    card.add(Paragraph(line.in_words))
    if line.is_old(screen.services.clock.now().date()):
        card.add(Notice(screen.words("helplines.old"), tone=Tone.ASK))
    card.add(number_buttons(screen, line))
    return card


def number_buttons(screen: Screen, line: Helpline) -> Rows:
    """Return what copies the number of a helpline, and what says who it is and the number."""
    number = screen.words("helplines.say", name=line.name, number=line.digit_by_digit)
    spoken = [part for part in (number, line.who, line.when, line.cost, line.deaf, number) if part]
    return say_and_copy(screen, f"{line.name}, {line.number}", line.number, spoken)
