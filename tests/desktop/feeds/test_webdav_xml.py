"""The child that reads XML: limits hold, good responses count, and a fault is told as one."""

from __future__ import annotations

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler

import pytest

from desktop.feeds import problems
from desktop.feeds.caldav import CalDavFeed
from desktop.feeds.http import HttpClient, HttpLimits
from desktop.feeds.source_state import Source
from desktop.feeds.timetable import Timetable
from desktop.feeds.webdav_xml import DavAnswer, XmlLimits, read_answer
from desktop.ical.expansion import read_calendar
from desktop.sessions.session import CalendarReaderDied
from resources.declared import Problem
from resources.platform.child_process import WEBDAV_XML, child_command, start_child
from tests.desktop.feeds.test_timetable import NOW, InMemory
from tests.desktop.ical.test_expansion import cpu_of_children
from tests.desktop.ical.written import GOOD, calendar, event
from tests.support.process_rights import FILTERED, has_no_network, leaves_no_dump
from tests.support.servers import reply, served
from tests.support.still_clock import StillClock
from tests.support.until import wait_until

LARGE = 9_900_000
HEAD = b'<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
TAIL = b"</d:multistatus>"


def response(href: str, props: str = "", status: str = "HTTP/1.1 200 OK") -> bytes:
    """Write a response."""
    stat = f"<d:propstat><d:prop>{props}</d:prop><d:status>{status}</d:status></d:propstat>"
    return f"<d:response><d:href>{href}</d:href>{stat}</d:response>".encode()


TEA = response("/tea", "<d:displayname>Tea</d:displayname>")


def names(answer: DavAnswer) -> list[str]:
    """Name what an answer holds."""
    return [one.name for one in answer.responses]


def test_what_we_ask_for_is_read() -> None:
    props = (
        "<d:displayname> Tea &amp; caf\u00e9 </d:displayname>"
        "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
        '<c:supported-calendar-component-set><c:comp name="VEVENT"/><c:comp name="VTODO"/>'
        "</c:supported-calendar-component-set>"
        "<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>"
        "<c:calendar-home-set><d:href>/1/</d:href><d:href>/2/</d:href></c:calendar-home-set>"
        "<d:getetag>e</d:getetag><d:sync-token>s</d:sync-token>"
        "<c:calendar-data><![CDATA[BEGIN:VCALENDAR\r\nX:<b>&amp;\r\n]]></c:calendar-data>"
    )
    body = HEAD + response("/tea/", props) + response("/x", status="HTTP/1.1 404 Not Found") + TAIL
    answer = read_answer(body)
    first, other = answer.responses
    assert (first.href, first.name, first.principal) == ("/tea/", "Tea & caf\u00e9", "/me/")
    assert (first.homes, first.components) == (("/1/", "/2/"), ("VEVENT", "VTODO"))
    assert (first.is_collection, first.is_calendar, first.mark) == (True, True, "s")
    assert first.data == "BEGIN:VCALENDAR\nX:<b>&amp;"
    assert (other.href, other.name, answer.stopped, answer.cut_short) == ("/x", "", "", False)


NONSENSE = {
    "nothing": b"",
    "a page": b"<html></html>",
    "crossed": b"<a><b></a>",
    "no text": b"\xff\xfe\x00",
    "a document type": b'<!DOCTYPE d:multistatus [<!ENTITY x "y">]>' + HEAD + b"&x;" + TAIL,
    "a document type elsewhere": b'<!DOCTYPE a SYSTEM "https://evil.example/a.dtd">' + HEAD + TAIL,
    "a name that nobody explained": HEAD + b"&copy;" + TAIL,
    "an unknown charset": b'<?xml version="1.0" encoding="nonsense"?>' + HEAD + TAIL,
    "deep": HEAD + b"<a>" * 1000,
    "deep in a response": HEAD + b"<d:response>" + b"<a>" * 3_000_000,
    "zeros": b"\0" * LARGE,
    "one long word": b"x" * LARGE,
    "one long name": HEAD + b"<" + b"a" * LARGE,
    "a million laughs": (
        b'<!DOCTYPE a [<!ENTITY a0 "ha">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(9))
        + b"]>"
        + HEAD
        + b"&a9;"
        + TAIL
    ),
    "a parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]>' + HEAD,
}


@pytest.mark.parametrize("what", NONSENSE)
def test_what_is_no_multistatus_is_the_servers_trouble(what: str) -> None:
    began = cpu_of_children()
    with pytest.raises(problems.ServerTrouble):
        read_answer(NONSENSE[what])
    assert cpu_of_children() - began < 5


def attributes(count: int) -> bytes:
    """Write an element with many attributes."""
    return b"<a " + b" ".join(b'a%d=""' % number for number in range(count)) + b"/>"


FLOODS = {
    "elements": b"x<a/>" * (LARGE // 5),
    "responses of nothing": b"<d:response/>" * (LARGE // 13),
    "one element with a million attributes": attributes(LARGE // 11),
    "elements with many attributes": attributes(1000) * (LARGE // 8900),
    "references": b"&#65;" * (LARGE // 5) + b"<a/>" * 100_000,
    "comments": b"<!---->" * (LARGE // 7) + b"<a/>" * 100_000,
    "instructions": b"<?a?>" * (LARGE // 5) + b"<a/>" * 100_000,
    "spaces named anew": b'<a xmlns="b"/>' * (LARGE // 14),
    "spaces with names": b"".join(b'<a xmlns:p%d="u"/>' % n for n in range(LARGE // 22)),
    "blocks of text": b"<![CDATA[]]>" * (LARGE // 12) + b"<a/>" * 100_000,
}


@pytest.mark.parametrize("what", FLOODS)
def test_a_flood_ends_in_time_and_what_came_before_it_counts(what: str) -> None:
    began = cpu_of_children()
    answer = read_answer(HEAD + TEA + FLOODS[what] + TEA + TAIL)
    assert cpu_of_children() - began < 6
    assert names(answer)[0] == "Tea"
    assert answer.stopped in ("many", "memory", "time")
    with pytest.raises(problems.TooMuch):
        read_answer(HEAD + b"<d:response><d:href>" + FLOODS[what])


def test_an_answer_that_breaks_off_counts_as_far_as_it_came() -> None:
    for body in (HEAD + TEA + TEA[:-20], HEAD + TEA, HEAD + TEA + b"<br>" + TAIL):
        answer = read_answer(body)
        assert (names(answer), answer.stopped, answer.cut_short) == (["Tea"], "", True)


def test_chatter_behind_the_end_is_none_of_it() -> None:
    answer = read_answer(HEAD + TEA + TAIL + b"\n<br />\n<b>Warning</b>: Cannot modify header")
    assert (names(answer), answer.stopped, answer.cut_short) == (["Tea"], "", False)


def test_a_server_that_gives_only_a_part_says_so() -> None:
    """RFC 5323, 5.4, and RFC 6578, 3.6: a row of its own with 507."""
    rest = b"<d:response><d:href>/</d:href><d:status>HTTP/1.1 507 Full</d:status></d:response>"
    answer = read_answer(HEAD + TEA + rest + TAIL)
    assert (names(answer), answer.stopped) == (["Tea"], "many")


def test_ten_thousand_events_are_no_flood() -> None:
    data = "<c:calendar-data>BEGIN:VCALENDAR</c:calendar-data><d:getetag>1</d:getetag>"
    rows = b"".join(response(f"/{number}.ics", data) for number in range(10_000))
    answer = read_answer(HEAD + rows + TAIL)
    assert (len(answer.responses), answer.stopped, answer.cut_short) == (10_000, "", False)


def test_the_limits_count_only_what_the_child_itself_uses() -> None:
    body = HEAD + TEA * 1000 + TAIL
    assert read_answer(body, limits=XmlLimits(nodes=60)).stopped == "many"
    with pytest.raises(problems.TooMuch):
        read_answer(body, limits=XmlLimits(seconds=0))


@pytest.mark.parametrize(
    "dies", ["raise SystemExit(3)", "import no_such_library", "os.kill(os.getpid(), 9)"]
)
def test_a_child_that_dies_is_a_fault(dies: str) -> None:
    with pytest.raises(CalendarReaderDied):
        read_answer(HEAD + TAIL, command=(sys.executable, "-c", f"import os; {dies}"))
    line = b'{"type":"DavResponse","name":"Tea"}\n{"type":"Dav'
    script = f"import os; os.write(1, {line!r}); {dies}"
    answer = read_answer(HEAD + TAIL, command=(sys.executable, "-c", script))
    assert (names(answer), answer.stopped) == (["Tea"], "died")


@FILTERED
def test_the_child_has_no_network_and_leaves_no_dump() -> None:
    with start_child(child_command(WEBDAV_XML), "stdin", "stdout") as child:
        wait_until(lambda: has_no_network(child.pid), what="a child without network")
        assert leaves_no_dump(child.pid)
        os.kill(child.pid, signal.SIGSEGV)
        assert child.wait(20) == -signal.SIGSEGV


def one_event(event_data: bytes) -> bytes:
    """Write the response of an event."""
    return response("/1", f"<c:calendar-data>{event_data.decode()}</c:calendar-data>")


@pytest.mark.parametrize(
    ("rest", "note", "problem"),
    [
        (b"x<a/>" * (LARGE // 5), [problems.TooMuch], None),
        (b"<d:response><d:href>", [], problems.CutShort),
    ],
)
async def test_a_calendar_of_which_a_part_came_shows_it_says_so_and_loses_nothing(
    rest: bytes, note: list[type[Problem]], problem: type[Problem] | None
) -> None:
    other = event(";TZID=Europe/London:20260702T100000", uid="2")
    whole = HEAD + one_event(calendar(GOOD, other)) + TAIL
    part = HEAD + one_event(calendar(GOOD)) + rest
    answers = [HEAD + TAIL, part, HEAD + TAIL, whole, HEAD + TAIL, part]

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.rfile.read(int(request.headers["Content-Length"]))
        reply(request, answers.pop(0), 207)

    with served(answer, methods=("PROPFIND", "REPORT")) as address:
        web = HttpClient(HttpLimits(connect=30, read=60, total=90))
        feed = CalDavFeed(f"{address}/c/", ("mary", "word"), web, now=lambda: NOW)
        table = Timetable(InMemory(), read_calendar, StillClock(NOW))
        await table.use([Source("a", feed)])
        for known in (1, 2, 2):
            await table.refresh()
            (state,) = table.states
            assert len(table.sessions) == known
            if known == 1 or not answers:
                assert [type(one) for one in state.notes] == note
                assert type(state.problem) is (problem or type(None))
            assert table.changes == ()
