"""CalDAV discovery and feed (Nextcloud, Fastmail, iCloud, Radicale): read, never written.

Discovery goes from any address a person has, by way of `/.well-known/caldav` where
needed, to the list of calendars (RFC 6764, RFC 4791). A chosen one is a `Feed`. The
server gives the events of a stretch of time; counting repetitions stays with us.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, urljoin
from xml.sax.saxutils import escape

from desktop.feeds import problems
from desktop.feeds.feeds import CacheMarks, Fetched, check_status, clock_off
from desktop.feeds.http import (
    MOST_REDIRECTS,
    HttpClient,
    HttpRequest,
    HttpResponse,
    place_of,
    safe_address,
    without_login,
)
from desktop.feeds.webdav_xml import DavAnswer, DavResponse, read_answer
from desktop.sessions.session import Stopped

Login = tuple[str, str]

FAMILIES = ("icloud.com",)
"""Hosts below these may send us to each other, with the password."""
BEFORE, AHEAD = timedelta(days=9), timedelta(days=70)
"""The stretch of time around today whose events the server is asked for."""

MOST_EVENTS, PART_EVENTS = 1000, 100
"""Events that are asked for one by one, in all and at a time, where a server gives but hrefs."""
RESERVED = "%/:?#[]@!$&'()*+,;=~"
"""What stays as it is in an href; some servers write blanks and letters of all kinds into it."""

_MANY = b"number-of-matches-within-limits"
"""What a server says, with a 403, that does not give so many events (RFC 4791, 7.8)."""

_ASK = (
    '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:" '
    'xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/">'
    "<d:prop>{}</d:prop></d:propfind>"
)
_WHO = _ASK.format("<d:current-user-principal/><d:resourcetype/><d:displayname/>")
_WHERE = _ASK.format("<c:calendar-home-set/>")
_WHICH = _ASK.format("<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/>")
_CHANGED = _ASK.format("<s:getctag/><d:sync-token/><d:getetag/>")
_LIST = _ASK.format("<d:getetag/><d:resourcetype/>")
_HREF = "<d:href>{}</d:href>"
_MULTIGET = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<c:calendar-multiget xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    "<d:prop><c:calendar-data/></d:prop>{}</c:calendar-multiget>"
)
_EVENTS = (
    '<?xml version="1.0" encoding="utf-8"?>'
    '<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    "<d:prop><c:calendar-data/></d:prop><c:filter>"
    '<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">'
    '<c:time-range start="{}" end="{}"/></c:comp-filter></c:comp-filter>'
    "</c:filter></c:calendar-query>"
)


@dataclass(frozen=True)
class CalDavCalendar:
    """A calendar to choose from: its name on the server, and its address (a secret)."""

    name: str
    address: str = field(repr=False)


@dataclass(frozen=True)
class Discovery:
    """Finds the calendars of one person on one server. Blocking: call it in a thread.

    The password goes to the place that was typed, and to those `agreed` to by name
    (`place_of`), nowhere else.
    """

    login: Login = field(repr=False)
    web: HttpClient = field(default_factory=HttpClient, repr=False)
    agreed: tuple[str, ...] = ()

    def calendars(self, address: str) -> list[CalDavCalendar]:
        """Return the calendars with events that `address` leads to, by name.

        `address` may be a host ("cloud.example.org"), a server, a person's or a
        calendar's own address. Raises a `CalendarProblem`; `CalendarGone` if there
        is no CalDAV there, `AnotherHost` if it is at a place nobody has agreed to.
        """
        given, _ = without_login(safe_address(_with_scheme(address)))
        return replace(self, agreed=(*self.agreed, place_of(given)))._calendars_from(given)

    def _calendars_from(self, given: str) -> list[CalDavCalendar]:
        where, found = self._first(given)
        if _is_calendar(found):
            return [CalDavCalendar(found.name, where)]
        if not found.principal:
            raise problems.CalendarGone
        where = onward(where, found.principal, self.agreed)
        homes = self._one(where, _WHERE)[1].homes
        if not homes:
            raise problems.CalendarGone
        places = [onward(where, home, self.agreed) for home in homes]
        calendars = {one for place in places for one in self._calendars_in(place)}
        return sorted(calendars, key=lambda one: (one.name.casefold(), one.address))

    def _calendars_in(self, home: str) -> Iterator[CalDavCalendar]:
        answer = self._ask(home, _WHICH, depth="1")
        for found in read_answer(answer.body).responses:
            if _is_calendar(found):
                there = onward(answer.address, found.href, self.agreed)
                yield CalDavCalendar(found.name, there)

    def _first(self, given: str) -> tuple[str, DavResponse]:
        """Ask the address itself, then the place that RFC 6764 names for it."""
        elsewhere: problems.AnotherHost | None = None
        try:
            where, found = self._one(given, _WHO)
            if _is_calendar(found) or found.principal:
                return where, found
        except problems.AnotherHost as problem:
            elsewhere = problem  # it may be that of the web pages alone
        except (problems.CalendarGone, problems.NotAllowed, problems.ServerTrouble):
            pass  # many servers know nothing of CalDAV at their front door
        try:
            return self._one(urljoin(given, "/.well-known/caldav"), _WHO)
        except (problems.CalendarGone, problems.NotAllowed, problems.ServerTrouble) as nothing:
            raise elsewhere or nothing from None

    def _one(self, address: str, body: str) -> tuple[str, DavResponse]:
        answer = self._ask(address, body, depth="0")
        found = read_answer(answer.body).responses
        if not found:
            raise problems.CalendarGone
        return answer.address, found[0]

    def _ask(self, address: str, body: str, depth: str) -> HttpResponse:
        """Ask, with the login, where an address leads: only at places it was meant for."""
        for _ in range(MOST_REDIRECTS):
            try:
                return ask(self.web, "PROPFIND", address, self.login, body=body, depth=depth)
            except problems.AnotherHost as problem:
                address = onward(address, problem.address, self.agreed)
        raise problems.UnsafeRedirect


@dataclass(frozen=True)
class CalDavFeed:
    """A calendar on a CalDAV server."""

    address: str = field(repr=False)
    login: Login = field(repr=False)
    web: HttpClient = field(default_factory=HttpClient, repr=False)
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC), repr=False)

    def fetch(self, seen: CacheMarks) -> Fetched:
        """Return the events around today if the calendar, or the day, changed."""
        today = self.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        marks = ask(self.web, "PROPFIND", self.address, self.login, body=_CHANGED, depth="0")
        off = clock_off(marks.headers, datetime.now(UTC))
        etag = _mark(marks.body, today)
        if etag and etag == seen.etag:
            return Fetched(None, seen, off)
        events = _Events()
        self._report(_EVENTS.format(_utc(today - BEFORE), _utc(today + AHEAD)), events)
        if not events.data:  # some servers know only which events there are, not when
            self._list_into(events)
        for some in _parts(events.missing()):
            hrefs = "".join(map(_HREF.format, map(escape, some)))
            self._report(_MULTIGET.format(hrefs), events)
        body = _together(events.data.values(), owner=self.login[0])
        now = CacheMarks(etag=etag, digest=sha256(body).hexdigest())
        is_old = now.digest == seen.digest
        return Fetched(None if is_old else body, now, off, events.stopped, events.cut_short)

    def _report(self, body: str, into: _Events) -> None:
        """Ask for events, each with its calendar where the server gives that too."""
        answer = ask(self.web, "REPORT", self.address, self.login, body=body, depth="1")
        into.add(read_answer(answer.body))

    def _list_into(self, events: _Events) -> None:
        """Ask for the hrefs of all that lies in the calendar, but itself."""
        answer = ask(self.web, "PROPFIND", self.address, self.login, body=_LIST, depth="1")
        found = read_answer(answer.body)
        within = tuple(one for one in found.responses if not one.is_collection)
        events.add(found._replace(responses=within))


@dataclass
class _Events:
    """The events of one fetch: the calendar of each by its href, and what is missing."""

    data: dict[str, str] = field(default_factory=dict)
    stopped: Stopped = ""
    cut_short: bool = False

    def add(self, answer: DavAnswer) -> None:
        """Take what an answer holds, and what it lacks."""
        self.data |= {one.href: one.data for one in answer.responses if one.status < 400}
        self.stopped = self.stopped or answer.stopped
        self.cut_short = self.cut_short or answer.cut_short

    def missing(self) -> list[str]:
        """Return the hrefs whose calendars did not come along, as many as we ask for."""
        hrefs = [href for href, data in self.data.items() if not data]
        if len(hrefs) > MOST_EVENTS:
            self.stopped = self.stopped or "many"
        return hrefs[:MOST_EVENTS]


def ask(
    web: HttpClient, method: str, address: str, login: Login, *, body: str, depth: str
) -> HttpResponse:
    """Ask a CalDAV server. Raises the `CalendarProblem` of what is no success.

    `AnotherHost` where the address leads to another place: that was asked without the login.
    """
    headers = {"Depth": depth, "Content-Type": 'application/xml; charset="utf-8"'}
    question = HttpRequest(address, method, headers, body.encode(), login)
    answer = web.ask(question)
    if place_of(answer.address) != place_of(address):
        raise _another_host(answer.address)
    if answer.status in (400, 405, 415, 501):
        raise problems.CalendarGone  # a web server, but not for calendars
    if answer.status == 401:
        raise problems.PasswordWrong
    if answer.status == 507 or (answer.status == 403 and _MANY in answer.body):
        raise problems.TooMuch
    if answer.status == 403:
        raise problems.NotAllowed
    check_status(answer)
    return answer


def onward(here: str, href: str, agreed: Collection[str] = ()) -> str:
    """Return the address that an answer names. Raises `AnotherHost`, `UnsafeRedirect`.

    The password would go there too, so only hosts of one family may name each other, and
    such as somebody has agreed to.
    """
    try:
        there = safe_address(urljoin(here, quote(href, safe=RESERVED)))
    except (ValueError, problems.BadAddress, problems.NotPrivate):
        raise problems.UnsafeRedirect from None
    old, new = place_of(here), place_of(there)
    related = any(all(place.endswith(f".{one}") for place in (old, new)) for one in FAMILIES)
    if old != new and not related and new not in agreed:
        raise _another_host(there)
    return there


def _parts(hrefs: list[str]) -> Iterator[list[str]]:
    """Cut what is asked for into parts that any server takes."""
    return (hrefs[at : at + PART_EVENTS] for at in range(0, len(hrefs), PART_EVENTS))


def _another_host(address: str) -> problems.AnotherHost:
    problem = problems.AnotherHost(host=place_of(address))
    problem.address = address
    return problem


def _with_scheme(address: str) -> str:
    text = address.strip()
    return text if "://" in text else f"https://{text}"


def _is_calendar(found: DavResponse) -> bool:
    """Say whether it is a calendar that may hold events (a task list may not)."""
    return found.is_calendar and (not found.components or "VEVENT" in found.components)


def _mark(body: bytes, today: datetime) -> str:
    """Return what changes when the calendar does, or the day; "" if the server says nothing."""
    found = read_answer(body).responses
    mark = found[0].mark if found else ""
    return f"{mark} {today:%Y%m%d}" if mark else ""


def _together(pieces: Iterable[str], owner: str) -> bytes:
    """Put the calendars of single events into one body; the last one says whose they are.

    Where the login is an e-mail address, invitations name the person by it.
    """
    found = sorted(piece.strip() for piece in pieces if piece.strip())
    said = [f"X-OWNER:mailto:{owner}"] if "@" in owner and owner.isprintable() else []
    last = ["BEGIN:VCALENDAR", "VERSION:2.0", *said, "END:VCALENDAR"]
    return "\n".join([*found, *last]).encode() + b"\n"


def _utc(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"
