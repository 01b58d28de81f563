"""Screen My sessions: the sessions of the next 2 weeks by day, each with its actions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from desktop.sessions.listing import say_flags
from desktop.sessions.times_in_words import MONTHS, say_date, say_day
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.join.by_phone import phone_button
from ui.screens.ways_button import ways_button
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.column import Column, Replaceable
from ui.widgets.day_leaf import DayLeaf
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from desktop.groups.group import Group
    from desktop.sessions.session import Session
    from ui.services import Services


LIST_DISC = 56
"""The size of a group's picture in a list, in pixels at 100 %."""

AT_ONCE = 10
"""How many sessions stand there at first, and come with each "more": each takes time to draw."""


class SessionRow(NamedTuple):
    """What is said of one session, where Join leads, and whose session it is."""

    session: Session
    line: str
    more: tuple[str, ...]
    way: Place | None
    group: Group | None


class SessionsScreen(Screen):
    """The list. It is made anew when something on it has changed."""

    title_key = "sessions.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        self._most = AT_ONCE
        self._firsts = frozenset[str]()
        self._shown: object = None
        self._list = Replaceable()
        page.add(self._list)
        add = BigButton(self.words("sessions.add"), icon="calendar")
        add.chosen.connect(self.go(Place.CALENDAR))
        on_paper = BigButton(self.words("sessions.print"), icon="print")
        on_paper.chosen.connect(self.go(Place.PRINT_WEEK))
        notes = BigButton(self.words("notes.title"), kind=Kind.QUIET, icon="edit")
        notes.chosen.connect(self.go(Place.NOTES))
        page.add(on_paper, add, notes)
        page.draw_in_rest("calendar")
        self._show()
        self.until_left(services.agenda.watch(self._show))

    def _show(self) -> None:
        """Show the list as it is now, if anything on it has changed."""
        sessions = self.services.agenda.sessions
        rows = [self._row(session) for session in sessions[: self._most]]
        left = len(sessions) - len(rows)
        if (rows, left) != self._shown:
            self._shown = rows, left
            self._list.show_instead(self._make(rows, left))

    def _make(self, rows: list[SessionRow], left: int) -> Column:
        now = self.services.clock.now()
        of_groups = [row for row in rows if row.group is not None]
        firsts = {row.group: row.session.id for row in reversed(of_groups)}
        self._firsts = frozenset(firsts.values())
        days = groupby(rows, key=lambda row: row.session.start.astimezone(now.tzinfo).date())
        column = Column([self._day(list(of_day)) for _, of_day in days], gaps=3)
        if not rows:
            column.add(Paragraph(self.words("sessions.none")))
        if left:
            more = BigButton(self.words("sessions.more", count=left), kind=Kind.QUIET)
            more.chosen.connect(self._show_more)
            column.add(more)
        return column

    def _day(self, rows: list[SessionRow]) -> QHBoxLayout:
        """Return a day as on a wall calendar, and its sessions beside it."""
        now = self.services.clock.now()
        start = rows[0].session.start.astimezone(now.tzinfo)
        month = self.words(f"schedule.month.{MONTHS[start.month - 1]}")
        date, near = say_date(start, now, self.words), say_day(start, now, self.words)
        if near != date:
            date = self.words("sessions.day_near", near=near[:1].upper() + near[1:], date=date)
        leaf = DayLeaf(start.day, month)
        cards = (self._card(row) for row in rows)
        return beside(leaf, Heading(date, level=2), *cards)

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._show()

    def _row(self, session: Session) -> SessionRow:
        change = self.services.agenda.clock_change(session)
        place = self.words("sessions.place", place=session.place) if session.place else ""
        flags = say_flags(session, self.words)
        name = self._disputed(session) or self._group(session)
        more = tuple(one for one in (place, name, change, *flags) if one)
        group = self.services.calendars.group_of(session)
        return SessionRow(session, self._line(session), more, self._way(session), group)

    def _card(self, row: SessionRow) -> Card:
        session = row.session
        card = Card()
        title = self.title_of(session)
        disc = GroupDisc(*self.services.agenda.picture_of(session), side=LIST_DISC)
        more = (Paragraph(more) for more in row.more)
        card.add(beside(disc, Heading(title, level=3), Paragraph(row.line, strong=True), *more))
        if row.way is not None:
            join = BigButton(self.words("sessions.join", title=title), icon="join")
            join.chosen.connect(self.go(row.way, session.id))
            card.add(join)
        phone = None if session.cancelled else phone_button(self.services, session)
        ways = ways_button(self.services, row.group) if session.id in self._firsts else None
        card.add(*(button for button in (phone, ways) if button is not None))
        return card

    def _way(self, session: Session) -> Place | None:
        """Return where Join leads for a session that is open now; None for any other."""
        prepared = self.services.join.prepare(session)
        way = prepared.way
        if not prepared.plan.can_join or way.verdict is None:
            return None
        refused = way.opens is None and not way.choices
        return Place.LINK_TROUBLE if refused else Place.OPENING

    def _disputed(self, session: Session) -> str:
        """Say which calendar a session is from, where another one says something else of it."""
        name = self.services.agenda.calendar_of(session)
        if not name or not self.services.agenda.is_disputed(session):
            return ""
        return self.words("opening.disputed_from", name=name)

    def _group(self, session: Session) -> str:
        """Say whose session it is, where its own name does not say so."""
        sources = self.services.calendars.sources
        source = next((one for one in sources if one.id == session.source), None)
        name = self.services.agenda.name_of(source) if source else ""
        if not name or name in session.title:
            return ""
        return self.words("sessions.group", name=name)

    def _line(self, session: Session) -> str:
        when = self.services.agenda.when(session)
        if session.cancelled:
            return self.words("sessions.cancelled", when=when)
        way = self.services.join.way_in(session)
        if way.services:
            return self.words("sessions.on", service=way.services[0], when=when)
        if way.verdict is not None:
            return self.words("sessions.refused", when=when)
        if session.phones:
            return self.words("sessions.by_phone", when=when)
        if session.place:
            return when[:1].upper() + when[1:]
        return self.words("sessions.no_link", when=when)
