"""Against a real server on this computer, that is stopped for real."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from desktop.checks.connection import Connection, origin_of, time_of
from desktop.checks.doctor import explain
from desktop.feeds.http import HttpClient, HttpLimits
from resources.declared import Finding, Health
from resources.words import Words
from tests.support.servers import served


def said(finding: Finding) -> tuple[str, Health]:
    assert explain(finding, Words()).happened
    return finding.outcome, finding.health


def test_without_a_calendar_nobody_is_asked() -> None:
    connection = Connection(None)
    assert said(connection.internet()) == ("not_asked", Health.GOOD)
    assert connection.time() is None


@pytest.mark.parametrize("status", [200, 404, 500])
def test_any_answer_of_the_host_is_the_internet(httpserver: HTTPServer, status: int) -> None:
    asked: list[Request] = []

    def answer(request: Request) -> Response:
        asked.append(request)
        return Response(status=status)

    httpserver.expect_request("/").respond_with_handler(answer)
    private = f"http://me:s3cret@localhost:{httpserver.port}/private-s3cret/tea.ics?token=s3cret"
    connection = Connection(private)
    assert said(connection.internet()) == ("works", Health.GOOD)
    really = connection.time()
    assert really is not None
    assert abs(really - datetime.now(UTC)) < timedelta(minutes=1)
    (request,) = asked
    assert request.method == "HEAD"
    assert "s3cret" not in f"{request.url}{request.headers}"


def test_a_host_that_is_gone() -> None:
    with HTTPServer() as server:
        address = server.url_for("/tea.ics")
    connection = Connection(address)
    assert said(connection.internet()) == ("no_answer", Health.BROKEN)
    assert connection.time() is None


def test_a_host_that_cannot_prove_who_it_is(httpserver: HTTPServer) -> None:
    connection = Connection(f"https://localhost:{httpserver.port}/tea.ics")
    assert said(connection.internet()) == ("not_trusted", Health.BROKEN)


def test_a_network_that_wants_a_sign_in(httpserver: HTTPServer) -> None:
    away = Response(status=302, headers={"Location": "http://wifi.example.org/sign-in"})
    httpserver.expect_request("/").respond_with_response(away)
    assert said(Connection(httpserver.url_for("/")).internet()) == ("sign_in", Health.BROKEN)


def test_a_host_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        connection = Connection(address, HttpClient(HttpLimits(connect=0.3, read=0.3, total=0.6)))
        assert said(connection.internet()) == ("no_answer", Health.BROKEN)


def test_a_host_that_answers_nonsense() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"nonsense\r\n\r\n")

    with served(answer, methods=("HEAD",)) as address:
        connection = Connection(address)
        assert said(connection.internet()) == ("no_answer", Health.BROKEN)
        assert connection.time() is None


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://me:word@example.org:8443/a?b#c", "https://example.org:8443"),
        ("https://example.org", "https://example.org"),
        ("tea.ics", None),
    ],
)
def test_of_an_address_only_the_host_is_used(address: str, origin: str | None) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    ("header", "moment"),
    [
        ("Mon, 23 Nov 2026 12:00:00 GMT", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("Mon, 23 Nov 2026 12:00:00 -0000", datetime(2026, 11, 23, 12, tzinfo=UTC)),
        ("yesterday", None),
        ("Mon, 23 Nov 99999 12:00:00 GMT", None),
        ("Mon, 23 Nov 2026 12:00:00 +9999999", None),
        ("", None),
        (None, None),
    ],
)
def test_the_time_a_host_gives(header: str | None, moment: datetime | None) -> None:
    assert time_of(header) == moment
