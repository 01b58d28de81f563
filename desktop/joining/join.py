"""Joins a session: says whether it may be joined now, opens its one link once.

A press is `Join.prepare` (each link judged once, the answer frozen) and then `Join.open`,
which judges once more the one text that it hands to the browser.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from desktop.joining.known_rooms import KnownRooms, MovedRoom, moved_room, room_of
from desktop.joining.way_in import Policy, WayIn, find_way_in, service_of
from desktop.links.policy import LinkVerdict, judge
from desktop.sessions.practice import PRACTICE_HOST, is_practice, without_practice
from desktop.sessions.upcoming import JOIN_OPENS_BEFORE

if TYPE_CHECKING:
    from desktop.browsers.browser import Browser
    from desktop.browsers.launcher import Launcher
    from desktop.links.phone import PhoneJoin
    from desktop.links.services import ServiceGuide
    from desktop.sessions.session import Session
    from desktop.system.clock import Clock

LATE_AFTER = timedelta(minutes=1)
SECOND_PRESS_S = 3.0
"""Seconds within which a second press of the same button does nothing."""

State = Literal[
    "early", "open", "late", "over", "cancelled", "no_link", "opened_already", "no_time"
]


@dataclass(frozen=True)
class JoinPlan:
    """What pressing Join would mean at one moment.

    `opens_at` is aware. "opened_already" still may be joined, after a question.
    "no_time" is an all-day session on its day: joined from its own page, but never
    offered as the thing that is on now.
    """

    state: State
    opens_at: datetime

    @property
    def can_join(self) -> bool:
        """Say whether Join may open the link now, if need be after a question."""
        return self.state in ("open", "late", "opened_already", "no_time")

    @property
    def must_ask(self) -> bool:
        """Say whether to ask "Open again?" first."""
        return self.state == "opened_already"


@dataclass(frozen=True)
class PreparedJoin:
    """One press of Join: all that was found out about the session when it was made.

    `moved` is None too where several services are a question anyway: it names them.
    """

    session: Session
    way: WayIn
    plan: JoinPlan
    moved: MovedRoom | None = None


class Join:
    """The way into sessions, and the session the person is in.

    `hosts` returns the hosts that have been added for a session, at the moment of asking, and
    `browsers` (it may block) those that do not open links by themselves.
    The practice session goes to `practice` and nowhere else; all others go to
    `outside`, and never to the practice host, whatever a calendar or card says.
    `joined` is told of each session that was opened or called, but the practice.
    """

    def __init__(
        self,
        outside: Launcher,
        practice: Launcher,
        clock: Clock,
        *,
        hosts: Callable[[Session], Collection[str]],
        rooms: KnownRooms | None = None,
        browsers: Callable[[], tuple[Browser, ...]] = tuple,
        joined: Callable[[Session], None] = lambda _: None,
        policy: Policy = judge,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self.outside = outside
        self._practice = practice
        self._clock = clock
        self._hosts = hosts
        self._rooms = rooms or KnownRooms()
        self._browsers = browsers
        self._joined = joined
        self._policy = policy
        self._ticks = ticks
        self._presses: dict[tuple[str, str], Debounce] = {}
        self._opened: set[str] = set()
        self.current: Session | None = None
        self._link: LinkVerdict | None = None

    def way_in(self, session: Session) -> WayIn:
        """Judge the links of a session; nothing is opened, no network is asked."""
        hosts = self._allowed_hosts(session)
        return find_way_in(session.links, allowed_hosts=hosts, policy=self._policy)

    def has_been_to(self, session: Session) -> bool:
        """Say whether the person has gone to a session of this series before."""
        return self._rooms.of(session) is not None

    def prepare(self, session: Session) -> PreparedJoin:
        """Find out once what pressing Join for a session means now."""
        way = self.way_in(session)
        plan = plan_join(
            session.start,
            session.end,
            self._clock.now(),
            cancelled=session.cancelled,
            all_day=session.all_day,
            has_link=way.verdict is not None,
            opened=session.id in self._opened,
        )
        room = moved_room(self._rooms.of(session), way.link) if way.link else None
        return PreparedJoin(session, way, plan, room)

    async def open(
        self, prepared: PreparedJoin, link: LinkVerdict, browser: Browser | None = None
    ) -> bool:
        """Open exactly what was checked, and remember that the person is in that session.

        In the usual browser, or in `browser`. Answers False, and does nothing, for a
        second press within 3 seconds. Raises the launcher's `Problem`; ValueError for
        a link that is not an allowed way into this session.
        """
        opens = self._still_allowed(prepared, link)
        if not await self._launch_once(prepared.session, opens, browser):
            return False
        await self._arrived(prepared.session, link)
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
        if not await self._launch_once(session, number.link, None):
            return False
        self.current, self._link = session, None
        self._joined(session)
        return True

    @property
    def is_practising(self) -> bool:
        """Say whether the session the person is in is the practice session."""
        return self.current is not None and is_practice(self.current)

    @property
    def is_by_phone(self) -> bool:
        """Say whether the person is in their session with a telephone."""
        return self.current is not None and self._link is None

    @property
    def service_name(self) -> str:
        """Return the name of the meeting service in use, or nothing."""
        return (self._link.service if self._link else None) or ""

    def steps(self) -> ServiceGuide | None:
        """Name the words for muting, the camera and leaving in the service in use."""
        return self._guide(self._link)

    def steps_anywhere(self) -> ServiceGuide:
        """Name the words true of the service in use, or of nearly every one if it is unknown."""
        return self.guide_to(self._link)

    def guide_to(self, link: LinkVerdict | None) -> ServiceGuide:
        """Name the words for where a link leads, or true of nearly every service."""
        from desktop.links.services import guide_called

        return self._guide(link) or guide_called("room")

    @staticmethod
    def _guide(link: LinkVerdict | None) -> ServiceGuide | None:
        from desktop.links.services import guide_called

        if link is not None and link.host == PRACTICE_HOST:
            return guide_called("practice")
        service = service_of(link)
        return service.steps() if service else None

    def left(self) -> None:
        """The person has left; the session may be joined again without a question."""
        if self.current is not None:
            self._opened.discard(self.current.id)
        self.current = self._link = None
        self._presses.clear()

    def _allowed_hosts(self, session: Session) -> Collection[str]:
        return (PRACTICE_HOST,) if is_practice(session) else without_practice(self._hosts(session))

    def _still_allowed(self, prepared: PreparedJoin, link: LinkVerdict) -> str:
        """Return the text to open: one of this session, and judged as before by today's hosts."""
        if link.opens is not None and link in prepared.way.links:
            verdict = self._policy(link.opens, self._allowed_hosts(prepared.session))
            if verdict == link:
                return link.opens
        raise ValueError("only an allowed link of the session may be opened")

    async def _launch_once(self, session: Session, opens: str, browser: Browser | None) -> bool:
        """Hand `opens` over, unless the same press was made within 3 seconds."""
        pressed = (session.id, browser.name if browser else opens[:4])
        press = self._presses.setdefault(pressed, Debounce())
        if not press.accepts(self._ticks()):
            return False
        launcher = self._practice if is_practice(session) else self.outside
        has_opened = False
        try:
            await launcher.open(opens, browser)
            has_opened = True
        finally:
            if not has_opened:
                self._presses = {key: one for key, one in self._presses.items() if one is not press}
        return True

    async def _arrived(self, session: Session, link: LinkVerdict) -> None:
        self.current, self._link = session, link
        if is_practice(session):
            return  # it may be begun as often as somebody likes, and is always in the same place
        self._opened.add(session.id)
        self._joined(session)
        room = room_of(link)
        if room is not None:
            await self._rooms.remember(session, room)


class Debounce:
    """Accepts the first press and drops those that follow within some seconds."""

    def __init__(self, seconds: float = SECOND_PRESS_S) -> None:
        self._seconds = seconds
        self._last: float | None = None

    def accepts(self, now: float) -> bool:
        """Say whether a press at `now` (seconds of a clock that never goes back) counts."""
        if self._last is not None and 0 <= now - self._last < self._seconds:
            return False
        self._last = now
        return True


def plan_join(
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    cancelled: bool = False,
    all_day: bool = False,
    has_link: bool = True,
    opened: bool = False,
) -> JoinPlan:
    """Return the plan for a session from `start` to `end` at the moment `now` (all aware).

    It may be joined from 15 minutes before the start until the end.
    """
    # Between two times on the same clock Python counts by the hands, not by the hours that pass.
    opens_at = start.astimezone(UTC) - (timedelta(0) if all_day else JOIN_OPENS_BEFORE)
    passed = now.astimezone(UTC) - start.astimezone(UTC)
    state = _state(now.astimezone(UTC), opens_at, end.astimezone(UTC), cancelled, has_link)
    if state == "open" and opened:
        state = "opened_already"
    elif state == "open" and all_day:
        state = "no_time"
    elif state == "open" and passed >= LATE_AFTER:
        state = "late"
    return JoinPlan(state, opens_at.astimezone(start.tzinfo))


def _state(
    now: datetime, opens_at: datetime, end: datetime, cancelled: bool, has_link: bool
) -> State:
    if cancelled:
        return "cancelled"
    if now >= end:
        return "over"
    if not has_link:
        return "no_link"
    return "early" if now < opens_at else "open"
