"""Screen Home: the clock, the next session and one main button; on a first start, a welcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.sessions.times_in_words import (
    say_clock,
    say_date,
    say_happening,
    say_opening,
    say_session,
)
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setup.locked import Locked, LockedOut
from ui.screens.tile import Tile, tile_button
from ui.screens.ways_button import ways_button
from ui.service_words import span_in_words
from ui.widgets.arrival import labels_of
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, ItemList, Replaceable
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, LargeLine, ListItem, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from desktop.sessions.session import Session
    from desktop.sessions.upcoming import Upcoming
    from ui.services import Services


AROUND = (
    Tile("home.sessions", "calendar", "calendar", Place.SESSIONS),
    Tile("home.captions", "captions", "captions", Place.CAPTIONS),
    Tile("home.safety", "shield", "shield", Place.SAFETY),
    Tile("home.help", "help", "help", Place.HELP),
)
FIRST = (
    Tile("home.link", "copy", "letter", Place.ADD_LINK, hint_key="home.link_hint"),
    Tile("home.helped", "person", "friends", Place.SIDE_BY_SIDE, hint_key="home.helped_hint"),
    Tile("home.try", "play", "practice", Place.PRACTICE, hint_key="home.try_hint"),
)
"""What is to choose from on a first start."""


class HomeScreen(Screen):
    """What happens next. It follows the calendars and the clock."""

    title_key = "home.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._shown: object = None
        self._when: Paragraph | None = None
        self._span: Paragraph | None = None
        self._last: Paragraph | None = None
        self._assured = ""
        self._is_looking = False
        self._first: BigButton | None = None
        self._has_heading = False
        self._clock = LargeLine("")
        self._top = Replaceable()
        page = self.page(heading=False)
        page.add(self._clock, self._top)
        page.draw_in_rest("sun")
        self._show()
        self.until_left(services.agenda.watch(self._show))

    @property
    def first(self) -> QWidget | None:
        """Begin at the main button, if there is one."""
        return self._first

    @property
    def _focus(self) -> QWidget | None:
        return self.window().focusWidget()

    @property
    def _waits(self) -> bool:
        """Say whether the focus is still where it was put before the calendars were read."""
        focus = self._focus
        stays = focus is not None and self.isAncestorOf(focus) and bool(labels_of(focus))
        return self._is_looking and stays

    def _show(self) -> None:
        """Show the present state. Where only a time passed, only its words change:
        what has the focus stays, and a screen reader is not made to begin again."""
        state = self._state()
        if state != self._shown:
            waited = self._waits
            self._shown = state
            self._when = self._span = self._last = self._first = None
            self._assured, self._has_heading = "", False
            self._top.show_instead(self._make())
            self.keep_below(self._first)
            if waited and self._first is not None and self._first is not self._focus:
                self.begin_at(self._first)
            self._is_looking = self.services.agenda.is_loading
        self._tell_times()

    def _tell_times(self) -> None:
        """Say what time it is, and when the next session is from there."""
        now = self.services.clock.now()
        day, time = say_date(now, now, self.words), say_clock(now, self.words)
        self._clock.setText(self.words("home.clock", day=day, time=time))
        session = self._outlook.next
        if session is not None and self._when is not None and self._span is not None:
            self._when.setText(say_happening(session, now, self.words))
            self._span.setText(span_in_words(self.services, session))
        if self._last is not None:
            self._last.setText(self._last_in_words())

    def _state(self) -> object:
        """Return all that decides what stands here, but not the words of times."""
        agenda, outlook = self.services.agenda, self._outlook
        way: object = None
        if outlook.next is not None:  # else nothing asks for `join` before the first paint
            join = self.services.join
            way = join.way_in(outlook.next), join.has_been_to(outlook.next)
        has_started = outlook.started is not None
        outlook = replace(outlook, started=None)
        said = (
            agenda.notices,
            agenda.changes_in_words,
            agenda.locked_out,
            self.services.calendars.trouble,
        )
        group = self.services.calendars.group_of(outlook.next)
        there = self.services.current_session, self._is_over, group
        return agenda.is_loading, agenda.has_calendars, outlook, way, has_started, said, there

    @property
    def _outlook(self) -> Upcoming:
        """Return what comes next, beside the session that the person is in."""
        return self.services.agenda.outlook_beside(self.services.current_session)

    @property
    def _is_over(self) -> bool:
        """Say whether the session that the person is in has ended by its time."""
        session = self.services.current_session
        if session is None or self.services.join.is_practising:
            return False
        return session.end_utc <= self.services.clock.now()

    def _make(self) -> QWidget:
        agenda = self.services.agenda
        self._clock.setVisible(agenda.is_loading or agenda.has_calendars)
        if agenda.is_loading:
            return Column([self._heading(self.words("home.looking")), self._around()])
        trouble = self.services.calendars.trouble
        locked = Locked(self.services, trouble) if trouble is not None else None
        if not agenda.has_calendars:
            if locked is None:
                return Column([*self._way_back(), self._welcome()])
            return Column([self._heading(self.words("calendar.locked")), locked, self._around()])
        outlook = self._outlook
        column = Column([locked] if locked else [])
        column.add(*(Notice(text, tone=Tone.ASK) for text in agenda.notices))
        column.add(*(LockedOut(self.services, source) for source in agenda.locked_out))
        changes = agenda.changes_in_words
        if outlook.cancelled is not None and not changes:
            column.add(self._cancelled(outlook.cancelled))
        column.add(*self._cards(outlook))
        if changes:
            column.add(self._changes(len(changes)))
        is_full = self.services.current_session is not None and outlook.is_open
        column.add(self._around(AROUND[:-1] if is_full else AROUND))  # Help is above, too
        return column

    def _heading(self, text: str) -> Heading:
        """Return a heading: that of the screen, where there is none yet; all look alike."""
        level, self._has_heading = 2 if self._has_heading else 1, True
        return Heading(text, level, size=1)

    def _cards(self, outlook: Upcoming) -> list[QWidget]:
        """Return the session the person is in, and what comes next: what matters more first."""
        goes_first = outlook.next is not None and self._is_over
        back = self._way_back() if not goes_first else []
        if outlook.next is not None:
            return [*back, self._next(outlook), *(self._way_back() if goes_first else [])]
        return back or [self._nothing()]

    def _changes(self, count: int) -> Card:
        """Return one line that says that something has changed, and the way to what it is."""
        card = Card(Tone.ASK)
        read = BigButton(self.words("home.read"), kind=Kind.QUIET, icon="calendar")
        read.chosen.connect(self.go(Place.CHANGES))
        row = QHBoxLayout()
        said = Paragraph(self.words("home.changed", count=count), strong=True)
        row.addWidget(said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(read)
        card.add(row)
        return card

    # The session that the person is in

    def _way_back(self) -> list[QWidget]:
        """Return the way back into the session the person is in, or nothing."""
        session = self.services.current_session
        if session is None:
            return []
        card = Card()
        said = Paragraph(self.words("home.in_session"), quiet=True)
        disc = GroupDisc(*self.services.agenda.picture_of(session), side=88)
        title = self.title_of(session)
        card.add(beside(disc, said, self._heading(title)))
        text = self.words("home.back", title=title)
        if self.services.join.is_practising:
            text = self.words("home.back_practice")
        card.add(self._way(text, "back", Place.SESSION))
        return [card]

    # The next session

    def _next(self, outlook: Upcoming) -> Card:
        session = outlook.next
        assert session is not None
        card = Card()
        if len(outlook.choices) > 1:
            card.add(*self._several(outlook.choices))
            return card
        self._when = Paragraph(say_happening(session, self.services.clock.now(), self.words))
        self._span = Paragraph(span_in_words(self.services, session), strong=True)
        disc = GroupDisc(*self.services.agenda.picture_of(session), side=104)
        card.add(beside(disc, self._when, self._heading(self.title_of(session)), self._span))
        place = self.words("sessions.place", place=session.place) if session.place else ""
        for more in (place, self.services.agenda.clock_change(session)):
            if more:
                card.add(Paragraph(more))
        said, main = self._action(session, outlook)
        ways = ways_button(self.services, self.services.calendars.group_of(session))
        quiet = Rows()
        for button in (*self._before(session), *([ways] if ways else [])):
            quiet.addWidget(button)
        card.add(*said, self._make_last(), *([quiet] if quiet.count() else []), *main)
        return card

    def _before(self, session: Session) -> list[BigButton]:
        """Return the way to what will happen, for who was never there."""
        join, way = self.services.join, self.services.join.way_in(session)
        if join.has_been_to(session) or (way.opens is None and not way.choices):
            return []
        before = BigButton(self.words("before.button"), kind=Kind.QUIET, icon="help")
        before.chosen.connect(self.go(Place.BEFORE, session.id))
        return [before]

    def _several(self, choices: Sequence[Session]) -> list[QWidget]:
        """Return what to choose from when the doors of several sessions are open."""
        return [
            self._heading(self.words("home.two_at_once", count=len(choices))),
            ItemList(ListItem(self.title_of(session)) for session in choices),
            self._make_last(),
            self._main("home.choose", "calendar", Place.SESSIONS),
        ]

    def _make_last(self) -> Paragraph:
        """Return the last line of a card: what somebody may wonder, and how fresh it all is."""
        self._last = Paragraph(self._last_in_words(), quiet=True)
        return self._last

    def _last_in_words(self) -> str:
        return " ".join(filter(None, (self._assured, self.services.agenda.age)))

    def _action(
        self, session: Session, outlook: Upcoming
    ) -> tuple[list[Paragraph], list[BigButton]]:
        """Return what is said of the way in, and the button for it."""
        if not outlook.is_open:
            is_elsewhere = self.services.current_session is not None
            return [], [] if is_elsewhere else [self._early(outlook)]
        way = self.services.join.way_in(session)
        if way.choices or way.opens is not None:
            self._assured = self.words("home.camera")
            return [], [self._main("home.join", "join", Place.OPENING, session.id)]
        if way.link is not None:
            about = self._main("home.about_link", "warning", Place.LINK_TROUBLE, session.id)
            return [Paragraph(self.words("home.refused"))], [about]
        if session.phones:
            return [], [self._main("home.by_phone", "phone", Place.BY_PHONE, session.id)]
        return [Paragraph(self.words("home.no_link"))], []

    def _early(self, outlook: Upcoming) -> BigButton:
        """Return the button for somebody who is early; when the door opens is said above it."""
        if outlook.opens_at is not None:
            time = say_opening(outlook.opens_at, self.services.clock.now(), self.words)
            self._assured = self.words("home.opens_at", time=time)
        return self._main("home.check_sound", "sound", Place.SOUND_CHECK)

    def _main(self, key: str, icon: str, place: Place, detail: str = "") -> BigButton:
        return self._way(self.words(key), icon, place, detail)

    def _way(self, text: str, icon: str, place: Place, detail: str = "") -> BigButton:
        """Return a button that leads somewhere: the main one, where there is none yet."""
        is_main = self._first is None
        kind = Kind.MAIN if is_main else Kind.ORDINARY
        button = BigButton(text, kind=kind, icon=icon)
        button.chosen.connect(self.go(place, detail))
        if is_main:
            self._first = button
        return button

    def _cancelled(self, session: Session) -> Notice:
        when = say_session(session, self.services.clock.now(), self.words)
        text = self.words("home.cancelled", title=self.title_of(session), when=when)
        return Notice(text, tone=Tone.ASK)

    def _nothing(self) -> Card:
        card = Card()
        card.add(
            self._heading(self.words("home.nothing")), Paragraph(self.words("home.nothing_next"))
        )
        card.add(self._make_last())
        card.add(self._main("home.again_practise", "play", Place.PRACTICE))
        return card

    def _around(self, choices: Sequence[Tile] = AROUND) -> Rows:
        rows = Rows(columns=len(choices), least=9, even=True)
        for choice in choices:
            rows.addWidget(tile_button(self, choice, tall=True))
        return rows

    # A first start

    def _welcome(self) -> Column:
        rows = Rows(columns=len(FIRST), even=True)
        for choice in FIRST:
            rows.addWidget(tile_button(self, choice, tall=True))
        return Column([self._heading(self.words("home.welcome")), rows], gaps=3)
