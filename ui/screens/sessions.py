"""My sessions: everything in the next 2 weeks, each with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton
from ui.widgets.card import Card
from ui.widgets.column import Column, Replaceable
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.schedule.session import Session
    from ui.parts import Parts


class SessionsScreen(Screen):
    """The list. It is made anew when the calendars change."""

    title_key = "sessions.title"

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        page = self.page()
        self._list = Replaceable()
        page.add(self._list)
        add = BigButton(self.words("sessions.add"), icon="calendar")
        add.chosen.connect(self.go(Place.CALENDAR))
        page.add(add)
        page.add_stretch()
        self._show()
        self.until_left(parts.agenda.watch(self._show))

    def _show(self) -> None:
        self._list.show_instead(Column(self._cards()))

    def _cards(self) -> list[QWidget]:
        sessions = self.parts.agenda.sessions
        if not sessions:
            return [Paragraph(self.words("sessions.none"))]
        return [self._card(session) for session in sessions]

    def _card(self, session: Session) -> Card:
        card = Card()
        card.add(Heading(session.title, level=2))
        card.add(Paragraph(self._line(session)))
        way = self.parts.doorway.way_in(session)
        plan = self.parts.doorway.plan(session)
        if plan.can_join and way.verdict is not None:
            refused = way.opens is None and not way.choices
            place = Place.LINK_TROUBLE if refused else Place.OPENING
            join = BigButton(self.words("sessions.join", title=session.title), icon="join")
            join.chosen.connect(self.go(place, session.id))
            card.add(join)
        return card

    def _line(self, session: Session) -> str:
        when = self.parts.agenda.when(session)
        if session.cancelled:
            return self.words("sessions.cancelled", when=when)
        services = self.parts.doorway.way_in(session).services
        if not services:
            return self.words("sessions.no_link", when=when)
        return self.words("sessions.on", service=services[0], when=when)
