"""HTTP client with limits on time, size, redirects and trust. Blocking: call it in a thread.

The address is a secret (whoever knows it can read the calendar), so it is in no
message, log or `repr`. Decided here: plain http only on this computer; a redirect
never leads to http, to a file, or from the internet into a private network, and
never takes the password to another host; the computer's own certificates count.
"""

from __future__ import annotations

import re
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from desktop.credentials.secret import Secret
from desktop.feeds import problems
from resources.platform.blocking import DeadlineMissed, within
from resources.platform.https import OpenConnections, https_session, transport_errors

if TYPE_CHECKING:
    import requests

BIGGEST_BYTES = 10 * 1024 * 1024
MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
"""HTTP statuses that send us elsewhere."""

GZIP = b"\x1f\x8b\x08"
"""How each gzip file begins; no calendar does."""

MOST_MEMBERS = 100
"""Members of a gzip file that are unpacked; each costs a copy of all that follow it."""

LONGEST_ADDRESS = 1200
"""Characters; a Windows keyring holds no more than 1280."""

_CONFUSING = re.compile(r"[\s\x00-\x20\x7f\\<>\"\ud800-\udfff]")


@dataclass(frozen=True)
class HttpLimits:
    """How long to wait, in seconds, and how many bytes to take (unpacked)."""

    connect: float = 6.0
    read: float = 10.0
    total: float = 20.0
    size: int = BIGGEST_BYTES


@dataclass(frozen=True)
class HttpRequest:
    """What to ask, and where. `auth` is (user, password), sent to this host only."""

    address: str = field(repr=False)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    auth: tuple[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class HttpResponse:
    """What came: `body` unpacked, `address` where it came from after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True)
class HttpClient:
    """Asks web servers. `context` decides whom to trust: None means the computer's own list."""

    patience: HttpLimits = HttpLimits()
    context: ssl.SSLContext | None = None

    def ask(self, question: HttpRequest) -> HttpResponse:
        """Return the answer, within `patience.total` seconds whatever happens.

        Raises a `CalendarProblem` for everything but a status: addresses we do not
        open, no connection, no trust, too slow, too large, an unsafe redirect.
        """
        connections = OpenConnections()
        try:  # neither finding a host's address nor its headers have a limit of their own
            return within(self.patience.total + 1, lambda: self._follow(question, connections))
        except DeadlineMissed:
            connections.break_off()
            raise problems.TooSlow from None

    def _follow(self, question: HttpRequest, connections: OpenConnections) -> HttpResponse:
        deadline = time.monotonic() + self.patience.total
        address, auth = without_login(safe_address(question.address))
        auth = question.auth or auth
        home = urlsplit(address)
        for _ in range(MOST_REDIRECTS + 1):
            with self._session(address, connections) as session:
                answer = self._once(
                    session, replace(question, address=address, auth=auth), deadline
                )
            target = answer.headers.get("location")
            if answer.status not in REDIRECTS or not target:
                return answer
            onward, login = without_login(redirected(home, address, target))
            auth = login or (auth if place_of(onward) == place_of(address) else None)
            address = onward
        raise problems.UnsafeRedirect

    def _once(
        self, session: requests.Session, question: HttpRequest, deadline: float
    ) -> HttpResponse:
        try:
            response = session.request(
                question.method,
                question.address,
                headers={"User-Agent": "Parlour", **question.headers},
                data=question.body,
                auth=_BasicAuth(question.auth),
                timeout=(self.patience.connect, self.patience.read),
                stream=True,
                allow_redirects=False,
            )
            with closing(response):
                body = _body(response, deadline, self.patience.size)
        except transport_errors() as error:
            raise _problem(error) from None
        headers = {name.lower(): value for name, value in response.headers.items()}
        return HttpResponse(response.status_code, headers, body, question.address)

    def _session(self, address: str, connections: OpenConnections) -> requests.Session:
        session = https_session(self.context, connections)
        if is_loopback(urlsplit(address).hostname or ""):
            session.trust_env = False
            session.mount("http://", session.get_adapter("https://"))
        return session


def check_address(text: str) -> Secret:
    """Return a calendar's address as it is asked for: https, also for webcal.

    Blanks and `<...>` around it, as they come with a copied text, are dropped.
    Raises `BadAddress` or `NotPrivate`.
    """
    address = text.strip().removeprefix("<").removesuffix(">").strip()
    if split_address(address) is None:
        raise problems.BadAddress
    return Secret(safe_address(address))


def split_address(address: str) -> SplitResult | None:
    """Take an address apart, or return None where programs could disagree about its parts."""
    if len(address) > LONGEST_ADDRESS or _CONFUSING.search(address):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    is_whole = bool(parts.scheme and parts.hostname) and (port is None or port > 0)
    return parts if is_whole else None


def safe_address(address: str) -> str:
    """Return the https address to ask for `address`; webcal and webcals mean https.

    Raises `NotPrivate` for http (but on this computer) and `BadAddress` for the rest.
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise problems.BadAddress from None
    if not host or any(letter.isspace() or letter == "\\" for letter in address.strip()):
        raise problems.BadAddress
    if parts.scheme in ("webcal", "webcals"):
        parts = parts._replace(scheme="https")
    if parts.scheme == "http" and not is_loopback(host):
        raise problems.NotPrivate
    if parts.scheme not in ("http", "https"):
        raise problems.BadAddress
    return urlunsplit(parts)


def without_login(address: str) -> tuple[str, tuple[str, str] | None]:
    """Take `user:password@` out of an address."""
    parts = urlsplit(address)
    login, at, place = parts.netloc.rpartition("@")
    if not at:
        return address, None
    user, _, password = login.partition(":")
    return urlunsplit(parts._replace(netloc=place)), (unquote(user), unquote(password))


def place_of(address: str) -> str:
    """Return what a password is meant for, as it is shown: the host, and a port of its own.

    An http address has its port too, so the two are never the same place.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    shown = f"[{host}]" if ":" in host else host.rstrip(".")
    return shown if (parts.scheme, port) == ("https", 443) else f"{shown}:{port}"


def is_loopback(host: str) -> bool:
    """Say whether `host` is this computer, by its name alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def redirected(home: SplitResult, here: str, target: str) -> str:
    """Return where a redirect leads, if it may lead there."""
    try:
        onward = urljoin(here, target)
        parts = urlsplit(onward)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise problems.UnsafeRedirect from None
    if parts.scheme == "http" and not is_loopback(host):
        raise problems.NetworkSignIn  # a sign-in page of the network, as good as always
    downgrade = parts.scheme == "http" and urlsplit(here).scheme == "https"
    if parts.scheme not in ("http", "https") or not host or downgrade:
        raise problems.UnsafeRedirect
    if _is_private(host) and not _is_private(home.hostname or ""):
        raise problems.UnsafeRedirect
    return onward


def _is_private(host: str) -> bool:
    """Say whether `host` is in a network of its own rather than on the internet."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False  # asking it will fail, or a proxy will find it
    return any(not ip_address(one.partition("%")[0]).is_global for one in found)


def _body(response: requests.Response, deadline: float, most: int) -> bytes:
    """Read the body unpacked, piece by piece: a server may send a byte a second, or a bomb."""
    pieces, size = [], 0
    while piece := response.raw.read1(65536, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise problems.TooLarge
        if time.monotonic() > deadline:
            raise problems.TooSlow
    body = b"".join(pieces)
    return _unpacked(body, most) if body.startswith(GZIP) else body


def _unpacked(packed: bytes, most: int) -> bytes:
    """Unpack a gzip file that was sent as it lies on the server, without saying so.

    It may have several members, one behind the other (RFC 1952, 2.2).
    """
    import zlib

    unpacked = b""
    for _ in range(MOST_MEMBERS):
        if not packed.startswith(GZIP):
            break
        member = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        unpacked += member.decompress(packed, most + 1 - len(unpacked))
        if len(unpacked) > most:
            raise problems.TooLarge
        packed = member.unused_data
    return unpacked


def _problem(error: Exception) -> problems.CalendarProblem:
    """Say which problem an error of the network is: before the answer, or in the midst of it."""
    import zlib
    from http.client import HTTPException

    import requests
    from requests.exceptions import InvalidSchema, InvalidURL
    from urllib3 import exceptions as urllib3

    kinds: dict[type[problems.CalendarProblem], tuple[type[Exception], ...]] = {
        problems.NotTrusted: (requests.exceptions.SSLError, ssl.SSLError),
        problems.TooSlow: (requests.Timeout, urllib3.TimeoutError, TimeoutError),
        problems.BadAddress: (InvalidURL, InvalidSchema),
        problems.CutShort: (urllib3.ProtocolError, urllib3.SSLError, HTTPException),
        problems.ServerTrouble: (urllib3.DecodeError, zlib.error),
        problems.NoConnection: (OSError,),
    }
    found = (kind for kind, errors in kinds.items() if isinstance(error, errors))
    return next(found, problems.ServerTrouble)()


@dataclass(frozen=True)
class _BasicAuth:
    """Sends a password as UTF-8 (RFC 7617), or none: else requests looks into .netrc."""

    login: tuple[str, str] | None = field(repr=False)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.login is not None:
            both = ":".join(self.login).encode()
            request.headers["Authorization"] = f"Basic {b64encode(both).decode()}"
        return request
