"""My sessions: everything in the next 2 weeks, each with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.navigation import Place
from desktop.schedule.listing import say_flags
from ui.screens.base import Screen
from ui.screens.by_phone import phone_button
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
        title = self.title_of(session)
        card.add(Heading(title, level=2), Paragraph(self._line(session), strong=True))
        change = self.parts.agenda.clock_change(session)
        place = self.words("sessions.place", place=session.place) if session.place else ""
        for more in (place, self._group(session), change, *say_flags(session, self.words)):
            if more:
                card.add(Paragraph(more))
        way = self._way(session)
        if way is not None:
            join = BigButton(self.words("sessions.join", title=title), icon="join")
            join.chosen.connect(self.go(way, session.id))
            card.add(join)
        phone = None if session.cancelled else phone_button(self.parts, session)
        if phone is not None:
            card.add(phone)
        return card

    def _way(self, session: Session) -> Place | None:
        """Return where Join leads for a session that is open now; None for any other."""
        way = self.parts.doorway.way_in(session)
        if not self.parts.doorway.plan(session).can_join or way.verdict is None:
            return None
        refused = way.opens is None and not way.choices
        return Place.LINK_TROUBLE if refused else Place.OPENING

    def _group(self, session: Session) -> str:
        """Say whose session it is, where its own name does not say so."""
        sources = self.parts.shelf.sources
        source = next((one for one in sources if one.id == session.source), None)
        name = self.parts.agenda.name_of(source) if source else ""
        if not name or name in session.title:
            return ""
        return self.words("sessions.group", name=name)

    def _line(self, session: Session) -> str:
        when = self.parts.agenda.when(session)
        if session.cancelled:
            return self.words("sessions.cancelled", when=when)
        way = self.parts.doorway.way_in(session)
        if way.services:
            return self.words("sessions.on", service=way.services[0], when=when)
        if way.verdict is not None:
            return self.words("sessions.refused", when=when)
        if session.phones:
            return self.words("sessions.by_phone", when=when)
        if session.place:
            return when[:1].upper() + when[1:]
        return self.words("sessions.no_link", when=when)
