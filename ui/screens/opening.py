"""From Join to the meeting: which link, "Did it open?", and other ways when it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.joining.phone import dial_in
from desktop.joining.spelling import meeting_code
from desktop.navigation import Place
from ui.screens.base import Screen
from ui.screens.help import helper_card
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from desktop.joining.links import Judgement
    from desktop.schedule.session import Session
    from resources.declared import Problem
    from ui.parts import Parts
    from ui.widgets.page import Page

OPEN_AGAIN = "again:"
"""Before the id of a session that was opened before: the person has said yes to that."""


class OpeningScreen(Screen):
    """Opens a session's meeting as soon as the person arrives; `detail` is the session's id."""

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        self._session = parts.agenda.find(detail.removeprefix(OPEN_AGAIN))
        self._page: Page | None = None
        self._title = self.words("opening.not_open")
        if self._session is None:
            self._say_not_open()
        else:
            self._begin(self._session)

    @property
    def title(self) -> str:
        """Say what is opening, or what must be answered first."""
        return self._title

    def _begin(self, session: Session) -> None:
        plan = self.parts.doorway.plan(session)
        way = self.parts.doorway.way_in(session)
        if not plan.can_join:
            self._say_not_open()
        elif plan.must_ask and not self.detail.startswith(OPEN_AGAIN):
            self._ask_again(session)
        elif way.choices:
            self._ask_which(session, way.choices)
        elif way.judgement is None or way.judgement.opens is None:
            self._say_not_open()
        elif (move := self.parts.doorway.moved(session)) is not None:
            self._ask_moved(session, way.judgement, self.words(move.key, **move.details))
        else:
            self._open(session, way.judgement)

    # Questions before anything opens

    def _ask_moved(self, session: Session, judgement: Judgement, text: str) -> None:
        page = self._fresh(self.words("opening.moved"))
        page.add(Notice(text, tone=Tone.ASK), Paragraph(self.words("opening.moved_ask")))
        text = self.words("opening.choose_service", service=self._service(judgement))
        button = BigButton(text, kind=Kind.MAIN, icon="join", hint=judgement.host or "")
        button.chosen.connect(lambda: self._open(session, judgement))
        page.add(button)
        helper = helper_card(self.parts)
        if helper is not None:
            page.add(helper)
        page.add_stretch()

    def _say_not_open(self) -> None:
        page = self._fresh(self.words("opening.not_open"))
        page.add(self._way("sessions.title", "calendar", Place.SESSIONS, kind=Kind.MAIN))
        page.add_stretch()

    def _ask_again(self, session: Session) -> None:
        page = self._fresh(self.words("opening.twice"))
        again = BigButton(self.words("opening.twice_yes"), kind=Kind.MAIN, icon="open-again")
        navigator = self.parts.navigator
        again.chosen.connect(lambda: navigator.replace(Place.OPENING, OPEN_AGAIN + session.id))
        page.add(again, self._way("opening.twice_no", "captions", Place.SESSION))
        page.add_stretch()

    def _ask_which(self, session: Session, choices: tuple[Judgement, ...]) -> None:
        page = self._fresh(self.words("opening.choose"))
        for choice in choices:
            text = self.words("opening.choose_service", service=choice.service or "")
            button = BigButton(text, icon="join", hint=choice.host or "")
            button.chosen.connect(lambda choice=choice: self._open(session, choice))
            page.add(button)
        page.add_stretch()

    # Opening, and the question afterwards

    def _open(self, session: Session, judgement: Judgement) -> None:
        page = self._fresh(self.words("opening.title", service=self._service(judgement)))
        page.add(Heading(self.words("opening.question"), level=2))
        page.add(Paragraph(self.words("opening.wait")))
        yes = self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN)
        no = BigButton(self.words("opening.no"), icon="help")
        no.chosen.connect(lambda: self._other_ways(session, judgement))
        page.add(yes, no)
        page.add_stretch()
        yes.setFocus()
        self._launch(session, judgement)

    def _launch(self, session: Session, judgement: Judgement) -> None:
        def failed(problem: Problem) -> None:
            self._other_ways(session, judgement, problem)

        self.parts.captioning.start_if_possible()  # so that the first words are not missed
        self.run(self.parts.doorway.open(session, judgement), failed=failed)

    def _service(self, judgement: Judgement) -> str:
        if self._session is not None and self.parts.agenda.is_practice(self._session):
            return self.words("practice.service")
        return judgement.service or ""

    # When it did not open

    def _other_ways(
        self, session: Session, judgement: Judgement, problem: Problem | None = None
    ) -> None:
        page = self._fresh(self.words("opening.try_heading"))
        if problem is not None:
            page.add(Notice(self.words.explain(problem), tone=Tone.ASK))
        again = BigButton(self.words("opening.again"), icon="open-again")
        again.chosen.connect(lambda: self._open(session, judgement))
        copy = BigButton(self.words("opening.copy"), icon="copy")
        copy.chosen.connect(lambda: self._copy(judgement, copy))
        page.add(again, copy)
        self._add_code(page, session, judgement)
        page.add(phone_card(self.parts, session, lead=self.words("opening.phone_heading")))
        helper = helper_card(self.parts)
        page.add(helper or Paragraph(self.words("opening.call_nobody")))
        page.add(self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN))
        page.add_stretch()
        again.setFocus()

    def _copy(self, judgement: Judgement, button: BigButton) -> None:
        QGuiApplication.clipboard().setText(judgement.opens or "")
        button.hint = self.words("opening.copied")
        self.parts.say(button.hint)

    def _add_code(self, page: Page, session: Session, judgement: Judgement) -> None:
        code = meeting_code(judgement, session.note)
        if code is not None:
            page.add(Paragraph(self.words("opening.spoken", number=code.number), strong=True))
        if code is not None and code.passcode:
            page.add(Paragraph(self.words("opening.passcode", code=code.passcode), strong=True))

    def _fresh(self, title: str) -> Page:
        """Begin this screen anew with another title."""
        if self._page is not None:
            self.body.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._title = title
        self._page = self.page()
        self.retitled.emit()
        return self._page

    def _way(self, key: str, icon: str, place: Place, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        button = BigButton(self.words(key), kind=kind, icon=icon)
        button.chosen.connect(lambda: self.parts.navigator.replace(place))
        return button


def phone_card(parts: Parts, session: Session, *, lead: str = "") -> Card:
    """Return how to join a session by phone, large, below `lead`; or that there is no number."""
    card = Card(Tone.CALM)
    numbers = [dial_in(phone.number, phone.pin) for phone in session.phones]
    shown = next((number for number in numbers if number is not None), None)
    if shown is None:
        card.add(Paragraph(parts.words("opening.no_phone")))
        return card
    if lead:
        card.add(Paragraph(lead))
    card.add(Heading(shown.number))
    if shown.code:
        card.add(Paragraph(parts.words("opening.phone_code", code=shown.code), strong=True))
    if shown.costs_extra:
        card.add(Paragraph(parts.words("opening.phone_costs")))
    return card


class LinkTroubleScreen(Screen):
    """Why a link was not opened, where it goes, and who can help; `detail` is the session's id.

    Also how to join by phone where a session has no link at all.
    """

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        session = parts.agenda.find(detail)
        judgement = parts.doorway.way_in(session).judgement if session else None
        self._is_trouble = judgement is not None or session is None
        page = self.page()
        if judgement is not None:
            page.add(Paragraph(self.words("trouble.safe"), strong=True), self._card(judgement))
        if session is not None and session.phones:
            lead = self.words("opening.phone_heading") if self._is_trouble else ""
            page.add(phone_card(parts, session, lead=lead))
        page.add(helper_card(parts) or Paragraph(self.words(self._who)))
        back = BigButton(self.words("trouble.home"), kind=Kind.MAIN, icon="home")
        back.chosen.connect(self.go(Place.HOME))
        page.add(back)
        page.add_stretch()

    @property
    def title(self) -> str:
        """Say that a link was not opened, or that there is only the phone."""
        return self.words("trouble.title" if self._is_trouble else "home.by_phone")

    @property
    def _who(self) -> str:
        return "trouble.who" if self._is_trouble else "opening.call_nobody"

    def _card(self, judgement: Judgement) -> Card:
        card = Card(Tone.ASK)
        card.add(Paragraph(self.words(judgement.reason, **judgement.details)))
        if judgement.host:
            card.add(Paragraph(self.words("trouble.where")), Heading(judgement.host, level=2))
        if judgement.verdict == "ask":
            card.add(Paragraph(self.words("trouble.add")))
        return card
