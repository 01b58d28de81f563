"""Which hosts and addresses may stand on a card."""

from __future__ import annotations

import pytest

from desktop.feeds.http import split_address
from desktop.groups.card_rules import holds_a_secret, is_exact_host


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
