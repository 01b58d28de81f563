"""Faults: the calendar's server is gone, silent or cuts its answer short; its reader is killed."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

from resources.platform.child_process import CALENDAR_EXPANSION
from tests.support.desk import Desk
from tests.support.example import ZOOM, Row, calendar
from tests.support.fault_desk import TITLE, YES, Met, Watch, an_afternoon, has_come_to_an_end, ics
from tests.support.person import Person
from tests.support.servers import certificate, reply, served

LONGEST_S = 900.0
"""Seconds until a server that failed is asked again, at most: it is asked later and later."""

NEWS = "Cinema"
"""The session that stands in the calendar once the server is well again."""


@dataclass
class _Server:
    """Gives a calendar, as badly as it is told to."""

    behaves: Callable[[BaseHTTPRequestHandler, bytes], None] = reply
    titles: tuple[str, ...] = (TITLE,)
    asked: int = 0
    may_end: threading.Event = field(default_factory=threading.Event)

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        self.asked += 1
        rows = [Row(one, one, timedelta(minutes=10), f"URL:{ZOOM}") for one in self.titles]
        self.behaves(request, calendar(datetime.now(UTC).replace(microsecond=0), rows))

    def stalls(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        """Begin to answer, and say no more."""
        _begin(request, len(body))
        request.wfile.write(body[:40])
        self.may_end.wait(120)


def server_gone(_: int) -> Met:
    """The calendar's server hangs up on everybody; then it is well again."""
    return _while(lambda _: lambda request, __: request.connection.close())


def server_stalls(_: int) -> Met:
    """The calendar's server begins to answer, and says no more; then it is well again."""
    return _while(lambda server: server.stalls)


def body_short(_: int) -> Met:
    """The calendar's server cuts its answer short; then it is well again."""

    def cut(request: BaseHTTPRequestHandler, body: bytes) -> None:
        _begin(request, len(body))
        request.wfile.write(body[: len(body) // 2])

    return _while(lambda _: cut)


def calendar_child_killed(_: int) -> Met:
    """The process that reads a calendar is killed each time; then it is left alone."""
    with an_afternoon() as here:
        watch, person = here.watch(), here.person
        over = threading.Event()
        killer = threading.Thread(target=_kill_children, args=(person, over), daemon=True)
        killer.start()
        file = ics(here.desk.root / "another.ics", NEWS)
        here.desk.start("second", *person.command(str(file))).wait(60)
        watch.until(has_come_to_an_end())
        over.set()
        killer.join()
        tries = Watch(person, before=watch.before | {*watch.news}, news=watch.news)
        here.desk.start("second", *person.command(str(file))).wait(60)
        return tries.met(tries.until(lambda read: YES in read), here.lost())


def _kill_children(person: Person, over: threading.Event) -> None:
    while not over.is_set():
        for pid in person.processes(CALENDAR_EXPANSION):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _begin(request: BaseHTTPRequestHandler, size: int) -> None:
    request.send_response(200)
    request.send_header("Content-Length", str(size))
    request.end_headers()


Behaviour = Callable[[BaseHTTPRequestHandler, bytes], None]


def _while(fault: Callable[[_Server], Behaviour]) -> Met:
    """Start Parlour while the server behaves badly; then well, with one more session."""
    with _a_subscriber() as (person, server):
        usual = Watch(person)
        person.presses("My sessions")
        person.comes_to("My sessions")
        usual.until(lambda read: TITLE in read)
        person.kill_parlour()
        server.behaves, asked = fault(server), server.asked
        watch = Watch(person, before=usual.before | {*usual.news})
        person.open_parlour()
        watch.until(lambda read: server.asked > asked and TITLE in read and "Checking" not in read)
        person.presses("Join now")
        watch.until(lambda read: "Join now" not in read and "Looking at" not in read)
        server.behaves, server.titles = reply, (TITLE, NEWS)
        server.may_end.set()
        person.presses("Home")
        person.presses("My sessions")
        fresh = Watch(person, before=watch.before | {*watch.news}, news=watch.news)
        seconds = fresh.until(lambda read: NEWS in read, patience_s=LONGEST_S)
        return fresh.met(seconds, "nothing" if TITLE in person.reading() else "the calendar")


@contextmanager
def _a_subscriber() -> Iterator[tuple[Person, _Server]]:
    """Let somebody have a calendar's address; yields them at their first screen."""
    with Desk() as desk, Person(desk) as person:
        desk.plug_keyring()
        desk.plug_browser()
        context, _ = certificate(desk.root)
        desk.env["SSL_CERT_FILE"] = str(desk.root / "server.pem")
        server = _Server()
        with served(server, context) as address:
            person.open_parlour()
            person.writes("What your group sent you", f"{address}/choir.ics")
            person.presses("Use this")
            person.waits_for(TITLE)
            person.presses("Home")
            person.waits_for("Join now")
            yield person, server
            server.may_end.set()
            person.kill_parlour()
            person.app = None


CALENDAR_FAULTS: dict[str, Callable[[int], Met]] = {
    "server-gone": server_gone,
    "server-stalls": server_stalls,
    "body-short": body_short,
    "calendar-child-killed": calendar_child_killed,
}
