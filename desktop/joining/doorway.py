"""From a press of Join to the open meeting: which session, by which link, opened once."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from desktop.clock import Clock
from desktop.groups.practice import PRACTICE_HOST, PRACTICE_ID
from desktop.joining.finding import WayIn, find_way_in
from desktop.joining.launcher import Launcher
from desktop.joining.links import Judgement
from desktop.joining.plan import JoinPlan, OncePress, plan_join
from desktop.joining.services import Guide, known_services
from desktop.schedule.session import Session
from resources.declared import Problem


class Doorway:
    """The way into sessions, and the one the person is in.

    `hosts` returns the hosts that group cards have added, at the moment of asking.
    The practice session goes to `practice`, all others to `outside`.
    """

    def __init__(
        self,
        outside: Launcher,
        practice: Launcher,
        clock: Clock,
        *,
        hosts: Callable[[], Collection[str]],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outside = outside
        self._practice = practice
        self._clock = clock
        self._hosts = hosts
        self._ticks = ticks
        self._press = OncePress()
        self._opened: set[str] = set()
        self.current: Session | None = None
        self.judgement: Judgement | None = None

    def way_in(self, session: Session) -> WayIn:
        """Judge the links of a session; nothing is opened, no network is asked."""
        own = (PRACTICE_HOST,) if session.id == PRACTICE_ID else ()
        return find_way_in(session.links, allowed_hosts=(*self._hosts(), *own))

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

    async def open(self, session: Session, judgement: Judgement) -> bool:
        """Open exactly what was checked, and remember that the person is in that session.

        Answers False, and does nothing, for a second press within 3 seconds.
        Raises the launcher's `Problem`; ValueError for a link that was not allowed.
        """
        if judgement.opens is None:
            raise ValueError("only an allowed link may be opened")
        if not self._press.counts(self._ticks()):
            return False
        launcher = self._practice if judgement.host == PRACTICE_HOST else self._outside
        try:
            await launcher.open(judgement.opens)
        except Problem:
            self._press = OncePress()  # nothing opened, so the next press is a first one
            raise
        self._opened.add(session.id)
        self.current, self.judgement = session, judgement
        return True

    @property
    def is_practising(self) -> bool:
        """Say whether the session the person is in is the rehearsal."""
        return self.current is not None and self.current.id == PRACTICE_ID

    @property
    def service_name(self) -> str:
        """Return the name of the meeting service in use, or nothing."""
        return (self.judgement.service if self.judgement else None) or ""

    def steps(self) -> Guide | None:
        """Name the words for muting, the camera and leaving in the service in use."""
        service_id = self.judgement.service_id if self.judgement else None
        service = known_services().by_id(service_id) if service_id else None
        return service.steps() if service else None

    def left(self) -> None:
        """The person has left; the session may be joined again."""
        self.current = self.judgement = None
