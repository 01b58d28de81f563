"""The By phone screen: the number, large and read aloud, and a call only after a yes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.help import helper_card
from ui.screens.help.safety import VoiceButton
from ui.screens.join.agreement import ask_before_joining, group_to_ask, title_before_joining
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from desktop.links.phone import PhoneJoin
    from desktop.sessions.session import Session
    from resources.declared import Problem
    from ui.services import Services
    from ui.widgets.page import Page


class PhoneScreen(Screen):
    """How to join a session by phone; `detail` is the session's id."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._title = ""
        self._others: tuple[PhoneJoin, ...] = ()
        self._voice: VoiceButton | None = None
        session = services.agenda.find(detail)
        numbers = services.join.numbers(session) if session else ()
        if session is not None and numbers:
            self._others = numbers[1:]
            self._begin(session, numbers[0])
        else:
            self._fresh(self.words("opening.no_phone")).draw_in_rest("phone")
            self._add_home()
        self.until_left(self._quiet)

    @property
    def title(self) -> str:
        """Say what this is about, or what is asked."""
        return self._title

    def _begin(self, session: Session, number: PhoneJoin) -> None:
        """Show the number; the rules of its group come first, where they are still to be read."""
        group = group_to_ask(self.services, session)
        if group is None:
            self._show_number(session, number)
            return
        page = self._fresh(title_before_joining(self.services, group))
        then = partial(self._show_number, session, number)
        self.begin_at(ask_before_joining(self, page, session, group, then))

    def _show_number(self, session: Session, number: PhoneJoin, trouble: str = "") -> None:
        page = self._fresh(self.words("home.by_phone"))
        if trouble:
            page.add(Notice(trouble, tone=Tone.ASK))
        page.add(Paragraph(self.words("phone.how")), self._card(number))
        self._voice = VoiceButton(self.services, self._aloud(number))
        page.add(self._voice.row)
        call = None
        if number.link is not None:
            call = BigButton(self.words("phone.call"), icon="phone")
            call.chosen.connect(lambda: self._ask(session, number))
            page.add(call)
        if self._others:
            page.add(Heading(self.words("phone.others"), level=2))
            page.add(*(self._card(other) for other in self._others))
        helper = helper_card(self.services)
        if helper is not None:
            page.add(helper)
        page.draw_in_rest("phone")
        home = self._add_home()
        if trouble:
            self.begin_at(call or home, told=trouble)

    def _card(self, number: PhoneJoin) -> Card:
        card = Card(Tone.CALM)
        card.add(Heading(number.number, level=2, size=1))
        if number.code:
            text = self.words("opening.phone_code", code=number.code)
            card.add(Paragraph(text, strong=True))
        if number.costs_extra:
            card.add(Paragraph(self.words("opening.phone_costs")))
        return card

    def _aloud(self, number: PhoneJoin) -> list[str]:
        """Return what is read aloud: the number digit by digit, then the code."""
        said = [self.words("phone.say_number", number=number.spoken_number(self.words))]
        if number.code:
            code = number.spoken_code(self.words)
            said.append(self.words("opening.phone_code", code=code))
        return said

    # Calling with this computer

    def _ask(self, session: Session, number: PhoneJoin) -> None:
        page = self._fresh(self.words("phone.ask"))
        page.add(self._card(number), Paragraph(self.words("phone.ask_more")))
        page.draw_in_rest("phone")
        yes = BigButton(self.words("phone.yes"), kind=Kind.MAIN, icon="phone")
        yes.chosen.connect(lambda: self._call(session, number))
        no = BigButton(self.words("phone.no"), icon="back")
        no.chosen.connect(lambda: self._show_number(session, number))
        self.bar(yes, no)
        self.begin_at(no)

    def _call(self, session: Session, number: PhoneJoin) -> None:
        failed = self.words("phone.failed")
        page = self._fresh(self.words("phone.calling"))
        page.add(Heading(self.words("phone.started"), level=2), self._card(number))
        page.draw_in_rest("phone")
        yes = BigButton(self.words("phone.in_call"), kind=Kind.MAIN, icon="check")
        yes.chosen.connect(lambda: self.services.navigator.replace(Place.SESSION))
        no = BigButton(self.words("opening.no"), icon="help")
        no.chosen.connect(lambda: self._show_number(session, number, failed))
        self.bar(yes, no)
        self.begin_at(yes)

        def gave_up(_: Problem) -> None:
            self._show_number(session, number, failed)

        self.run(self.services.join.call(session, number), failed=gave_up)

    def _add_home(self) -> BigButton:
        home = BigButton(self.words("trouble.home"), kind=Kind.MAIN, icon="home")
        home.chosen.connect(self.go(Place.HOME))
        self.bar(home)
        return home

    def _quiet(self) -> None:
        if self._voice is not None:
            self._voice.stop()
            self._voice = None

    def _fresh(self, title: str) -> Page:
        """Begin this screen anew with another title."""
        self._quiet()
        self.clear()
        self._title = title
        page = self.page()
        self.retitled.emit()
        return page


def phone_button(services: Services, session: Session) -> BigButton | None:
    """Return the button to joining a session by phone; None where it has no number."""
    numbers = services.join.numbers(session)
    if not numbers:
        return None
    button = BigButton(services.words("home.by_phone"), icon="phone", hint=numbers[0].number)
    button.chosen.connect(lambda: services.navigator.go(Place.BY_PHONE, session.id))
    return button
