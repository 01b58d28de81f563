"""The Opening screen: one press of Join, from the questions before to "Did it open?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.calendars.recheck import LONGEST_S, Rechecked, is_due, recheck
from desktop.joining.known_rooms import ASK_WHEN_MOVED
from desktop.joining.way_in import room_name
from desktop.sessions.changes import say_change
from desktop.sessions.times_in_words import say_opening
from desktop.system.background import problem_in
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.help import helper_card
from ui.screens.join.agreement import ask_before_joining, group_to_ask, title_before_joining
from ui.screens.join.group_ways import group_ways
from ui.screens.join.opening_steps import MeetingOpening, OpeningSteps
from ui.screens.join.other_ways import OtherWays, PracticeWays
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.notice import Notice
from ui.widgets.service_drawing import opening_drawing
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from desktop.browsers.browser import Browser
    from desktop.groups.group import Group
    from desktop.joining.join import JoinPlan, PreparedJoin
    from desktop.joining.known_rooms import MovedRoom
    from desktop.links.policy import LinkVerdict
    from desktop.sessions.session import Session
    from ui.services import Services
    from ui.widgets.page import Page

OPEN_AGAIN = "again:"
"""Before the id of a session that was opened before: the person has said yes to that."""


class OpeningScreen(Screen):
    """Opens a session's meeting as soon as the person arrives; `detail` is the session's id."""

    def __init__(
        self, services: Services, detail: str = "", goes_on: MeetingOpening | None = None
    ) -> None:
        super().__init__(services, detail)
        self._title = ""
        self._opening: MeetingOpening | None = None
        self._steps: OpeningSteps | None = None
        self._stops: list[Callable[[], None]] = []
        self.until_left(self._stop_steps)
        self.until_left(self._stop_following)
        if goes_on is not None:
            self._go_on(goes_on)
            return
        session = services.agenda.find(detail.removeprefix(OPEN_AGAIN))
        if session is None:
            self._say_not_open(self.words("opening.gone"))
        else:
            self._recheck(services.join.prepare(session))

    @property
    def title(self) -> str:
        """Say what is opening, or what must be answered first."""
        return self._title

    def anew(self) -> Screen:
        """Let another screen go on with the meeting that is opening here."""
        opening, self._opening = self._opening, None
        return OpeningScreen(self.services, self.detail, opening)

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
            self._say_not_open(_why_not(self.services, plan), of=prepared.session)
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
        text = self.words(key, service=_service_name(self.services, prepared, link))
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
        name = _service_name(self.services, prepared, link)
        text = self.words("opening.choose_service", service=name)
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
        ask_before_joining(self, page, prepared.session, group, lambda: self._begin(prepared))

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
        self,
        prepared: PreparedJoin,
        link: LinkVerdict,
        browser: Browser | None = None,
        *,
        was_tried: bool = False,
    ) -> None:
        opening = MeetingOpening(self.services, prepared, link, was_tried=was_tried)
        if opening.is_beside:
            self.services.beside.begin()
        self._go_on(opening)
        opening.launch(browser)

    def _go_on(self, opening: MeetingOpening) -> None:
        """Show how far it is, here or, where Parlour has another shape for that, in one anew."""
        self._opening = opening
        self.is_beside = opening.is_beside
        self.moved.emit()
        if self._opening is not opening:  # it was handed on
            return
        self._follow(opening)
        if opening.needs_help:
            self._other_ways(opening)
        else:
            self._show_opening(opening)

    def _follow(self, opening: MeetingOpening) -> None:
        """Help as soon as it is known that it did not open."""

        def look() -> None:
            if opening.needs_help:
                worse = problem_in(lambda: self._go_on(opening))
                if worse is not None:
                    self.end_with(worse)

        self._stop_following()
        self._stops.append(opening.watch(look))

    def _stop_following(self) -> None:
        while self._stops:
            self._stops.pop()()

    def _show_opening(self, opening: MeetingOpening) -> None:
        guide = self.services.join.guide_to(opening.link)
        service = _service_name(self.services, opening.prepared, opening.link)
        page = self._fresh(self.words("opening.title", service=service))
        yes = self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN)
        press_there = self.words(guide.screen, service=service)
        self._steps = OpeningSteps(self.services, opening, press_there, yes, self._heading)
        page.add(self._steps, *_passcode(self.services, opening.prepared.session))
        sign = self.words(guide.press) if guide.press else ""
        page.draw_in_rest(opening_drawing(guide.look, sign))
        no = BigButton(self.words("opening.no"), icon="help")
        no.chosen.connect(self._look_for_practice if opening.is_practice else opening.help)
        self.bar(yes, no)
        self.begin_at(yes)

    def _stop_steps(self) -> None:
        if self._steps is not None:
            self._steps.stop()
            self._steps = None

    # When it did not open

    def _look_for_practice(self) -> None:
        page = self._fresh(self.words("practice_room.look"))
        ways = PracticeWays(self.services)
        page.add(ways)
        page.draw_in_rest("practice")
        self.bar(self._way("opening.yes", "check", Place.SESSION, kind=Kind.MAIN))
        self.begin_at(ways.first)

    def _other_ways(self, opening: MeetingOpening) -> None:
        prepared, link, problem = opening.prepared, opening.link, opening.problem
        page = self._fresh(self.words("opening.try_heading"))
        tried = opening.was_tried and problem is None
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
        self._open(prepared, link, browser, was_tried=True)

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
        self._stop_steps()
        self.clear()
        self._title = title
        page = self.page(heading=False)
        self._heading = Heading(title)
        page.add(self._heading)
        self.retitled.emit()
        return page

    def _way(self, key: str, icon: str, place: Place, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        button = BigButton(self.words(key), kind=kind, icon=icon)
        button.chosen.connect(lambda: self.services.navigator.replace(place))
        return button


def _why_not(services: Services, plan: JoinPlan) -> str:
    """Return why a session cannot be joined now."""
    words = services.words
    if plan.state == "early":
        return words("home.opens_at", time=say_opening(plan.opens_at, services.clock.now(), words))
    if plan.state == "cancelled":
        return words("opening.cancelled")
    return words("opening.over" if plan.state == "over" else "home.no_link")


def _service_name(services: Services, prepared: PreparedJoin, link: LinkVerdict) -> str:
    """Return what a meeting is called in sentences."""
    if services.agenda.is_practice(prepared.session):
        return services.words("practice.service")
    return link.service or ""


def _passcode(services: Services, session: Session) -> list[Paragraph]:
    """Return what a meeting may ask for, where it was told with the invitation."""
    source = services.calendars.source(session.source)
    code = source.weekly.passcode if source and source.weekly else ""
    said = services.words("weekly.passcode", passcode=code)
    return [Paragraph(said, strong=True)] if code else []


def _cancel(task: asyncio.Task[Rechecked]) -> None:
    """Stop waiting for a calendar: nothing may open once the person has gone elsewhere."""
    task.cancel()
