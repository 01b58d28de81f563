"""The Link trouble screen: why a link was not opened, where it goes, and who can help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.help import helper_card
from ui.screens.join.by_phone import phone_button
from ui.screens.join.group_ways import group_ways
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from desktop.links.policy import LinkVerdict
    from ui.services import Services


class LinkTroubleScreen(Screen):
    """The link of a session that is not opened; `detail` is the session's id.

    It offers no way to open the link all the same, on purpose.
    """

    title_key = "trouble.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        session = services.agenda.find(detail)
        link = services.join.way_in(session).link if session else None
        page = self.page()
        page.add(Paragraph(self.words("trouble.safe"), strong=True))
        if link is not None:
            page.add(self._card(link))
        phone = phone_button(services, session) if session else None
        if phone is not None:
            page.add(phone)
        ways = group_ways(services, session) if session else None
        if ways is not None:
            page.add(ways)
        page.add(helper_card(services) or Paragraph(self.words("trouble.who")))
        page.draw_in_rest("link")
        home = BigButton(self.words("trouble.home"), kind=Kind.MAIN, icon="home")
        home.chosen.connect(self.go(Place.HOME))
        self.bar(home)

    def _card(self, link: LinkVerdict) -> Card:
        card = Card(Tone.ASK)
        if link.rule == "unknown" and link.host:
            card.add(Paragraph(self.words("trouble.where")), Heading(link.host, level=2, size=1))
            card.add(Paragraph(self.words("trouble.not_added")))
            card.add(Paragraph(self.words("trouble.add")))
            return card
        card.add(Paragraph(self.words(link.reason, **link.details)))
        if link.host:
            card.add(Paragraph(self.words("trouble.where")), Heading(link.host, level=2))
        return card
