"""Debian's Chromium on a desk: it shows pages of a small server in place of the whole internet.

Every host it asks for is answered by that server, which writes down what it was asked;
a script on each page sends back the whole address, so that what stands behind `#` is seen.
"""

from __future__ import annotations

import base64
import hashlib
import os
import signal
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.support.desk import Desk, is_running
from tests.support.needs import program
from tests.support.servers import certificate, reply, served
from tests.support.until import wait_until

PAGE = b"""<!doctype html><title>A room</title>
<script>fetch('/seen?' + encodeURIComponent(location.href))
.then(answer => answer.text()).then(text => { if (text == 'full') window.close() })</script>"""
SEEN = "/seen?"
MOST_TABS = 3
"""Tabs that stay open; a page that comes later closes its own once it was seen."""
FLAGS = (
    *("--no-first-run", "--no-default-browser-check", "--no-sandbox", "--disable-gpu"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--disable-quic", "--password-store=basic"),
)


class Internet:
    """What the server was asked for: `asked` are pairs of a host and a request's first line.

    `shown` are the addresses that pages in the browser had, to their last letter.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.shown: list[str] = []

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Write a request down and answer it."""
        if request.path.startswith(SEEN):
            self.shown.append(unquote(request.path.removeprefix(SEEN)))
            full = b"full" if len(self.shown) > MOST_TABS else b""
            reply(request, full, Content_Type="text/plain")
            return
        if request.path != "/favicon.ico":
            self.asked.append((request.headers["Host"], request.requestline))
        reply(request, PAGE, Content_Type="text/html")

    def waits_for(self, pages: int) -> None:
        """Wait until so many pages have been shown."""
        what = f"page {pages} in Chromium"
        wait_until(lambda: len(self.shown) >= pages, what=what)


@contextmanager
def chromium_on(desk: Desk, *more: str) -> Iterator[Internet]:
    """Make Chromium the desk's browser; yields what it is shown in place of the internet.

    It is started with `more` flags, and ended with everything else.
    """
    chromium = program("chromium", "chromium")
    context, _ = certificate(desk.root)
    internet, profile = Internet(), desk.root / "chromium"
    desk.may_hold.add(profile)  # a browser keeps its history, as browsers do
    with served(internet.answer, context) as address:
        port = address.rpartition(":")[2]
        flags = [
            *FLAGS,
            *more,
            f"--user-data-dir={profile}",
            f"--host-resolver-rules='MAP * 127.0.0.1:{port}'",
            f"--ignore-certificate-errors-spki-list={_fingerprint(desk.root / 'server.pem')}",
        ]
        desk.plug_browser(f'exec "{chromium}" {" ".join(flags)} "$@" >/dev/null 2>&1')
        yield internet
        _end(profile)


def _end(profile: Path) -> None:
    """End the browser of a profile: a person's press started it, and it runs on."""
    lock = profile / "SingletonLock"
    if lock.is_symlink():
        pid = int(lock.readlink().name.rpartition("-")[2])
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not is_running(pid), what="the end of Chromium")


def _fingerprint(pem: Path) -> str:
    """Return what Chromium calls the key of a certificate by."""
    held = pem.read_text("ascii")
    start = held.index(ssl.PEM_HEADER)
    key = x509.load_pem_x509_certificate(held[start:].encode()).public_key()
    info = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(info).digest()).decode()
