"""The Who can I ask? screen: the helper, who runs each group, and those who always answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.say_and_copy import say_and_copy
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.text import Heading, LargeLine, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.groups.group import Contact
    from ui.services import Services


class WhoToAskScreen(Screen):
    """Everybody that this computer knows of, each with what is needed to reach them."""

    title_key = "who_to_ask.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page, helper = self.page(), services.calendars.typed_contact.contact
        if helper is not None:
            page.add(self._card(helper, self.words("who_to_ask.helper")))
        for group in services.calendars.groups:
            if group.contact is not None and group.contact != helper:
                runs = self.words("who_to_ask.runs", group=group.name)
                page.add(self._card(group.contact, runs))
        if services.agenda.helper is None:
            add = BigButton(self.words("helper_contact.add"), icon="person")
            add.chosen.connect(self.go(Place.HELPER_CONTACT))
            page.add(Paragraph(self.words("tell.nobody")), add)
        page.draw_in_rest("people")
        self._now = BigButton(self.words("who_to_ask.now"), kind=Kind.MAIN, icon="phone")
        self._now.chosen.connect(self.go(Place.HELPLINES))
        self.bar(self._now)

    @property
    def first(self) -> QWidget:
        """Begin at those who always answer."""
        return self._now

    def _card(self, person: Contact, who: str) -> Card:
        """Return who somebody is, when they can be reached, and how."""
        card = Card(Tone.CALM)
        card.add(Heading(person.name, level=2), Paragraph(who))
        if person.hours:
            card.add(Paragraph(person.hours))
        if person.phone:
            number = ", ".join(person.phone)
            spoken = self.words("helplines.say", name=person.name, number=number)
            called = f"{person.name}, {person.phone}"
            card.add(LargeLine(person.phone))
            card.add(say_and_copy(self, called, person.phone, [spoken, spoken]))
        if person.email:
            card.add(Paragraph(person.email, strong=True))
            card.add(say_and_copy(self, f"{person.name}, {person.email}", person.email))
        return card
