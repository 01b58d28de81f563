"""From a press of Join to the open meeting: which session, by which link, opened once."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from desktop.joining.find_link import WayIn, find_way_in
from desktop.joining.known_rooms import KnownRooms
from desktop.joining.moved_room import MovedRoom, moved, room_of
from desktop.joining.plan import JoinPlan, OncePress, plan_join
from desktop.links.services import MeetingService, ServiceGuide, known_services
from desktop.sessions.practice import PRACTICE_HOST, is_practice, without_practice
from resources.declared import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from desktop.browsers.browser import Browser
    from desktop.browsers.launcher import Launcher
    from desktop.links.phone import PhoneJoin
    from desktop.links.policy import LinkVerdict
    from desktop.sessions.session import Session
    from desktop.system.clock import Clock


class Join:
    """The way into sessions, and the one the person is in.

    `hosts` returns the hosts that have been added, at the moment of asking, and
    `browsers` (it may block) those that do not open links by themselves.
    The practice session goes to `practice` and nowhere else; all others go to
    `outside`, and never to the practice host, whatever a calendar or card says.
    `joined` is told of each session that was opened, but the practice.
    """

    def __init__(
        self,
        outside: Launcher,
        practice: Launcher,
        clock: Clock,
        *,
        hosts: Callable[[], Collection[str]],
        rooms: KnownRooms | None = None,
        browsers: Callable[[], tuple[Browser, ...]] = tuple,
        joined: Callable[[Session], None] = lambda _: None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outside = outside
        self._practice = practice
        self._clock = clock
        self._hosts = hosts
        self._rooms = rooms or KnownRooms()
        self._browsers = browsers
        self._joined = joined
        self._ticks = ticks
        self._pressed: tuple[str, str] = ("", "")
        self._press = OncePress()
        self._opened: set[str] = set()
        self.current: Session | None = None
        self.judgement: LinkVerdict | None = None

    def way_in(self, session: Session) -> WayIn:
        """Judge the links of a session; nothing is opened, no network is asked."""
        if is_practice(session):
            return find_way_in(session.links, allowed_hosts=(PRACTICE_HOST,))
        return find_way_in(session.links, allowed_hosts=without_practice(self._hosts()))

    def moved(self, session: Session) -> MovedRoom | None:
        """Say whether the way in leads to another service or host than the last time.

        None too where several services are a question anyway: it names them.
        """
        judgement = self.way_in(session).judgement
        return moved(self._rooms.of(session), judgement) if judgement else None

    def plan(self, session: Session) -> JoinPlan:
        """Say what pressing Join for a session would mean now."""
        return plan_join(
            session.start,
            session.end,
            self._clock.now(),
            cancelled=session.cancelled,
            all_day=session.all_day,
            has_link=self.way_in(session).verdict is not None,
            opened=session.id in self._opened,
        )

    async def open(
        self, session: Session, judgement: LinkVerdict, browser: Browser | None = None
    ) -> bool:
        """Open exactly what was checked, and remember that the person is in that session.

        In the usual browser, or in `browser`. Answers False, and does nothing, for a
        second press within 3 seconds. Raises the launcher's `Problem`; ValueError for
        a link that is not an allowed way into this session.
        """
        opens = self._checked(session, judgement)
        if not await self._once(session, opens, browser):
            return False
        await self._arrived(session, judgement)
        return True

    async def other_browsers(self) -> tuple[Browser, ...]:
        """Return the browsers to try where the usual one opened nothing."""
        return await asyncio.to_thread(self._browsers)

    def numbers(self, session: Session) -> tuple[PhoneJoin, ...]:
        """Return the numbers to join a session by, without those that are none."""
        from desktop.links.phone import dial_in

        found = (dial_in(phone.number, phone.pin) for phone in session.phones)
        return tuple(one for one in found if one is not None)

    async def call(self, session: Session, number: PhoneJoin) -> bool:
        """Have this computer's telephone program call a number, after the person said yes.

        Answers False for a second press within 3 seconds. Raises the launcher's
        `Problem`; ValueError for a number that is not one of this session's.
        """
        if number.link is None or number not in self.numbers(session):
            raise ValueError("only a number of the session may be called")
        if not await self._once(session, number.link, None):
            return False
        self.current, self.judgement = session, None
        return True

    @property
    def is_practising(self) -> bool:
        """Say whether the session the person is in is the rehearsal."""
        return self.current is not None and is_practice(self.current)

    @property
    def service_name(self) -> str:
        """Return the name of the meeting service in use, or nothing."""
        return (self.judgement.service if self.judgement else None) or ""

    def steps(self) -> ServiceGuide | None:
        """Name the words for muting, the camera and leaving in the service in use."""
        service = _service_of(self.judgement)
        return service.steps() if service else None

    def what_to_see(self, judgement: LinkVerdict) -> str:
        """Name the words for what a service shows as it opens; nothing where nobody knows."""
        service = _service_of(judgement)
        return service.steps().screen if service else ""

    def left(self) -> None:
        """The person has left; the session may be joined again without a question."""
        if self.current is not None:
            self._opened.discard(self.current.id)
        self.current = self.judgement = None
        self._press = OncePress()

    def _checked(self, session: Session, judgement: LinkVerdict) -> str:
        """Return what to open, if it is still a way into this very session."""
        way = self.way_in(session)
        if judgement.opens is None or judgement not in (way.judgement, *way.choices):
            raise ValueError("only an allowed link of the session may be opened")
        return judgement.opens

    async def _once(self, session: Session, opens: str, browser: Browser | None) -> bool:
        """Hand `opens` over, unless the same press was made within 3 seconds."""
        pressed = (session.id, browser.name if browser else opens[:4])
        if pressed != self._pressed:
            self._pressed, self._press = pressed, OncePress()
        if not self._press.counts(self._ticks()):
            return False
        launcher = self._practice if is_practice(session) else self._outside
        try:
            await launcher.open(opens, browser)
        except Problem:
            self._press = OncePress()  # nothing opened, so the next press is a first one
            raise
        return True

    async def _arrived(self, session: Session, judgement: LinkVerdict) -> None:
        self.current, self.judgement = session, judgement
        if is_practice(session):
            return  # it may be begun as often as somebody likes, and is always in the same place
        self._opened.add(session.id)
        self._joined(session)
        room = room_of(judgement)
        if room is not None:
            await self._rooms.remember(session, room)


def _service_of(judgement: LinkVerdict | None) -> MeetingService | None:
    service_id = judgement.service_id if judgement else None
    return known_services().by_id(service_id) if service_id else None
