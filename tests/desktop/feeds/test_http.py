"""Which addresses of calendars are taken, and odd answers; the others: see `test_feeds`."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

import pytest

from desktop.feeds import problems
from desktop.feeds.http import check_address, place_of
from desktop.feeds.problems import BadAddress, NotPrivate
from tests.desktop.feeds.test_feeds import BODY, fetch
from tests.support.servers import served


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org/tea.ics", "https://example.org/tea.ics"),
        ("  <webcal://example.org/tea.ics>\n", "https://example.org/tea.ics"),
        ("WebCal://example.org/A%20b?x=1#y", "https://example.org/A%20b?x=1#y"),
        (
            "https://me:app-word@dav.example.org:8443/c/",
            "https://me:app-word@dav.example.org:8443/c/",
        ),
        (
            "https://calendar.google.com/calendar/ical/a%40b.com/private-0123/basic.ics",
            "https://calendar.google.com/calendar/ical/a%40b.com/private-0123/basic.ics",
        ),
    ],
)
def test_an_address_is_kept_to_the_letter_and_always_https(given: str, kept: str) -> None:
    assert check_address(given).reveal() == kept


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://Dav.Example.org/c/", "dav.example.org"),
        ("https://dav.example.org:443/", "dav.example.org"),
        ("https://dav.example.org./", "dav.example.org"),
        ("https://dav.example.org:8443/", "dav.example.org:8443"),
        ("http://localhost/", "localhost:80"),
        ("http://[::1]:5232/", "[::1]:5232"),
        ("https://mary:word@dav.example.org/", "dav.example.org"),
    ],
)
def test_what_a_password_is_meant_for_has_a_name(address: str, place: str) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize("given", ["http://example.org/tea.ics", "<HTTP://example.org/tea.ics>"])
def test_an_unprotected_address_is_refused(given: str) -> None:
    with pytest.raises(NotPrivate):
        check_address(given)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "example.org/tea.ics",
        "file:///etc/passwd",
        "https://",
        "https:///tea.ics",
        "https://exa mple.org/",
        "https://evil.example\\@example.org/",
        "https://example.org/\x00",
        "https://example.org/\ud800",
        "https://[::1/tea.ics",
        "https://example.org:99999/",
        "https://example.org/" + "x" * 1200,
        "tea.ics",
        "ftp://example.org/x",
        "javascript://x/%0aalert(1)",
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(BadAddress):
        check_address(given)


ODD = {
    "a length that is no number": (b"Content-Length: abc", None),
    "two lengths": (b"Content-Length: 5\r\nContent-Length: 500", problems.CalendarProblem),
    "a length past counting": (b"Content-Length: " + b"9" * 30, problems.CutShort),
    "hundreds of headers": (b"X: y\r\n" * 300 + b"X: y", problems.CalendarProblem),
    "a long header": (b"X: " + b"y" * 100_000, problems.CalendarProblem),
    "headers that are none": (b"no colon\r\n: no name", None),
    "packed, it says": (b"Content-Encoding: gzip", problems.ServerTrouble),
    "packed 50 times, it says": (
        b"Content-Encoding: " + b", ".join([b"gzip"] * 50),
        problems.ServerTrouble,
    ),
    "packed in a way of its own": (b"Content-Encoding: aes128gcm", None),
    "cookies": (b"Set-Cookie: =;;=; domain=.com\r\nSet-Cookie: a=" + b"b" * 9000, None),
    "a chunk past counting": (b"Transfer-Encoding: chunked", problems.CutShort),
}


@pytest.mark.parametrize("what", ODD)
def test_an_odd_answer_is_read_or_has_words(what: str) -> None:
    headers, problem = ODD[what]

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n\r\n" + BODY)

    with served(answer) as server:
        if problem is None:
            assert fetch(server) == BODY
        else:
            with pytest.raises(problem):
                fetch(server)
