"""Screen Home: the next session and one main button; on a first start, a welcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.sessions.times_in_words import say_opening, say_session, say_started, say_time
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setup.locked import Locked, LockedOut
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel, QWidget

    from desktop.sessions.session import Session
    from desktop.sessions.upcoming import Upcoming
    from ui.services import Services


class HomeTile(NamedTuple):
    """One of the choices around the main button: its words, its pictures, where it leads.

    The drawing `picture` stands there, or the `icon` where words are large.
    """

    key: str
    hint_key: str
    icon: str
    picture: str
    place: Place


AROUND = (
    HomeTile("home.sessions", "home.sessions_hint", "calendar", "calendar", Place.SESSIONS),
    HomeTile("home.captions", "home.captions_hint", "captions", "captions", Place.CAPTIONS),
    HomeTile("home.safety", "home.safety_hint", "shield", "shield", Place.SAFETY),
    HomeTile("home.help", "home.help_hint", "help", "help", Place.HELP),
)
FIRST = (
    HomeTile("home.link", "home.link_hint", "copy", "letter", Place.ADD_LINK),
    HomeTile("home.helped", "home.helped_hint", "person", "friends", Place.SIDE_BY_SIDE),
    HomeTile("home.try", "home.try_hint", "play", "practice", Place.PRACTICE),
)
"""What is to choose from on a first start."""

MOST_CHANGES = 5
"""More than that is a new calendar, and My sessions shows it whole."""


class HomeScreen(Screen):
    """What happens next. It follows the calendars and the clock."""

    title_key = "home.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._shown: object = None
        self._when: Paragraph | None = None
        self._age: Paragraph | None = None
        self._first: BigButton | None = None
        self._top = Replaceable()
        page = self.page(heading=False)
        page.add(self._top)
        page.draw_in_rest("sun")
        self._show()
        self.until_left(services.agenda.watch(self._show))

    @property
    def first(self) -> QWidget | None:
        """Begin at the main button, if there is one."""
        return self._first

    def _show(self) -> None:
        """Show the present state. Where only a time passed, only its words change:
        what has the focus stays, and a screen reader is not made to begin again."""
        state = self._state()
        if state != self._shown:
            self._shown = state
            self._when = self._age = self._first = None
            self._top.show_instead(self._make())
            self.keep_below(self._first)
        outlook = self._outlook
        if self._when is not None and outlook.next is not None:
            _say(self._when, self._when_in_words(outlook.next))
        if self._age is not None:
            _say(self._age, self.services.agenda.age)

    def _state(self) -> object:
        """Return all that decides what stands here, but not the words of times."""
        agenda, outlook = self.services.agenda, self._outlook
        way = self.services.join.way_in(outlook.next) if outlook.next else None
        has_started = outlook.started is not None
        outlook = replace(outlook, started=None)
        said = (
            agenda.notices,
            agenda.changes_in_words,
            agenda.locked_out,
            self.services.calendars.trouble,
        )
        there = self.services.current_session, self._is_over
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
        if agenda.is_loading:
            return Column([Heading(self.words("home.looking")), self._around()])
        trouble = self.services.calendars.trouble
        locked = Locked(self.services, trouble) if trouble is not None else None
        if not agenda.has_calendars:
            if locked is None:
                return Column([*self._way_back(), self._welcome()])
            return Column([Heading(self.words("calendar.locked")), locked, self._around()])
        outlook = self._outlook
        column = Column([locked] if locked else [])
        column.add(*(Notice(text, tone=Tone.ASK) for text in agenda.notices))
        column.add(*(LockedOut(self.services, source) for source in agenda.locked_out))
        changes = agenda.changes_in_words
        if outlook.cancelled is not None and not changes:
            column.add(self._cancelled(outlook.cancelled))
        column.add(*self._cards(outlook))
        if changes:
            column.add(self._changes(changes))
        is_full = self.services.current_session is not None and outlook.is_open
        column.add(self._around(AROUND[:-1] if is_full else AROUND))  # Help is above, too
        return column

    def _cards(self, outlook: Upcoming) -> list[QWidget]:
        """Return the session the person is in, and what comes next: what matters more first."""
        goes_first = outlook.next is not None and self._is_over
        back = self._way_back() if not goes_first else []
        if outlook.next is not None:
            return [*back, self._next(outlook), *(self._way_back() if goes_first else [])]
        return back or [self._nothing()]

    def _changes(self, changes: Sequence[str]) -> Notice:
        """Return what moved, was called off or is new, until the person has read it."""
        notice = Notice(self.words("home.changes"), tone=Tone.ASK)
        notice.add(*(ListItem(change) for change in changes[:MOST_CHANGES]))
        read = BigButton(self.words("notice.read"), kind=Kind.QUIET, icon="check")
        read.chosen.connect(lambda: self.run(self.services.agenda.seen()))
        notice.add(read)
        return notice

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
        card.add(beside(disc, said, Heading(title)))
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
        started = outlook.started is not None
        said = Paragraph(self.words("home.now" if started else "home.next"), quiet=True)
        self._when = Paragraph(self._when_in_words(session), strong=True)
        disc = GroupDisc(*self.services.agenda.picture_of(session), side=88)
        card.add(beside(disc, said, Heading(self.title_of(session)), self._when))
        place = self.words("sessions.place", place=session.place) if session.place else ""
        for more in (place, self.services.agenda.clock_change(session)):
            if more:
                card.add(Paragraph(more))
        card.add(*self._action(session, outlook), self._make_age())
        return card

    def _several(self, choices: Sequence[Session]) -> list[QWidget]:
        """Return what to choose from when the doors of several sessions are open."""
        return [
            Heading(self.words("home.two_at_once", count=len(choices))),
            Column([ListItem(self.title_of(session)) for session in choices], gaps=1),
            self._main("home.choose", "calendar", Place.SESSIONS),
            self._make_age(),
        ]

    def _make_age(self) -> Paragraph:
        self._age = Paragraph(self.services.agenda.age, quiet=True)
        return self._age

    def _when_in_words(self, session: Session) -> str:
        now = self.services.clock.now()
        service = next(iter(self.services.join.way_in(session).services), "")
        key = "home.when_on" if service else "home.when"
        started = session.start <= now and not session.all_day
        say = self.services.agenda.when(session)
        if started:
            say = say_time(session.start, now, self.words)
        line = self.words(key, when=say[:1].upper() + say[1:], service=service)
        return f"{line}. {say_started(session, now, self.words)}" if started else line

    def _action(self, session: Session, outlook: Upcoming) -> list[QWidget]:
        if not outlook.is_open:
            is_elsewhere = self.services.current_session is not None
            return [] if is_elsewhere else self._early(session, outlook)
        way = self.services.join.way_in(session)
        if way.choices or way.opens is not None:
            service = ", ".join(way.services)
            hint = self.words("home.join_hint", service=service)
            return [self._main("home.join", "join", Place.OPENING, session.id, hint=hint)]
        if way.link is not None:
            about = self._main("home.about_link", "warning", Place.LINK_TROUBLE, session.id)
            return [Paragraph(self.words("home.refused")), about]
        if session.phones:
            return [self._main("home.by_phone", "phone", Place.BY_PHONE, session.id)]
        return [Paragraph(self.words("home.no_link"))]

    def _early(self, session: Session, outlook: Upcoming) -> list[QWidget]:
        check = self._main("home.check_sound", "sound", Place.SOUND_CHECK)
        if outlook.opens_at is None:
            return [check]
        time = say_opening(outlook.opens_at, self.services.clock.now(), self.words)
        return [Paragraph(self.words("home.opens_at", time=time)), check]

    def _main(
        self, key: str, icon: str, place: Place, detail: str = "", *, hint: str = ""
    ) -> BigButton:
        return self._way(self.words(key), icon, place, detail, hint=hint)

    def _way(
        self, text: str, icon: str, place: Place, detail: str = "", *, hint: str = ""
    ) -> BigButton:
        """Return a button that leads somewhere: the main one, where there is none yet."""
        is_main = self._first is None
        kind = Kind.MAIN if is_main else Kind.ORDINARY
        button = BigButton(text, kind=kind, icon=icon, hint=hint)
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
        card.add(Heading(self.words("home.nothing")), Paragraph(self.words("home.nothing_next")))
        card.add(self._main("home.again_practise", "play", Place.PRACTICE))
        card.add(self._make_age())
        return card

    def _around(self, choices: Sequence[HomeTile] = AROUND) -> Rows:
        rows = Rows(columns=len(choices), least=9, even=True)
        for choice in choices:
            rows.addWidget(self._choice(choice))
        return rows

    def _choice(self, choice: HomeTile) -> BigButton:
        hint = self.words(choice.hint_key)
        button = BigButton(
            self.words(choice.key), icon=choice.icon, picture=choice.picture, hint=hint, tall=True
        )
        button.chosen.connect(self.go(choice.place))
        return button

    # A first start

    def _welcome(self) -> Column:
        rows = Rows(columns=len(FIRST), even=True)
        for choice in FIRST:
            rows.addWidget(self._choice(choice))
        return Column([Heading(self.words("home.welcome")), rows], gaps=3)


def _say(label: QLabel, text: str) -> None:
    """Change the words of a label, if they are others."""
    if label.text() != text:
        label.setText(text)
