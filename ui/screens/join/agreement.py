"""Screens of a group's agreement: asked before joining, read again, talked about, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.printing.agreement import agreement_sheet
from ui.screens.agreement_text import DRAFT, AgreementText, sentences_of_rules
from ui.screens.base import Screen
from ui.screens.help.safety import VoiceButton
from ui.screens.help.say_and_copy import say_and_copy
from ui.screens.paper import PaperScreen
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.groups.group import Contact, Group
    from desktop.sessions.session import Session
    from ui.services import Services
    from ui.widgets.page import Page


def group_to_ask(services: Services, session: Session) -> Group | None:
    """Return the group whose rules must be read before this session is joined, or None."""
    group = services.calendars.group_of(session)
    return group if services.calendars.agreements.must_ask(group) else None


def title_before_joining(services: Services, group: Group) -> str:
    """Return the question's heading: the rules are new to the person, or have changed."""
    is_changed = services.calendars.agreements.changes(group)
    return services.words("agreement.changed_title" if is_changed else "agreement.title")


def ask_before_joining(
    screen: Screen, page: Page, session: Session, group: Group, then: Callable[[], None]
) -> BigButton:
    """Show the rules on a page, and ask; `then` is what a yes leads to. Returns its button."""
    services, words = screen.services, screen.words
    happy = BigButton(words("agreement.happy"), kind=Kind.MAIN, icon="check")
    agreements = services.calendars.agreements
    happy.chosen.connect(lambda: screen.run(agreements.be_happy(group), done=lambda _: then()))
    talk = BigButton(words("agreement.talk"), icon="person")
    talk.chosen.connect(screen.go(Place.TALK_FIRST, session.id))
    page.add(Paragraph(words("agreement.before")), AgreementText(services, group))
    page.draw_in_rest("hands")
    screen.bar(talk, happy)
    return happy


class AgreementScreen(Screen):
    """The rules, to be read again; `detail` is the group's id."""

    title_key = "agreement.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        group = _find(services, detail)
        page = self.page()
        if group is None:
            page.add(Paragraph(self.words("agreement.none")))
            page.draw_in_rest("hands")
            return
        voice = VoiceButton(services, list(sentences_of_rules(services, group)))
        self.until_left(voice.stop)
        paper = BigButton(self.words("print_page.title"), kind=Kind.QUIET, icon="print")
        paper.chosen.connect(self.go(Place.PRINT_AGREEMENT, detail))
        voice.row.addWidget(paper)
        page.add(voice.row, AgreementText(services, group))
        page.draw_in_rest("hands")
        talk = BigButton(self.words("agreement.talk_about"), icon="person")
        talk.chosen.connect(self.go(Place.TALK_FIRST, detail))
        back = BigButton(self.words("agreement.read"), kind=Kind.MAIN, icon="check")
        back.chosen.connect(services.navigator.back)
        self.bar(talk, back)


class TalkFirstScreen(Screen):
    """Whom to talk to about the rules, with words that are ready to be sent.

    `detail` is the group's id, or the id of the session that the person is about to join.
    """

    title_key = "agreement.talk_title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        session = services.agenda.find(detail)
        group = services.calendars.group_of(session) if session else _find(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("agreement.talk_fine")))
        home = BigButton(self.words("trouble.home"), kind=Kind.MAIN, icon="home")
        home.chosen.connect(self.go(Place.HOME))
        if group is None:
            page.draw_in_rest("hands")
            self.bar(home)
            return
        who = group.contact or services.agenda.helper
        page.add(*([self._reach(who)] if who else []), self._message(group, who))
        page.draw_in_rest("hands")
        if session is None:
            self.bar(home)
            return
        join = BigButton(self.words("agreement.join_anyway"), icon="join")
        join.chosen.connect(lambda: self._join(group))
        self.bar(join, home)

    def _join(self, group: Group) -> None:
        """Go back to the meeting that was about to open; the rules are asked for another day."""
        self.services.calendars.agreements.ask_another_day(group)
        self.services.navigator.back()

    def _reach(self, who: Contact) -> Card:
        card = Card(Tone.CALM)
        card.add(Heading(self.words("agreement.talk_to", name=who.name), level=2))
        for reach in filter(None, (who.phone, who.email)):
            card.add(Paragraph(reach, strong=True), say_and_copy(self, reach, reach))
        if who.hours:
            card.add(Paragraph(who.hours))
        return card

    def _message(self, group: Group, who: Contact | None) -> Card:
        key = "agreement.message_to" if who else "agreement.message"
        name = {"name": who.name} if who else {}
        text = self.words(key, group=group.name, **name)
        card = Card()
        card.add(Heading(self.words("tell.ready"), level=2))
        card.add(Paragraph(text, strong=True), say_and_copy(self, text, text))
        return card


class PrintAgreementScreen(PaperScreen):
    """Says that the rules will be on paper; `detail` is the group's id."""

    title_key = "print_page.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        group = _find(services, detail)
        page = self.page()
        if group is None:
            page.add(Paragraph(self.words("agreement.none")))
            page.draw_in_rest("file")
            return
        page.add(Paragraph(self.words("agreement.paper", name=group.name)))
        page.add(Paragraph(self.words("print_page.private"), quiet=True), self.result)
        page.draw_in_rest("file")
        name = self.words("agreement.sheet", name=group.name)
        self.offer(lambda: agreement_sheet(group, self.words), name)


def _find(services: Services, identity: str) -> Group | None:
    if identity == DRAFT:
        return services.calendars.agreement_draft.group
    return next((one for one in services.calendars.groups if one.id == identity), None)
