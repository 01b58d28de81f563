from __future__ import annotations

import pytest

from desktop.feeds.addresses import (
    check_address,
    holds_a_secret,
    is_exact_host,
    split_address,
)
from desktop.feeds.problems import BadAddress, NotPrivate


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


@pytest.mark.parametrize(
    "host", ["meet.example.org", "a.b", "xn--bcher-kva.example", "x" * 63 + ".org", "1.example.org"]
)
def test_exact_hosts(host: str) -> None:
    assert is_exact_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "*",
        "*.com",
        "*.example.org",
        "example",
        "localhost",
        "printer.local",
        "example.org.",
        ".example.org",
        "-a.example.org",
        "a-.example.org",
        "Example.org",
        "bücher.example",
        "example.org:8443",
        "example.org/x",
        "me@example.org",
        "192.168.0.1",
        "0x7f.1",
        "1.0x7f",
        "::1",
        "[::1]",
        "x" * 64 + ".org",
        ".".join(["abcdefgh"] * 40),
        "a_b.example.org",
        "example.org\n",
        "exam ple.org",
    ],
)
def test_what_is_not_one_exact_host(host: str) -> None:
    assert not is_exact_host(host)


@pytest.mark.parametrize(
    "address",
    [
        "https://me@example.org/",
        "https://me:word@example.org/",
        "https://example.org/?pwd=1",
        "https://example.org/?a=1&PassCode=",
        "https://example.org/?authtoken=1",
        "https://example.org/?roomKey=1",
        "https://example.org/#key=1",
        "https://calendar.google.com/calendar/ical/a/private-0123/basic.ics",
    ],
)
def test_an_address_that_lets_its_reader_in_holds_a_secret(address: str) -> None:
    parts = split_address(address)
    assert parts and holds_a_secret(parts)


@pytest.mark.parametrize(
    "address",
    [
        "https://calendar.google.com/calendar/ical/c_0123%40group.calendar.google.com/public/basic.ics",
        "https://cloud.example.org/remote.php/dav/public-calendars/AbCdEf?export",
        "https://example.org/events/?ical=1&tribe_display=list",
        "https://outlook.office365.com/owa/calendar/0123456789abcdef0123456789abcdef@x.org/0123/calendar.ics",
    ],
)
def test_a_public_calendar_holds_none(address: str) -> None:
    parts = split_address(address)
    assert parts and not holds_a_secret(parts)
