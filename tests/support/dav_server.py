"""A small CalDAV server in this process: one person, two calendars, a password that may change.

For screens and their pictures; `tests.support.radicale_server` is a real one.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from xml.sax.saxutils import escape

from tests.support.servers import reply, served

DAV_LOGIN = ("mary", "open sesame")

_HEAD = (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
)


@dataclass
class DavServer:
    """A running server; `body` is what its first calendar holds, `names` what they are called.

    `heard` are the logins it was given. It sends those who ask below a path `elsewhere`;
    where it `asks_nobody`, whoever comes is let in. `knows`: what it answers to a question
    for events of a time, "everything", only "hrefs", or "nothing".
    """

    body: bytes
    names: tuple[str, ...] = ("Tuesday Tea", "Walking")
    password: str = field(default=DAV_LOGIN[1], repr=False)
    address: str = ""
    asks_nobody: bool = False
    knows: str = "everything"
    elsewhere: dict[str, str] = field(default_factory=dict)
    heard: list[str | None] = field(default_factory=list, repr=False)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer what Parlour asks: who, where, which, what changed, and what there is."""
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        login = b64encode(f"{DAV_LOGIN[0]}:{self.password}".encode()).decode()
        self.heard.append(request.headers.get("Authorization"))
        away = next(
            (to for path, to in self.elsewhere.items() if request.path.startswith(path)), ""
        )
        if away:
            reply(request, status=302, Location=away + request.path)
        elif not self.asks_nobody and self.heard[-1] != f"Basic {login}":
            reply(request, status=401)
        elif request.command == "REPORT":
            reply(request, self._answers(*self._events(request.path, body)), 207)
        elif b"getetag/><d:resourcetype" in body and request.headers["Depth"] == "1":
            here = (request.path, "<d:resourcetype><d:collection/></d:resourcetype>")
            event = (self._event(request.path)[0], '<d:getetag>"1"</d:getetag>')
            reply(request, self._answers(here, event), 207)
        elif request.path == "/mary/":
            reply(request, self._answers(*self._list(request.headers["Depth"])), 207)
        else:
            who = "<d:current-user-principal><d:href>/mary/</d:href></d:current-user-principal>"
            reply(request, self._answers((request.path, who)), 207)

    def _list(self, depth: str) -> list[tuple[str, str]]:
        if depth == "0":
            return [
                ("/mary/", "<c:calendar-home-set><d:href>/mary/</d:href></c:calendar-home-set>")
            ]
        kind = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
        return [
            (f"/mary/{number}/", f"{kind}<d:displayname>{escape(name)}</d:displayname>")
            for number, name in enumerate(self.names)
        ]

    def _events(self, path: str, asked: bytes) -> list[tuple[str, str]]:
        href, data = self._event(path)
        if self.knows == "everything" or f"<d:href>{href}</d:href>".encode() in asked:
            return [(href, data)]
        return [(href, '<d:getetag>"1"</d:getetag>')] if self.knows == "hrefs" else []

    def _event(self, path: str) -> tuple[str, str]:
        body = self.body.decode() if path == "/mary/0/" else ""
        return f"{path}1.ics", f"<c:calendar-data>{escape(body)}</c:calendar-data>"

    def _answers(self, *found: tuple[str, str]) -> bytes:
        pieces = (
            f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
            for href, props in found
        )
        return f"{_HEAD}{''.join(pieces)}</d:multistatus>".encode()


@contextmanager
def dav_served(body: bytes) -> Iterator[DavServer]:
    """Run a server whose first calendar holds `body`."""
    server = DavServer(body)
    with served(server.answer, methods=("PROPFIND", "REPORT")) as address:
        server.address = address
        yield server
