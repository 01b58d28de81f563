"""Calendars with real sealed files, real small servers, and a clock that the test moves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop.calendars.calendars import Calendars
from desktop.credentials.memory_vault import MemoryVault
from desktop.credentials.secret import Secret
from desktop.feeds.feeds import Feed
from desktop.ical.calendar import read_sessions
from desktop.links.policy import may_open
from desktop.sessions.session import CalendarReading, Session, TimeRange
from desktop.sessions.upcoming import in_sight
from resources.words import Words
from tests.desktop.ical.written import calendar
from tests.support.memory_keyring import KeptVault
from tests.support.servers import reply, served
from tests.support.still_clock import StillClock
from tests.support.until import until, wait_until

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 13, 50, tzinfo=LONDON)
"""A Tuesday, ten minutes before tea."""


def tea(title: str = "Tea", uid: str = "1", *more: str, at: str = "20261124T140000") -> bytes:
    """Return a calendar with one session, today at 2pm unless `at` says otherwise."""
    start = f"DTSTART;TZID=Europe/London:{at}"
    return calendar("\n".join([f"UID:{uid}", start, "DURATION:PT1H", f"SUMMARY:{title}", *more]))


def read_here(body: bytes, window: TimeRange, zone: tzinfo) -> CalendarReading:
    """Read a calendar as the child process does, without starting one."""
    found = read_sessions(body, window, zone)
    found.sessions = tuple(session.in_zone(zone) for session in found.sessions)
    return found


class PromptingVault(KeptVault):
    """A vault that asks for its password while `is_prompting` is set: nothing is kept till then."""

    def __init__(self) -> None:
        super().__init__()
        self.is_prompting = threading.Event()
        self.has_asked = threading.Event()

    def set(self, name: str, secret: Secret) -> None:
        self.has_asked.set()
        wait_until(lambda: not self.is_prompting.is_set(), what="the password")
        super().set(name, secret)


@dataclass
class Slow:
    """A server that answers when it may go on."""

    address: str = ""
    asked: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)


class CalendarStoreLife:
    """One person's calendars over several starts of the app. `calendars`: the present ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.private = folder / "private"
        self.clock = StillClock(NOW)
        self.vault = PromptingVault()
        self.calendars = self.new_calendars()

    def new_calendars(self, *, unlock_wait: float = 5.0) -> Calendars:
        """Return calendars that are not unlocked."""
        words = Words()
        return Calendars(
            self.private, self.clock, read_here, words, may_open=may_open, unlock_wait=unlock_wait
        )

    async def restart(self, *, forgetting: bool = False) -> None:
        """Close the app and start it again; without a keyring if `forgetting`."""
        await self.calendars.close()
        self.calendars = self.new_calendars()
        await self.calendars.unlock(MemoryVault() if forgetting else self.vault)

    async def refresh(self) -> None:
        """Check every calendar now."""
        await self.calendars.refresh()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a condition."""
        await until(holds)

    # What there is

    @property
    def sessions(self) -> list[Session]:
        """Return the sessions of the next 2 weeks."""
        every = self.calendars.timetable.sessions if self.calendars.timetable else []
        return in_sight(every, self.clock.now())

    def titles(self) -> list[str]:
        """Name the sessions of the next 2 weeks."""
        return [session.title for session in self.sessions]

    def start(self) -> str:
        """Say when the first of them begins."""
        return f"{self.sessions[0].start:%H:%M}"

    def feeds(self) -> list[Feed]:
        """Return where each calendar is read from."""
        states = self.calendars.timetable.states if self.calendars.timetable else ()
        return [state.source.feed for state in states]

    def copies(self) -> list[Path]:
        """Return the files that hold the last good copies."""
        return sorted((self.private / "copies").glob("*.sealed"))

    def set_aside(self) -> list[str]:
        """Name the files that could not be understood."""
        return sorted(path.name for path in self.private.glob("*.broken-*"))

    def on_disk(self) -> bytes:
        """Return all that is kept on the disk."""
        return b"".join(path.read_bytes() for path in self.private.rglob("*") if path.is_file())

    # What happens to it

    def file(self, name: str, body: bytes) -> Path:
        """Write a file that somebody was given."""
        path = self.folder / name
        path.write_bytes(body)
        return path

    def damage(self, name: str) -> None:
        """Spoil one of the private files, and what was there before it."""
        for path in self.private.glob(f"{name}*"):
            path.write_bytes(path.read_bytes()[:-1])

    def damage_copies(self) -> None:
        """Spoil every last good copy."""
        for copy in (self.private / "copies").iterdir():
            copy.write_bytes(b"damaged")

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Let nothing be written into the private folder."""
        away = self.private.with_name("away")
        self.private.rename(away)
        self.private.write_bytes(b"a file where the folder was")
        try:
            yield
        finally:
            self.private.unlink()
            away.rename(self.private)

    @contextmanager
    def server(self, body: bytes) -> Iterator[str]:
        """Serve one calendar; yields its address."""
        with served(lambda request: reply(request, body)) as address:
            yield f"{address}/tea.ics"

    @contextmanager
    def slow_server(self, body: bytes) -> Iterator[Slow]:
        """Serve one calendar as soon as the server may go on."""
        slow = Slow()

        def answer(request: BaseHTTPRequestHandler) -> None:
            slow.asked.set()
            slow.go_on.wait(10)
            reply(request, body)

        with served(answer) as address:
            slow.address = f"{address}/tea.ics"
            try:
                yield slow
            finally:
                slow.go_on.set()
