"""Calendars on a real server with a password, and on servers that answer nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from desktop.feeds import problems
from desktop.feeds.caldav import MOST_EVENTS, CalDavCalendar, CalDavFeed, Discovery, onward
from desktop.feeds.feeds import CacheMarks
from desktop.feeds.http import HttpClient, HttpLimits
from desktop.feeds.source_state import Source
from desktop.feeds.timetable import Timetable
from desktop.ical.expansion import read_calendar
from desktop.sessions.session import TimeRange
from tests.desktop.feeds.test_timetable import InMemory
from tests.desktop.ical.written import LONDON, calendar, clocks, event
from tests.support.dav_server import DAV_LOGIN, DavServer, dav_served
from tests.support.radicale_server import LOGIN, Radicale, radicale
from tests.support.servers import certificate, reply, served
from tests.support.still_clock import StillClock
from tests.support.xandikos_server import LOGIN as OTHER_LOGIN
from tests.support.xandikos_server import Xandikos, xandikos

NOW = datetime(2026, 7, 1, 12, tzinfo=LONDON)
DAY = timedelta(days=1)
WEB = HttpClient(HttpLimits(connect=30, read=60, total=90))  # never by the clock
WEEKLY = event(
    ";TZID=Europe/London:20260106T190000",
    "DURATION:PT1H",
    "RRULE:FREQ=WEEKLY",
    "URL:https://zoom.us/j/1?pwd=a",
)
MOVED = event(
    ";TZID=Europe/London:20260708T150000",
    "RECURRENCE-ID;TZID=Europe/London:20260707T190000",
    "DURATION:PT1H",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    """A server with 2 calendars and a task list."""
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        tea = running.make("tea", "Tuesday Tea")
        running.put(tea, "weekly", calendar(WEEKLY, MOVED))
        walk = running.make("walk", "A walk")
        running.put(walk, "once", calendar(event(":20260703T100000Z", uid="walk")))
        running.put(walk, "old", calendar(event(":20200703T100000Z", uid="old")))
        running.make("tasks", "Tasks", "VTODO")
        yield running


@pytest.mark.parametrize("path", ["", "/", "/mary/", "/.well-known/caldav"])
def test_calendars_are_found_from_any_address(server: Radicale, path: str) -> None:
    found = Discovery(LOGIN, WEB).calendars(server.address + path)
    assert [one.name for one in found] == ["A walk", "Tuesday Tea"]
    assert found[1].address == f"{server.address}/mary/tea/"


def test_a_calendars_own_address_is_that_calendar(server: Radicale) -> None:
    (found,) = Discovery(LOGIN, WEB).calendars(f"{server.address}/mary/tea/")
    assert found.name == "Tuesday Tea"


def test_a_wrong_password_is_said(server: Radicale) -> None:
    with pytest.raises(problems.NeedsPassword):
        Discovery(("mary", "wrong"), WEB).calendars(server.address)
    with pytest.raises(problems.NeedsPassword):
        CalDavFeed(f"{server.address}/mary/tea/", ("mary", "wrong"), WEB).fetch(CacheMarks())


def test_a_calendar_that_is_not_there_is_said(server: Radicale) -> None:
    with pytest.raises(problems.CalendarGone):
        CalDavFeed(f"{server.address}/mary/none/", LOGIN, WEB).fetch(CacheMarks())


@pytest.fixture(scope="module")
def other_make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Xandikos]:
    """A server of another make: one calendar beside its own empty one, and a task list."""
    with xandikos(tmp_path_factory.mktemp("xandikos")) as running:
        running.put(running.make("tea", "Tuesday Tea"), "weekly", calendar(WEEKLY, MOVED))
        running.make("tasks", "Tasks", "VTODO")
        yield running


@pytest.mark.parametrize("path", ["", "/mary/", "/mary/calendars/", "/.well-known/caldav"])
def test_calendars_of_another_make_are_found_from_any_address(
    other_make: Xandikos, path: str
) -> None:
    web = HttpClient(WEB.patience, other_make.trusting)
    found = Discovery(OTHER_LOGIN, web).calendars(other_make.address + path)
    assert [one.name for one in found] == ["calendar", "Tuesday Tea"]
    assert found[1].address == f"{other_make.address}/mary/calendars/tea/"


def test_a_server_of_another_make_refuses_in_words(other_make: Xandikos) -> None:
    web = HttpClient(WEB.patience, other_make.trusting)
    with pytest.raises(problems.PasswordWrong):
        Discovery(("mary", "wrong"), web).calendars(other_make.address)
    with pytest.raises(problems.CalendarGone):
        feed = CalDavFeed(f"{other_make.address}/mary/calendars/none/", OTHER_LOGIN, web)
        feed.fetch(CacheMarks())
    with pytest.raises(problems.NotTrusted):  # its certificate is its own
        Discovery(OTHER_LOGIN, WEB).calendars(other_make.address)


async def test_a_series_of_another_make_is_read_and_a_change_is_noticed(
    other_make: Xandikos,
) -> None:
    address = other_make.make("walk", "A walk")
    other_make.put(address, "weekly", calendar(WEEKLY, MOVED))
    web = HttpClient(WEB.patience, other_make.trusting)
    feed = CalDavFeed(address, OTHER_LOGIN, web, now=lambda: NOW)
    first = feed.fetch(CacheMarks())
    assert feed.fetch(first.seen).body is None
    other_make.put(address, "new", calendar(event(":20260705T100000Z", uid="new")))
    table = Timetable(InMemory(), read_calendar, StillClock(NOW))
    await table.use([Source("tea", feed)])
    await table.refresh()
    near = [one for one in table.sessions if abs(one.start - NOW - DAY) < 7 * DAY]
    assert clocks(near) == ["30 Jun 19:00+0100", "05 Jul 11:00+0100", "08 Jul 15:00+0100"]


def dav(address: str) -> CalDavFeed:
    """Return the feed of a calendar, on the day of the tests."""
    return CalDavFeed(address, LOGIN, WEB, now=lambda: NOW)


async def test_a_series_and_its_change_are_read_and_known_again(server: Radicale) -> None:
    feed = dav(f"{server.address}/mary/tea/")
    first = feed.fetch(CacheMarks())
    assert first.body is not None
    assert feed.fetch(first.seen).body is None
    table = Timetable(InMemory(), read_calendar, StillClock(NOW))
    await table.use([Source("tea", feed), Source("walk", dav(f"{server.address}/mary/walk/"))])
    await table.refresh()
    near = [one for one in table.sessions if abs(one.start - NOW - DAY) < 7 * DAY]
    assert clocks(near) == ["30 Jun 19:00+0100", "03 Jul 11:00+0100", "08 Jul 15:00+0100"]
    assert near[0].links[0].url == "https://zoom.us/j/1?pwd=a"


def test_another_day_asks_again_and_a_change_is_noticed(server: Radicale) -> None:
    address = server.make("changing", "Changing")
    feed = dav(address)
    empty = feed.fetch(CacheMarks())
    tomorrow = CalDavFeed(address, LOGIN, WEB, now=lambda: NOW + timedelta(days=1))
    assert tomorrow.fetch(empty.seen).seen.etag != empty.seen.etag
    server.put(address, "new", calendar(event(":20260705T100000Z", uid="new")))
    changed = feed.fetch(empty.seen)
    assert changed.body is not None
    assert b"UID:new" in changed.body


async def test_a_killed_server_leaves_the_last_good_copy(tmp_path: Path) -> None:
    with radicale(tmp_path) as running:
        address = running.make("tea", "Tea")
        running.put(address, "weekly", calendar(WEEKLY))
        table = Timetable(InMemory(), read_calendar, StillClock(NOW))
        await table.use([Source("tea", dav(address))])
        await table.refresh()
        shown = table.sessions
        running.process.kill()
        running.process.wait()
        await table.refresh()
    assert shown
    assert table.sessions == shown
    assert isinstance(table.states[0].problem, problems.NoConnection)
    assert table.states[0].checked_at == NOW


def test_an_ordinary_web_server_is_no_calendar() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        reply(request, b"no", 501)

    with served(answer) as web, pytest.raises(problems.CalendarProblem):
        Discovery(LOGIN, WEB).calendars(web)


@pytest.mark.parametrize(
    ("here", "href", "there"),
    [
        ("https://a.example/x/", "/y/", "https://a.example/y/"),
        (
            "https://caldav.icloud.com/",
            "https://p42-caldav.icloud.com:443/1/",
            "https://p42-caldav.icloud.com:443/1/",
        ),
    ],
)
def test_an_answer_may_name_the_same_host_or_its_family(here: str, href: str, there: str) -> None:
    assert onward(here, href) == there


@pytest.mark.parametrize(
    "href",
    [
        "https://evil.example/",
        "http://a.example/",
        "//evil.example/",
        "https://a.example:444/",
        "file:///etc/hostname",
        "https://[bad",
    ],
)
def test_an_answer_may_not_send_the_password_elsewhere(href: str) -> None:
    with pytest.raises(problems.UnsafeRedirect):
        onward("https://a.example/x/", href)


@pytest.mark.parametrize("knows", ["everything", "hrefs", "nothing"])
def test_what_a_server_does_not_give_by_time_is_asked_for_one_by_one(knows: str) -> None:
    with dav_served(calendar(WEEKLY)) as server:
        server.knows = knows
        feed = CalDavFeed(f"{server.address}/mary/0/", DAV_LOGIN, WEB, now=lambda: NOW)
        assert b"RRULE:FREQ=WEEKLY" in (feed.fetch(CacheMarks()).body or b"")


@pytest.mark.parametrize(("user", "declined"), [("mary@mail.example", True), ("mary", False)])
def test_the_login_says_whose_no_counts(user: str, declined: bool) -> None:
    """Servers name no owner in the calendar; an invitation names the person by the address."""
    no = "ATTENDEE;PARTSTAT=DECLINED:mailto:Mary@mail.example"
    with dav_served(calendar(event(":20260703T100000Z", no))) as server:
        server.asks_nobody = True
        feed = CalDavFeed(f"{server.address}/mary/0/", (user, "x"), WEB, now=lambda: NOW)
        body = feed.fetch(CacheMarks()).body
    assert body is not None
    (session,) = read_calendar(body, TimeRange.around(NOW, days=9), LONDON).sessions
    assert session.declined is declined


def answering(*bodies: str, status: int = 207) -> Iterator[str]:
    """Serve answers one after another, the last one for ever; yields the address."""
    left = list(bodies)

    def answer(request: BaseHTTPRequestHandler) -> None:
        body = left.pop(0) if len(left) > 1 else left[0]
        props = f"<d:propstat><d:prop>{body}</d:prop><d:status>HTTP/1.1 200 OK</d:status>"
        head = '<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
        whole = f"{head}<d:response><d:href>/a b/é/</d:href>{props}</d:propstat></d:response>"
        reply(request, f"{whole}</d:multistatus>".encode(), status)

    with served(answer, methods=("PROPFIND", "REPORT")) as address:
        yield address


WHO = "<d:current-user-principal><d:href>/me me/</d:href></d:current-user-principal>"
HOMES = "<d:href>/1/</d:href><d:href>/2/</d:href>"
WHERE = f"<c:calendar-home-set>{HOMES}</c:calendar-home-set>"
WHICH = "<d:resourcetype><c:calendar/></d:resourcetype><d:displayname>Tea</d:displayname>"


def test_every_home_is_looked_into_and_a_bare_href_is_understood() -> None:
    for address in answering(WHO, WHERE, WHICH, WHICH.replace("Tea", "Walk")):
        found = Discovery(LOGIN, WEB).calendars(address)
        assert [one.name for one in found] == ["Tea", "Walk"]
        assert found[0].address == f"{address}/a%20b/%C3%A9/"


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (401, problems.PasswordWrong),
        (403, problems.NotAllowed),
        (507, problems.TooMuch),
        (404, problems.CalendarGone),
        (500, problems.ServerTrouble),
    ],
)
def test_each_refusal_of_a_calendar_is_said(
    status: int, problem: type[problems.CalendarProblem]
) -> None:
    for address in answering("", status=status):
        with pytest.raises(problem) as caught:
            CalDavFeed(f"{address}/c/", LOGIN, WEB).fetch(CacheMarks())
        assert isinstance(caught.value, problems.PasswordWrong) == (status == 401)


def test_a_server_that_does_not_give_so_many_events_is_no_locked_door() -> None:
    body = '<d:error xmlns:d="DAV:"><d:number-of-matches-within-limits/></d:error>'

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.command == "PROPFIND":
            reply(request, b'<d:multistatus xmlns:d="DAV:"/>', 207)
        else:
            reply(request, body.encode(), 403)

    with served(answer, methods=("PROPFIND", "REPORT")) as address, pytest.raises(problems.TooMuch):
        CalDavFeed(f"{address}/c/", LOGIN, WEB).fetch(CacheMarks())


def test_a_list_that_is_too_long_to_ask_for_is_said_to_be_a_part() -> None:
    rows = "".join(
        f"<d:response><d:href>/c/{number}.ics</d:href></d:response>"
        for number in range(MOST_EVENTS + 1)
    )
    body = f'<d:multistatus xmlns:d="DAV:">{rows}</d:multistatus>'.encode()

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.rfile.read(int(request.headers["Content-Length"]))
        reply(request, body, 207)

    with served(answer, methods=("PROPFIND", "REPORT")) as address:
        assert CalDavFeed(f"{address}/c/", LOGIN, WEB).fetch(CacheMarks()).stopped == "many"


def test_carriage_returns_written_as_references_do_no_harm() -> None:
    data = calendar(WEEKLY).decode().replace("\r\n", "\n").replace("\n", "&#13;\n")
    for address in answering("", f"<c:calendar-data>{data}</c:calendar-data>"):
        body = CalDavFeed(f"{address}/c/", LOGIN, WEB).fetch(CacheMarks()).body
        assert body is not None and b"\r\r" not in body
        assert b"RRULE:FREQ=WEEKLY" in body


@pytest.fixture
def two() -> Iterator[tuple[DavServer, DavServer]]:
    """Two servers: the one that is typed, and another that takes whoever comes."""
    with dav_served(calendar(WEEKLY)) as typed, dav_served(calendar(WEEKLY)) as other:
        other.asks_nobody = True
        yield typed, other


def find(server: DavServer, *agreed: str) -> list[CalDavCalendar]:
    """Find the calendars of a server that is typed."""
    return Discovery(DAV_LOGIN, WEB, agreed).calendars(server.address)


def host(server: DavServer) -> str:
    """Return the name by which a server is agreed to."""
    return server.address.removeprefix("http://")


@pytest.mark.parametrize("path", ["/", "/mary/"])
def test_a_typed_host_that_leads_elsewhere_does_not_give_the_password_away(
    two: tuple[DavServer, DavServer], path: str
) -> None:
    typed, other = two
    typed.elsewhere[path] = other.address
    with pytest.raises(problems.AnotherHost) as caught:
        find(typed)
    assert caught.value.details == {"host": host(other)}
    assert other.heard and set(other.heard) == {None}


def test_a_place_that_was_agreed_to_gets_the_password(two: tuple[DavServer, DavServer]) -> None:
    typed, other = two
    typed.elsewhere["/"], other.asks_nobody = other.address, False
    with pytest.raises(problems.AnotherHost):
        find(typed)
    found = find(typed, host(other))
    assert [one.address for one in found] == [f"{other.address}/mary/{n}/" for n in (0, 1)]
    feed = CalDavFeed(found[0].address, DAV_LOGIN, WEB, now=lambda: NOW)
    assert b"SUMMARY" in (feed.fetch(CacheMarks()).body or b"")


def test_each_place_on_the_way_is_asked_about(two: tuple[DavServer, DavServer]) -> None:
    typed, other = two
    with dav_served(calendar(WEEKLY)) as third:
        typed.elsewhere["/"], other.elsewhere["/"] = other.address, third.address
        with pytest.raises(problems.AnotherHost) as caught:
            find(typed, host(other))
        assert caught.value.details == {"host": host(third)}
        assert find(typed, host(other), host(third))
    assert (DAV_LOGIN[1] in repr(caught.value), third.heard[0]) == (False, None)


def test_a_calendar_that_leads_elsewhere_later_does_not_either(
    two: tuple[DavServer, DavServer],
) -> None:
    typed, other = two
    found = find(typed)
    typed.elsewhere["/"] = other.address
    with pytest.raises(problems.AnotherHost):
        CalDavFeed(found[0].address, DAV_LOGIN, WEB).fetch(CacheMarks())
    assert set(other.heard) == {None}


def test_a_front_page_elsewhere_is_no_question_where_the_calendars_are_here(
    two: tuple[DavServer, DavServer],
) -> None:
    typed, other = two

    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.path == "/":
            reply(request, status=301, Location=f"{other.address}/welcome")
        else:
            typed.answer(request)

    with served(answer, methods=("PROPFIND",)) as address:
        found = Discovery(DAV_LOGIN, WEB).calendars(address)
    assert len(found) == 2
    assert set(other.heard) == {None}


def test_from_https_no_password_goes_to_http(tmp_path: Path) -> None:
    context, trusting = certificate(tmp_path)
    with dav_served(calendar(WEEKLY)) as plain:
        plain.asks_nobody = True

        def answer(request: BaseHTTPRequestHandler) -> None:
            reply(request, status=302, Location=plain.address)

        web = HttpClient(WEB.patience, trusting)
        with (
            served(answer, context, methods=("PROPFIND",)) as server,
            pytest.raises(problems.UnsafeRedirect),
        ):
            Discovery(DAV_LOGIN, web, (host(plain),)).calendars(server)
    assert plain.heard == []


def test_the_password_is_in_no_text_we_make() -> None:
    for made in (Discovery(LOGIN), CalDavFeed("https://a.example/secret/", LOGIN)):
        assert "secret" not in repr(made)
        assert LOGIN[1] not in repr(made)
