"""From Join to the meeting: which link, and "Did it open?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.calendars.recheck import Rechecked, is_due, recheck
from desktop.joining.moved_room import ASK_WHEN_MOVED
from desktop.sessions.changes import say_change
from desktop.sessions.times_in_words import say_opening
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.help import helper_card
from ui.screens.join.other_ways import OtherWays
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    import asyncio

    from desktop.browsers.browser import Browser
    from desktop.links.policy import LinkVerdict
    from desktop.sessions.session import Session
    from resources.declared import Problem
    from ui.services import Services
    from ui.widgets.page import Page

OPEN_AGAIN = "again:"
"""Before the id of a session that was opened before: the person has said yes to that."""


class OpeningScreen(Screen):
    """Opens a session's meeting as soon as the person arrives; `detail` is the session's id."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._session = services.agenda.find(detail.removeprefix(OPEN_AGAIN))
        self._title = ""
        if self._session is None:
            self._say_not_open(self.words("opening.gone"))
        else:
            self._look_first(self._session)

    @property
    def title(self) -> str:
        """Say what is opening, or what must be answered first."""
        return self._title

    def _look_first(self, session: Session) -> None:
        """Look at the calendar once more, for a moment, before anything is opened."""
        calendars, now = self.services.calendars, self.services.clock.now()
        can_join = self.services.join.plan(session).can_join
        if not can_join or not is_due(session, calendars, now):
            self._begin(session)
            return
        page = self._fresh(self.words("opening.looking"))
        page.add(Paragraph(self.words("opening.looking_why")))
        page.add_stretch()
        looking = self.run(recheck(session, calendars, now), done=self._looked)
        self.until_left(lambda: _stop(looking))

    def _looked(self, look: Rechecked) -> None:
        self._session = look.session
        if look.change is None:
            self._begin(look.session)
            return
        page = self._fresh(self.words("opening.changed"))
        text = say_change(look.change, self.services.clock.now(), self.words)
        page.add(Notice(text, tone=Tone.ASK))
        page.add_stretch()
        if self.services.join.plan(look.session).can_join:
            join = BigButton(self.words("home.join"), kind=Kind.MAIN, icon="join")
            join.chosen.connect(lambda: self._begin(look.session))
            self.bar(join)
            join.setFocus()
        else:
            self.bar(self._way("sessions.title", "calendar", Place.SESSIONS, kind=Kind.MAIN))
        self.services.say(text)

    def _begin(self, session: Session) -> None:
        plan = self.services.join.plan(session)
        way = self.services.join.way_in(session)
        if not plan.can_join:
            self._say_not_open(self._why_not(session))
        elif plan.must_ask and not self.detail.startswith(OPEN_AGAIN):
            self._ask_again(session)
        elif way.choices:
            self._ask_which(session, way.choices)
        elif way.judgement is None or way.judgement.opens is None:
            self._say_not_open(self.words("home.refused"), about=session)
        elif (move := self.services.join.moved(session)) is not None:
            self._ask_moved(session, way.judgement, self.words(move.key, **move.details))
        else:
            self._open(session, way.judgement)

    # Questions before anything opens

    def _why_not(self, session: Session) -> str:
        plan = self.services.join.plan(session)
        if plan.state == "early":
            time = say_opening(plan.opens_at, self.services.clock.now(), self.words)
            return self.words("home.opens_at", time=time)
        if plan.state == "cancelled":
            return self.words("opening.cancelled")
        return self.words("opening.over" if plan.state == "over" else "home.no_link")

    def _say_not_open(self, why: str, *, about: Session | None = None) -> None:
        """Say why nothing opens; `about` is the session whose link is to blame."""
        page = self._fresh(self.words("trouble.title" if about else "opening.not_open"))
        page.add(Paragraph(why, strong=True))
        page.add_stretch()
        if about is None:
            self.bar(self._way("sessions.title", "calendar", Place.SESSIONS, kind=Kind.MAIN))
            return
        link = BigButton(self.words("home.about_link"), kind=Kind.MAIN, icon="warning")
        link.chosen.connect(lambda: self.services.navigator.replace(Place.LINK_TROUBLE, about.id))
        self.bar(link)

    def _ask_moved(self, session: Session, judgement: LinkVerdict, text: str) -> None:
        """Say where the session has moved to; a helper may wish to be asked first."""
        page = self._fresh(self.words("opening.moved"))
        page.add(Notice(text, tone=Tone.ASK))
        asks_helper = self.services.settings[ASK_WHEN_MOVED]
        page.add(
            Paragraph(self.words("opening.moved_helper" if asks_helper else "opening.moved_ask"))
        )
        page.add(helper_card(self.services) or Paragraph(self.words("opening.call_nobody")))
        page.add_stretch()
        key = "opening.moved_asked" if asks_helper else "opening.choose_service"
        text = self.words(key, service=self._service(judgement))
        there = BigButton(text, kind=Kind.ORDINARY if asks_helper else Kind.MAIN, icon="join")
        there.chosen.connect(lambda: self._open(session, judgement))
        if asks_helper:
            self.bar(self._way("opening.moved_wait", "home", Place.HOME, kind=Kind.MAIN), there)
        else:
            there.hint = judgement.host or ""
            self.bar(there)

    def _ask_again(self, session: Session) -> None:
        page = self._fresh(self.words("opening.twice"))
        again = BigButton(self.words("opening.twice_yes"), kind=Kind.MAIN, icon="open-again")
        navigator = self.services.navigator
        again.chosen.connect(lambda: navigator.replace(Place.OPENING, OPEN_AGAIN + session.id))
        page.add(again, self._way("opening.twice_no", "captions", Place.SESSION))
        page.add_stretch()

    def _ask_which(self, session: Session, choices: tuple[LinkVerdict, ...]) -> None:
        page = self._fresh(self.words("opening.choose"))
        for choice in choices:
            text = self.words("opening.choose_service", service=choice.service or "")
            button = BigButton(text, icon="join", hint=choice.host or "")
            button.chosen.connect(lambda choice=choice: self._open(session, choice))
            page.add(button)
        page.add_stretch()

    # Opening, and the question afterwards

    def _open(
        self, session: Session, judgement: LinkVerdict, browser: Browser | None = None
    ) -> None:
        page = self._fresh(self.words("opening.title", service=self._service(judgement)))
        page.add(Heading(self.words("opening.question"), level=2))
        page.add(Paragraph(self.words("opening.wait")))
        screen = self.services.join.what_to_see(judgement)
        if screen:
            seen = Card(Tone.CALM)
            seen.add(Paragraph(self.words(screen, service=self._service(judgement))))
            page.add(seen)
        page.add_stretch()
        yes = self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN)
        no = BigButton(self.words("opening.no"), icon="help")
        no.chosen.connect(lambda: self._other_ways(session, judgement))
        self.bar(yes, no)
        yes.setFocus()
        self._launch(session, judgement, browser)

    def _launch(self, session: Session, judgement: LinkVerdict, browser: Browser | None) -> None:
        def failed(problem: Problem) -> None:
            self._other_ways(session, judgement, problem)

        self.services.captioning.start_if_possible()  # so that the first words are not missed
        self.run(self.services.join.open(session, judgement, browser), failed=failed)

    def _service(self, judgement: LinkVerdict) -> str:
        if self._session is not None and self.services.agenda.is_practice(self._session):
            return self.words("practice.service")
        return judgement.service or ""

    # When it did not open

    def _other_ways(
        self, session: Session, judgement: LinkVerdict, problem: Problem | None = None
    ) -> None:
        page = self._fresh(self.words("opening.try_heading"))
        ways = OtherWays(self.services, session, judgement, problem)
        ways.again.connect(lambda: self._open(session, judgement))
        ways.elsewhere.connect(lambda browsers: self._elsewhere(session, judgement, browsers))
        page.add(ways)
        page.add_stretch()
        self.bar(self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN))
        ways.setFocus()
        self.run(self.services.join.other_browsers(), done=ways.show_browsers)

    def _elsewhere(
        self, session: Session, judgement: LinkVerdict, browsers: tuple[Browser, ...]
    ) -> None:
        """Open it in the one other browser, or ask in which."""
        if len(browsers) == 1:
            self._open(session, judgement, browsers[0])
            return
        page = self._fresh(self.words("opening.which_browser"))
        page.add(Paragraph(self.words("opening.browser_is")))
        for browser in browsers:
            button = BigButton(self.words("opening.in_browser", browser=browser.name), icon="join")
            button.chosen.connect(lambda browser=browser: self._open(session, judgement, browser))
            page.add(button)
        page.add_stretch()

    def _fresh(self, title: str) -> Page:
        """Begin this screen anew with another title."""
        self.clear()
        self._title = title
        page = self.page()
        self.retitled.emit()
        return page

    def _way(self, key: str, icon: str, place: Place, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        button = BigButton(self.words(key), kind=kind, icon=icon)
        button.chosen.connect(lambda: self.services.navigator.replace(place))
        return button


def _stop(looking: asyncio.Task[Rechecked]) -> None:
    """Stop waiting for a calendar: nothing may open once the person has gone elsewhere."""
    looking.cancel()
