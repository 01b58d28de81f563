"""Calendars from the web and from files: each way it can go wrong has its own words."""

from __future__ import annotations

import gzip
import os
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.feeds import problems
from desktop.feeds.feeds import CacheMarks, FileFeed, WebFeed, clock_off, feed_of
from desktop.feeds.http import (
    HttpClient,
    HttpLimits,
    HttpRequest,
    is_loopback,
    redirected,
    safe_address,
)
from resources.declared import Problem
from resources.words import Words
from tests.desktop.ical.written import GOOD, calendar
from tests.support.servers import certificate, reply, served

BODY = calendar(GOOD)
QUICK = HttpClient(HttpLimits(connect=30, read=30, total=60, size=1024 * 1024))
HASTY = HttpClient(HttpLimits(connect=1, read=1, total=2, size=1024 * 1024))
"""For servers that are never done: nothing else may be measured by its limits."""


def fetch(address: str, seen: CacheMarks | None = None, web: HttpClient = QUICK) -> bytes | None:
    """Fetch a calendar, and return its bytes."""
    return WebFeed(address, web).fetch(seen or CacheMarks()).body


def test_a_calendar_is_fetched_and_recognised_when_it_did_not_change() -> None:
    asked: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.headers["If-None-Match"])
        if asked[-1] == '"1"':
            reply(request, status=304)
        else:
            reply(request, BODY, ETag='"1"', Last_Modified="Wed, 01 Jul 2026 10:00:00 GMT")

    with served(answer) as server:
        first = WebFeed(server, QUICK).fetch(CacheMarks())
        again = WebFeed(server, QUICK).fetch(first.seen)
    assert first.body == BODY
    assert again.body is None
    assert again.seen == first.seen
    assert asked == [None, '"1"']


def test_h3_a_server_that_ignores_marks_is_seen_not_to_have_changed() -> None:
    with served(lambda request: reply(request, BODY, ETag='"1"')) as server:
        first = WebFeed(server, QUICK).fetch(CacheMarks())
        assert WebFeed(server, QUICK).fetch(first.seen).body is None


def test_h1_a_bomb_is_stopped_at_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 64 * 1024 * 1024)
    with (
        served(lambda request: reply(request, bomb, Content_Encoding="gzip")) as server,
        pytest.raises(problems.TooLarge),
    ):
        fetch(server)


def test_a_packed_calendar_is_unpacked() -> None:
    packed = gzip.compress(BODY)
    with served(lambda request: reply(request, packed, Content_Encoding="gzip")) as server:
        assert fetch(server) == BODY


def test_a_packed_calendar_that_does_not_say_so_is_unpacked_within_the_limit() -> None:
    packed, bomb = gzip.compress(BODY), gzip.compress(b"\0" * 64 * 1024 * 1024)
    with served(lambda request: reply(request, packed)) as server:
        assert fetch(server) == BODY
    with served(lambda request: reply(request, bomb)) as server, pytest.raises(problems.TooLarge):
        fetch(server)


def test_a_packed_calendar_of_several_members_is_unpacked_to_its_end() -> None:
    packed = gzip.compress(BODY[:50]) + gzip.compress(BODY[50:]) + b"\0" * 8
    with served(lambda request: reply(request, packed)) as server:
        assert fetch(server) == BODY


@pytest.mark.parametrize(
    ("charset", "written", "read"),
    [
        ("iso-8859-1", "iso-8859-1", "Café"),
        ('"Windows-1252"', "cp1252", "Café"),
        ("koi8-r", "koi8-r", "Чай"),
        ("iso-8859-1", "utf-8", "Café"),  # many servers say so of everything
    ],
)
def test_the_declared_charset_counts_where_it_is_no_utf_8(
    charset: str, written: str, read: str
) -> None:
    body = BODY.replace(b"SUMMARY:Tea", f"SUMMARY:{read}".encode(written))
    kind = f"text/calendar; charset={charset}"
    with served(lambda request: reply(request, body, Content_Type=kind)) as server:
        assert f"SUMMARY:{read}".encode() in (fetch(server) or b"")


@pytest.mark.parametrize("charset", ["punycode", "nonsense", "hex", "utf-8"])
def test_another_charset_leaves_the_body_as_it_is(charset: str) -> None:
    body = BODY.replace(b"SUMMARY:Tea", b"SUMMARY:Caf\xe9")
    kind = f"text/calendar; charset={charset}"
    with served(lambda request: reply(request, body, Content_Type=kind)) as server:
        assert fetch(server) == body


def test_a_server_whose_headers_drip_is_left_and_its_line_closed() -> None:
    """Else each check of a calendar would leave a thread and a connection behind."""
    left = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while True:
                request.wfile.write(b"x")
                left.wait(0.1)
        except OSError:
            left.set()

    with served(drip) as server, pytest.raises(problems.TooSlow):
        fetch(server, web=HASTY)
    assert left.wait(10)


def test_a_packed_calendar_that_is_damaged_has_words_too() -> None:
    packed = bytearray(gzip.compress(BODY))
    packed[12:20] = b"\xff" * 8
    damaged = bytes(packed)
    with (
        served(lambda request: reply(request, damaged, Content_Encoding="gzip")) as server,
        pytest.raises(problems.ServerTrouble),
    ):
        fetch(server)


def _short(request: BaseHTTPRequestHandler) -> None:
    request.send_header("Content-Length", str(2 * len(BODY)))
    request.end_headers()
    request.wfile.write(BODY)


def _reset(request: BaseHTTPRequestHandler) -> None:
    """Send a part; then the line is cut hard (RST, by a linger of 0 seconds)."""
    request.send_header("Content-Length", str(2 * len(BODY)))
    request.end_headers()
    request.wfile.write(BODY)
    linger = struct.pack("ii", 1, 0)
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    request.connection.close()


def _bad_chunk(request: BaseHTTPRequestHandler) -> None:
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"5\r\nBEGIN\r\nnot a number\r\n")


def _half_chunk(request: BaseHTTPRequestHandler) -> None:
    request.send_header("Transfer-Encoding", "chunked")
    request.end_headers()
    request.wfile.write(b"ffff\r\nBEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("breaks", "problem"),
    [
        (_short, problems.CutShort),
        (_bad_chunk, problems.CutShort),
        (_half_chunk, problems.CutShort),
        (_reset, problems.CalendarProblem),  # it may overtake even the first line
    ],
)
def test_a_download_that_breaks_has_words(
    breaks: Callable[[BaseHTTPRequestHandler], None], problem: type[Problem]
) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        breaks(request)

    with served(answer) as server, pytest.raises(problem):
        fetch(server)


def test_a_download_that_stalls_in_the_middle_is_too_slow() -> None:
    go = threading.Event()

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        _short(request)
        go.wait(10)

    with served(answer) as server:
        with pytest.raises(problems.TooSlow):
            fetch(server, web=HASTY)
        go.set()


@pytest.mark.parametrize("said", [b"nonsense\r\n\r\n", b"", b"HTTP/1.1 abc OK\r\n\r\n"])
def test_an_answer_that_is_none_has_words(said: bytes) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(said)

    with served(answer) as server, pytest.raises(problems.CalendarProblem):
        fetch(server)


def test_h2_a_server_that_drips_is_left_at_the_deadline() -> None:
    stop = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not stop.wait(0.2):
            request.wfile.write(b"x")

    with served(drip) as server:
        with pytest.raises(problems.TooSlow):
            fetch(server, web=HASTY)
        stop.set()


def test_a_server_that_says_nothing_is_left() -> None:
    stop = threading.Event()

    def silent(_: BaseHTTPRequestHandler) -> None:
        stop.wait(5)

    with served(silent) as server:
        with pytest.raises(problems.TooSlow):
            fetch(server, web=HASTY)
        stop.set()


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (401, problems.NeedsPassword),
        (403, problems.NeedsPassword),
        (404, problems.CalendarGone),
        (410, problems.CalendarGone),
        (429, problems.TooManyRequests),
        (500, problems.ServerTrouble),
        (503, problems.ServerTrouble),
        (418, problems.ServerTrouble),
        (511, problems.NetworkSignIn),
    ],
)
def test_h5_each_refusal_has_its_own_problem(
    status: int, problem: type[problems.CalendarProblem]
) -> None:
    with (
        served(lambda request: reply(request, b"no", status, Retry_After="120")) as server,
        pytest.raises(problem) as caught,
    ):
        fetch(server)
    assert caught.value.wait == (120 if status not in (401, 403, 404, 410, 511) else 0)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html><form><input type='text'></form></html>", problems.WebPage),
        (b'<!DOCTYPE html><input type="password">', problems.NeedsPassword),
        (b"", problems.EmptyCalendar),
        (b" \r\n", problems.EmptyCalendar),
        (b"{}", problems.NotACalendar),
        (b"/etc/hostname", problems.NotACalendar),
    ],
)
def test_c7_c8_what_is_no_calendar_has_its_own_problem(
    body: bytes, problem: type[problems.CalendarProblem], tmp_path: Path
) -> None:
    with served(lambda request: reply(request, body)) as server, pytest.raises(problem):
        fetch(server)
    file = tmp_path / "a.ics"
    file.write_bytes(body)
    with pytest.raises(problem):
        FileFeed(file).fetch(CacheMarks())


def test_h5_a_host_that_is_not_there() -> None:
    with pytest.raises(problems.NoConnection):
        fetch("https://nobody.invalid/a.ics")
    with served(reply) as server:
        pass
    with pytest.raises(problems.NoConnection):
        fetch(server)


def test_h5_a_certificate_nobody_vouches_for(tmp_path: Path) -> None:
    context, trusting = certificate(tmp_path)
    with served(lambda request: reply(request, BODY), context) as server:
        with pytest.raises(problems.NotTrusted):
            fetch(server)
        assert fetch(server, web=HttpClient(QUICK.patience, trusting)) == BODY


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://example.org/a.ics", problems.NotPrivate),
        ("ftp://example.org/a.ics", problems.BadAddress),
        ("file:///etc/hostname", problems.BadAddress),
        ("javascript://example.org/%0aalert(1)", problems.BadAddress),
        ("https://", problems.BadAddress),
        ("https://exa mple.org/", problems.BadAddress),
        ("https://example.org\\@evil.example/", problems.BadAddress),
        ("https://example.org:port/", problems.BadAddress),
        ("http://127.0.0.1.evil.example/", problems.NotPrivate),
    ],
)
def test_addresses_we_do_not_open(address: str, problem: type[problems.CalendarProblem]) -> None:
    with pytest.raises(problem):
        fetch(address)


def test_h6_webcal_means_https() -> None:
    assert safe_address("webcal://example.org/a?b=c") == "https://example.org/a?b=c"
    assert safe_address("WEBCALS://example.org/a") == "https://example.org/a"
    assert safe_address(" https://example.org/a#k ") == "https://example.org/a#k"
    assert safe_address("http://[::1]:5232/a") == "http://[::1]:5232/a"
    assert is_loopback("localhost")


def redirecting(target: str) -> Iterator[str]:
    """Serve a redirect to `target`."""
    with served(lambda request: reply(request, status=302, Location=target)) as server:
        yield server


def test_h4_a_redirect_is_followed_and_at_most_5() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        left = int(request.path[1:] or "0")
        if left:
            reply(request, status=302, Location=f"/{left - 1}")
        else:
            reply(request, BODY)

    with served(answer) as server:
        assert fetch(f"{server}/5") == BODY
        with pytest.raises(problems.UnsafeRedirect):
            fetch(f"{server}/6")


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("file:///etc/hostname", problems.UnsafeRedirect),
        ("ftp://example.org/", problems.UnsafeRedirect),
        ("http://example.org/login", problems.NetworkSignIn),
        ("https://[bad/", problems.ServerTrouble),
        ("data:text/calendar,BEGIN:VCALENDAR", problems.UnsafeRedirect),
    ],
)
def test_h4_redirects_we_do_not_follow(
    target: str, problem: type[problems.CalendarProblem]
) -> None:
    for server in redirecting(target):
        with pytest.raises(problem):
            fetch(server)


def test_h4_https_never_becomes_http(tmp_path: Path) -> None:
    context, trusting = certificate(tmp_path)
    with served(lambda request: reply(request, BODY)) as plain:

        def answer(request: BaseHTTPRequestHandler) -> None:
            reply(request, status=301, Location=plain)

        with served(answer, context) as server, pytest.raises(problems.UnsafeRedirect):
            fetch(server, web=HttpClient(QUICK.patience, trusting))


def test_h4_the_internet_may_not_lead_into_a_private_network() -> None:
    home = urlsplit("https://93.184.215.14/a.ics")
    for target in (
        "https://127.0.0.1/",
        "https://192.168.1.1/",
        "https://[::1]/",
        "https://169.254.169.254/",
    ):
        with pytest.raises(problems.UnsafeRedirect):
            redirected(home, "https://93.184.215.14/a.ics", target)
    assert redirected(home, "https://93.184.215.14/a.ics", "/b") == "https://93.184.215.14/b"


def test_h4_a_password_goes_to_its_own_host_only() -> None:
    heard: list[str | None] = []

    def other(request: BaseHTTPRequestHandler) -> None:
        heard.append(request.headers["Authorization"])
        reply(request, BODY)

    with served(other) as elsewhere:

        def home(request: BaseHTTPRequestHandler) -> None:
            heard.append(request.headers["Authorization"])
            reply(request, status=302, Location=elsewhere)

        with served(home) as server:
            assert fetch(server.replace("//", "//mary:se%40cret@")) == BODY
    assert heard == ["Basic bWFyeTpzZUBjcmV0", None]


def test_no_password_is_taken_from_the_persons_netrc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    heard: list[str | None] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        heard.append(request.headers["Authorization"])
        reply(request, BODY)

    with served(answer) as server:
        fetch(server)
    assert heard == [None]


def test_h9_the_address_is_in_no_text_we_make() -> None:
    feed = WebFeed("https://mary:secret@example.invalid/private-abc/basic.ics", QUICK)
    question = HttpRequest("https://example.invalid/private-abc", auth=("mary", "secret"))
    with pytest.raises(problems.NoConnection) as caught:
        feed.fetch(CacheMarks())
    for text in (repr(feed), repr(question), str(caught.value), repr(caught.value.details)):
        assert "private" not in text
        assert "secret" not in text
    assert caught.value.__suppress_context__


def test_h10_a_wrong_clock_is_noticed() -> None:
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    late = {"date": format_datetime(now - timedelta(hours=3), usegmt=True)}
    assert clock_off(late, now) == 3 * 3600
    assert clock_off(late | {"age": "10800"}, now) == 0
    assert clock_off({"date": format_datetime(now + timedelta(minutes=2))}, now) == 0
    assert clock_off({"date": "yesterday"}, now) == 0
    assert clock_off({}, now) == 0


def test_a_file_is_read_and_known_again(tmp_path: Path) -> None:
    file = tmp_path / "tea.ics"
    file.write_bytes(BODY)
    feed = feed_of(str(file))
    first = feed.fetch(CacheMarks())
    assert first.body == BODY
    assert feed.fetch(first.seen).body is None


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(problems.FileMissing):
        FileFeed(tmp_path / "none.ics").fetch(CacheMarks())
    with pytest.raises(problems.FileUnreadable):
        FileFeed(tmp_path).fetch(CacheMarks())
    large = tmp_path / "large.ics"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 11 * 1024 * 1024)
    with pytest.raises(problems.TooLarge):
        FileFeed(large).fetch(CacheMarks())


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_d8_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "tea.ics"
    os.mkfifo(path)
    with pytest.raises(problems.FileStrange):
        FileFeed(path).fetch(CacheMarks())


def test_every_problem_has_words() -> None:
    words = Words()
    for kind in problems.CalendarProblem.__subclasses__():
        assert words.explain(kind()).next, kind.key
