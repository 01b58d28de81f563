"""The Opening screen: one press of Join, from the questions before to "Did it open?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.calendars.recheck import LONGEST_S, Rechecked, is_due, recheck
from desktop.joining.known_rooms import ASK_WHEN_MOVED
from desktop.joining.way_in import room_name
from desktop.sessions.changes import say_change
from desktop.sessions.times_in_words import say_opening
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.help import helper_card
from ui.screens.join.agreement import ask_before_joining, group_to_ask, title_before_joining
from ui.screens.join.group_ways import group_ways
from ui.screens.join.opening_steps import OpeningSteps
from ui.screens.join.other_ways import OtherWays
from ui.session_captions import begin_captions
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.notice import Notice
from ui.widgets.service_drawing import opening_drawing
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    import asyncio

    from desktop.browsers.browser import Browser
    from desktop.groups.group import Group
    from desktop.joining.join import JoinPlan, PreparedJoin
    from desktop.joining.known_rooms import MovedRoom
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
        self._title = ""
        self._steps: OpeningSteps | None = None
        self._has_tried = False
        self.until_left(self._stop_following)
        session = services.agenda.find(detail.removeprefix(OPEN_AGAIN))
        if session is None:
            self._say_not_open(self.words("opening.gone"))
        else:
            self._recheck(services.join.prepare(session))

    @property
    def title(self) -> str:
        """Say what is opening, or what must be answered first."""
        return self._title

    def _recheck(self, prepared: PreparedJoin) -> None:
        """Ask the calendar once more, for a moment, before anything is opened."""
        calendars, now = self.services.calendars, self.services.clock.now()
        if not prepared.plan.can_join or not is_due(prepared.session, calendars, now):
            self._begin(prepared)
            return
        page = self._fresh(self.words("opening.looking"))
        page.add(Paragraph(self.words("opening.looking_why")))
        page.draw_in_rest("clock")
        work = recheck(prepared.session, calendars, now)
        task = self.run(
            work,
            done=lambda found: self._rechecked(prepared, found),
            failed=lambda _: self._begin(prepared),  # what is known must do
            deadline_s=2 * LONGEST_S,
        )
        self.until_left(lambda: _cancel(task))

    def _rechecked(self, prepared: PreparedJoin, found: Rechecked) -> None:
        if found.session != prepared.session:
            prepared = self.services.join.prepare(found.session)
        if found.change is None:
            self._begin(prepared)
            return
        page = self._fresh(self.words("opening.changed"))
        text = say_change(found.change, self.services.clock.now(), self.words)
        page.add(Notice(text, tone=Tone.ASK))
        page.draw_in_rest("calendar")
        if prepared.plan.can_join:
            join = BigButton(self.words("home.join"), kind=Kind.MAIN, icon="join")
            join.chosen.connect(lambda: self._begin(self.services.join.prepare(prepared.session)))
        else:
            join = self._way("sessions.title", "calendar", Place.SESSIONS, kind=Kind.MAIN)
        self.bar(join)
        self.begin_at(join)

    def _begin(self, prepared: PreparedJoin) -> None:
        plan, way = prepared.plan, prepared.way
        if not plan.can_join:
            self._say_not_open(self._why_not(plan), of=prepared.session)
        elif plan.must_ask and not self.detail.startswith(OPEN_AGAIN):
            self._ask_again(prepared.session)
        elif (group := group_to_ask(self.services, prepared.session)) is not None:
            self._ask_about_rules(prepared, group)
        elif way.choices:
            self._ask_which(prepared)
        elif way.link is None or way.link.opens is None:
            self._say_not_open(self.words("home.refused"), about=prepared.session)
        elif self.services.agenda.is_disputed(prepared.session):
            self._ask_disputed(prepared, way.link)
        elif prepared.moved is not None:
            self._ask_moved(prepared, way.link, prepared.moved)
        else:
            self._open(prepared, way.link)
            return
        self.begin_anew()

    # Questions before anything opens

    def _why_not(self, plan: JoinPlan) -> str:
        if plan.state == "early":
            time = say_opening(plan.opens_at, self.services.clock.now(), self.words)
            return self.words("home.opens_at", time=time)
        if plan.state == "cancelled":
            return self.words("opening.cancelled")
        return self.words("opening.over" if plan.state == "over" else "home.no_link")

    def _say_not_open(
        self, why: str, *, of: Session | None = None, about: Session | None = None
    ) -> None:
        """Say why nothing opens, and the other ways of the group that the session is `of`.

        `about` is the session whose link is to blame.
        """
        page = self._fresh(self.words("trouble.title" if about else "opening.not_open"))
        page.add(Paragraph(why, strong=True))
        ways = group_ways(self.services, of) if of else None
        if ways is not None:
            page.add(ways)
        page.draw_in_rest("link" if about else "clock")
        if about is None:
            self.bar(self._way("sessions.title", "calendar", Place.SESSIONS, kind=Kind.MAIN))
            return
        link = BigButton(self.words("home.about_link"), kind=Kind.MAIN, icon="warning")
        link.chosen.connect(lambda: self.services.navigator.replace(Place.LINK_TROUBLE, about.id))
        self.bar(link)

    def _ask_moved(self, prepared: PreparedJoin, link: LinkVerdict, moved: MovedRoom) -> None:
        """Say where the session has moved to; a helper may wish to be asked first."""
        page = self._fresh(self.words("opening.moved"))
        page.add(Notice(self.words(moved.key, **moved.details), tone=Tone.ASK))
        asks_helper = self.services.settings[ASK_WHEN_MOVED]
        page.add(
            Paragraph(self.words("opening.moved_helper" if asks_helper else "opening.moved_ask"))
        )
        page.add(helper_card(self.services) or Paragraph(self.words("opening.call_nobody")))
        page.draw_in_rest("door")
        key = "opening.moved_asked" if asks_helper else "opening.choose_service"
        text = self.words(key, service=self._service(prepared, link))
        there = BigButton(text, kind=Kind.ORDINARY if asks_helper else Kind.MAIN, icon="join")
        there.chosen.connect(lambda: self._open(prepared, link))
        if asks_helper:
            self.bar(self._way("opening.moved_wait", "home", Place.HOME, kind=Kind.MAIN), there)
        else:
            there.hint = link.host or ""
            self.bar(there)

    def _ask_disputed(self, prepared: PreparedJoin, link: LinkVerdict) -> None:
        """Say that another calendar says something else, and whose room this one is."""
        page = self._fresh(self.words("opening.disputed"))
        page.add(Notice(self.words("schedule.flag.sources_differ"), tone=Tone.ASK))
        name = self.services.agenda.calendar_of(prepared.session)
        if name:
            page.add(Paragraph(self.words("opening.disputed_from", name=name)))
        page.add(helper_card(self.services) or Paragraph(self.words("opening.call_nobody")))
        page.draw_in_rest("door")
        text = self.words("opening.choose_service", service=self._service(prepared, link))
        there = BigButton(text, kind=Kind.MAIN, icon="join", hint=link.host or "")
        there.chosen.connect(lambda: self._open(prepared, link))
        self.bar(there, self._way("sessions.title", "calendar", Place.SESSIONS))

    def _ask_again(self, session: Session) -> None:
        page = self._fresh(self.words("opening.twice"))
        again = BigButton(self.words("opening.twice_yes"), kind=Kind.MAIN, icon="open-again")
        navigator = self.services.navigator
        again.chosen.connect(lambda: navigator.replace(Place.OPENING, OPEN_AGAIN + session.id))
        page.draw_in_rest("door")
        self.bar(self._way("opening.twice_no", "captions", Place.SESSION), again)

    def _ask_about_rules(self, prepared: PreparedJoin, group: Group) -> None:
        page = self._fresh(title_before_joining(self.services, group))
        session = prepared.session
        ask_before_joining(self, page, session, group, then=lambda: self._begin(prepared))

    def _ask_which(self, prepared: PreparedJoin) -> None:
        choices = prepared.way.choices
        page = self._fresh(self.words("opening.choose", number=len(choices)))
        services = [choice.service for choice in choices]
        for choice in choices:
            is_alone = services.count(choice.service) == 1
            key = "opening.choose_service" if is_alone else "opening.choose_room"
            room = {} if is_alone else {"room": room_name(choice)}
            text = self.words(key, service=choice.service or "", **room)
            button = BigButton(text, icon="join", hint=choice.host or "")
            button.chosen.connect(lambda choice=choice: self._open(prepared, choice))
            page.add(button)
        page.draw_in_rest("door")

    # Opening, and the question afterwards

    def _open(
        self, prepared: PreparedJoin, link: LinkVerdict, browser: Browser | None = None
    ) -> None:
        service = self._service(prepared, link)
        guide = self.services.join.guide_to(link)
        page = self._fresh(self.words("opening.title", service=service))
        press_there = self.words(guide.screen, service=service)
        yes = self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN)
        self._steps = OpeningSteps(self.services, press_there, yes)
        if self.services.agenda.is_practice(prepared.session):
            self._steps.follow_practice()
        page.add(self._steps, *self._passcode(prepared.session))
        sign = self.words(guide.press) if guide.press else ""
        page.draw_in_rest(opening_drawing(guide.look, sign))
        no = BigButton(self.words("opening.no"), icon="help")
        no.chosen.connect(lambda: self._help(prepared, link))
        self.bar(yes, no)
        self.begin_at(yes)
        self._launch(prepared, link, browser)

    def _stop_following(self) -> None:
        if self._steps is not None:
            self._steps.stop()
            self._steps = None

    def _passcode(self, session: Session) -> list[Paragraph]:
        """Return what a meeting may ask for, where it was told with the invitation."""
        source = self.services.calendars.source(session.source)
        code = source.weekly.passcode if source and source.weekly else ""
        return (
            [Paragraph(self.words("weekly.passcode", passcode=code), strong=True)] if code else []
        )

    def _launch(self, prepared: PreparedJoin, link: LinkVerdict, browser: Browser | None) -> None:
        def failed(problem: Problem) -> None:
            self._other_ways(prepared, link, problem)

        def handed_over(_: bool) -> None:
            if self._steps is not None:
                self._steps.handed_over()

        begin_captions(self.services, prepared.session)  # so that the first words are not missed
        work = self.services.join.open(prepared, link, browser)
        self.run(work, done=handed_over, failed=failed)

    def _service(self, prepared: PreparedJoin, link: LinkVerdict) -> str:
        if self.services.agenda.is_practice(prepared.session):
            return self.words("practice.service")
        return link.service or ""

    # When it did not open

    def _help(self, prepared: PreparedJoin, link: LinkVerdict) -> None:
        if self.services.agenda.is_practice(prepared.session):
            self._look_for_practice()
        else:
            self._other_ways(prepared, link)

    def _look_for_practice(self) -> None:
        """Bring the practice meeting to the front, or go on without its window."""
        room = self.services.practice_room
        page = self._fresh(self.words("practice_room.look"))
        page.add(Paragraph(self.words("practice_room.where"), strong=True))
        front = BigButton(self.words("practice_room.front"), icon="open-again")
        front.chosen.connect(room.open)
        without = BigButton(self.words("practice_room.without"), icon="play")
        without.chosen.connect(self._go_without)
        page.add(front, without)
        helper = helper_card(self.services)
        page.add(*([helper] if helper else []))
        page.draw_in_rest("practice")
        self.bar(self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN))
        self.begin_at(front)

    def _go_without(self) -> None:
        self.services.practice_room.go_without_window()
        self.services.navigator.replace(Place.SESSION)

    def _other_ways(
        self, prepared: PreparedJoin, link: LinkVerdict, problem: Problem | None = None
    ) -> None:
        page = self._fresh(self.words("opening.try_heading"))
        tried = self._has_tried and problem is None
        ways = OtherWays(self.services, prepared.session, link, problem, were_tried=tried)
        ways.again.connect(lambda: self._try(prepared, link))
        ways.elsewhere.connect(lambda browsers: self._elsewhere(prepared, link, browsers))
        page.add(ways)
        page.draw_in_rest("door")
        self.bar(self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN))
        self.begin_at(ways.first)
        self.run(self.services.join.other_browsers(), done=ways.show_browsers)

    def _try(
        self, prepared: PreparedJoin, link: LinkVerdict, browser: Browser | None = None
    ) -> None:
        """Open it once more: should that fail, a person comes first and not the same again."""
        self._has_tried = True
        self._open(prepared, link, browser)

    def _elsewhere(
        self, prepared: PreparedJoin, link: LinkVerdict, browsers: tuple[Browser, ...]
    ) -> None:
        """Open it in the one other browser, or ask in which."""
        if len(browsers) == 1:
            self._try(prepared, link, browsers[0])
            return
        page = self._fresh(self.words("opening.which_browser"))
        page.add(Paragraph(self.words("opening.browser_is")))
        for browser in browsers:
            button = BigButton(self.words("opening.in_browser", browser=browser.name), icon="join")
            button.chosen.connect(lambda browser=browser: self._try(prepared, link, browser))
            page.add(button)
        page.draw_in_rest("door")
        self.begin_anew()

    def _fresh(self, title: str) -> Page:
        """Begin this screen anew with another title."""
        self._stop_following()
        self.clear()
        self._title = title
        page = self.page()
        self.retitled.emit()
        return page

    def _way(self, key: str, icon: str, place: Place, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        button = BigButton(self.words(key), kind=kind, icon=icon)
        button.chosen.connect(lambda: self.services.navigator.replace(place))
        return button


def _cancel(task: asyncio.Task[Rechecked]) -> None:
    """Stop waiting for a calendar: nothing may open once the person has gone elsewhere."""
    task.cancel()
