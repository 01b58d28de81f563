"""Which hosts, addresses, numbers, days and words may stand on a card; odd cards of every kind."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.feeds.http import split_address
from desktop.groups.card_rules import USES, holds_a_secret, is_exact_host
from desktop.groups.cards import LARGEST_BYTES, open_card
from desktop.groups.group import WAY_KINDS, Way
from desktop.links import policy
from resources.declared import Problem
from tests.support.group_cards import card_bytes

TODAY = date(2026, 11, 23)


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


def answer(body: bytes) -> str:
    """Say how a card that somebody wants to add today is answered."""
    try:
        open_card(body, today=TODAY, may_open=policy.may_open)
    except Problem as problem:
        return problem.key
    return "fine"


HOST_LINES = """
zoom.us.evil.example zoom-us.example.org z00m.us evil-zoom.us us02web.zoom.us.attacker.net
teams.microsoft.com.evil.example teams-microsoft.com micros0ft-teams.com meet.google.com.evil.io
google-meet.com goo.gl bit.ly t.co tinyurl.com is.gd l.facebook.com slack-redir.net href.li
out.reddit.com linkprotect.cudasvc.com urldefense.com nam02.safelinks.protection.outlook.com
google.com accounts.google.com zoom.us ZOOM.US Meet.Example.Org * *.com *.example.org example.org.
.example.org example..org -a.example.org a-.example.org localhost foo.local foo.internal foo.lan
foo.home foo.arpa x.onion test.invalid 127.0.0.1 1.2.3.4 0x7f.1 2130706433 0177.0.0.1 [::1] ::1
1.2.3.4.nip.io 127.0.0.1.sslip.io example.org:443 example.org:8443 user@example.org
user:pw@example.org https://example.org //example.org example.org/ example.org/path example.org?x
example.org#f example.org\\@evil.example xn--80ak6aa92e.com xn--zom-hoa.us xn-- xn--a
bücher.example ｅxample.org exa\u200bmple.org example\u3002org example.org\u202e _x.example.org
example com javascript:alert(1) file:///etc/passwd ../../etc
"""
HOSTS = [host for line in HOST_LINES.splitlines() for host in line.split()]


@pytest.mark.parametrize(
    "host", [*HOSTS, "", " ", "a b.org", "meet.example.org ", "a\x00.org", "a.org\n"]
)
def test_a_host_that_nobody_may_add_refuses_the_card(host: str) -> None:
    assert answer(card_bytes(group__hosts=["meet.example.org", host])) == "card_address"


ADDRESSES = [
    "http://example.org/x.ics",
    "HTTP://example.org/x.ics",
    "file:///etc/passwd",
    "data:text/calendar,x",
    "ftp://example.org/x.ics",
    "javascript:alert(1)",
    "zoommtg://zoom.us/join?confno=1",
    "//example.org/x.ics",
    "https:example.org/x.ics",
    "https:///example.org/x.ics",
    "https://example.org\\x.ics",
    "https://evil.example\\@example.org/",
    "https://1.2.3.4/x.ics",
    "https://[::1]/x.ics",
    "https://localhost/x.ics",
    "https://nas.local/x.ics",
    "https://bit.ly/x",
    "https://tinyurl.com/x",
    "https://zoom.us.evil.example/x.ics",
    "https://xn--80ak6aa92e.com/x.ics",
    "https://1.2.3.4.nip.io/x.ics",
    "https://example.org/a b.ics",
    "https://example.org/x.ics\r\nHost: evil",
    "https://example.org/x.ics\u202e",
    "https://example.org/é.ics",
    "https://example.org/\u0000",
    "https://example.org/" + "a" * 3000,
    "https://bücher.example/x.ics",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("field", ["calendar", "weekly__0__room"])
def test_an_address_of_a_wrong_kind_refuses_the_card(field: str, address: str) -> None:
    assert answer(card_bytes(**{field: address})) == "card_address"


@pytest.mark.parametrize(
    "address",
    [
        "https://calendar.google.com/calendar/ical/tea%40group.calendar.google.com/public/basic.ics",
        "https://outlook.office365.com/owa/calendar/abc@example.org/def/calendar.ics",
        "webcal://cloud.example.org/remote.php/dav/public-calendars/a1?export",
        "https://ics.teamup.com/feed/ksabc/0.ics",
    ],
)
def test_public_calendars_of_every_maker_are_fine(address: str) -> None:
    assert answer(card_bytes(calendar=address)) == "fine"


@pytest.mark.parametrize(
    "query",
    ["?token=1", "?auth_token=1", "?key=1", "?api_key=1", "?PASSWORD=1", "?p%77d=1", "#token=1",
     "?x=1&pin=2", ";jsessionid=1", "?sig=1"],
)  # fmt: skip
def test_a_secret_in_a_calendars_address_refuses_the_card(query: str) -> None:
    assert answer(card_bytes(calendar=f"https://example.org/x.ics{query}")) == "card_secret"


@pytest.mark.parametrize(
    "number",
    ["999", "112", "+44 999", "101", "*21*+447911123456#", "#31#07911123456", "tel:+442079460018",
     "+44 20 7946 0018;ext=5", "+44 20 7946 0018,,1", "+44 20 7946 0018 x5", "0800-HELP", "+", "0",
     "++44 20 7946 0018", "+999 1234567", "1" * 40, "٠٢٠٧٩٤٦", "０２０７９４６００１８",
     "+44\u00a020 7946 0018", "+44\u200b2079460018", " 020 7946 0018", "020 7946 0018 ", "",
     None, 5],
)  # fmt: skip
def test_a_number_that_nobody_can_join_by_refuses_the_card(number: object) -> None:
    assert answer(card_bytes(group__dial_in=[{"number": number}])) == "card_broken"


DAYS = ["0000-01-01", "2026-02-30", "2026-2-3", "20261101", "2026-W48-1", "yesterday", "", 5, 1.5,
        "2026-11-01T23:59:60Z", "2026-11-01T00:00:00+14:00", True, [], {}, " 2026-11-01",
        "-2026-11-01", "+2026-11-01", "10000-01-01", "２０２６-11-01"]  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("field", ["made", "expires", "weekly__0__starts"])
def test_a_day_that_is_none_refuses_the_card(field: str, day: object) -> None:
    assert answer(card_bytes(**{field: day})) == "card_broken"


NAMES = {
    "Tea\u202eX": "card_text",
    "Tea\u2066X": "card_text",
    "Tea\u061cX": "card_text",
    "Tea\ufeffX": "card_text",
    "Tea\u180eX": "card_text",
    "Tea\u0085X": "card_text",
    "Tea\x00": "card_text",
    "Tea\u034fX": "card_text",
    "Tea\u115f": "card_text",
    "Tea\u3164": "card_text",
    "Tea\u2800": "card_text",
    "Tea\ue000": "card_text",
    "Tea\ufdd0": "card_text",
    "Tea\uffff": "card_text",
    "Tea\U0010ffff": "card_text",
    "Tea\U000e0041": "card_text",
    "Te\u200ca": "card_text",
    "\u200c": "card_text",
    "\u200d\u200d": "card_text",
    "\u00a0\u3000": "card_text",
    "\u3164": "card_text",
    "\u2800": "card_text",
    "\u0301": "card_text",
    "T" + "\u0301" * 60: "card_text",
    "<b>Tea</b>": "card_text",
    "&lt;script&gt;": "fine",
    "Tea {name} %s": "fine",
    "Tie\u0302\u0301ng Vie\u0323\u0302t": "fine",
    "می\u200cخواهم": "fine",
    "क\u094d\u200dष": "fine",
    "👩🏽\u200d🦽 and friends": "fine",
    "☕\ufe0f Tea": "fine",
    "ชื่อกลุ่ม": "fine",
    "葛\U000e0100城": "fine",
    "Tea & Cake": "fine",
    "12 Steps": "fine",
    "❤": "fine",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["group__name", "group__captions", "group__contact__hours"])
def test_what_is_written_is_what_is_seen(field: str, name: str) -> None:
    assert answer(card_bytes(**{field: name})) == NAMES[name]


@pytest.mark.parametrize(
    "email",
    ["a@b", "a@b.c", "a@-b.org", "a@b..org", "a@.org", "a b@c.org", "a@b.org,c@d.org", "a@1.2.3.4",
     "a@b.org\nBcc:x", "mailto:a@b.org", "a@b.org?subject=x", "ä@b.org", "a@localhost"],
)  # fmt: skip
def test_an_email_address_that_is_none_refuses_the_card(email: str) -> None:
    expected = "fine" if email == "a@b.c" else "card_broken"
    assert answer(card_bytes(group__contact__email=email)) == expected


@pytest.mark.parametrize(
    "zone",
    ["right/UTC", "posix/Europe/London", "localtime", "posixrules", "Factory", "europe/london ",
     "Europe/Nowhere", "/usr/share/zoneinfo/UTC", "..", ".", "zone.tab", "Europe"],
)  # fmt: skip
def test_a_zone_that_is_another_thing_elsewhere_refuses_the_card(zone: str) -> None:
    assert answer(card_bytes(weekly__0__zone=zone)) == "card_broken"


GOOD = card_bytes()
WHOLE = {
    "nothing": (b"", "card_broken"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, "fine"),
    "two of them": (b"\xef\xbb\xbf" * 2 + GOOD, "card_broken"),
    "UTF-16": (GOOD.decode().encode("utf-16"), "card_broken"),
    "UTF-32": (GOOD.decode().encode("utf-32"), "card_broken"),
    "Latin-1": (GOOD.replace(b"Tea Group", b"Caf\xe9"), "card_broken"),
    "letters that are too long": (GOOD.replace(b"Tea Group", b"\xc0\xaf"), "card_broken"),
    "half a letter in UTF-8": (GOOD.replace(b"Tea Group", b"\xed\xa0\x80"), "card_broken"),
    "something after it": (GOOD + b"x", "card_broken"),
    "two cards": (GOOD + GOOD, "card_broken"),
    "a NUL after it": (GOOD + b"\0", "card_broken"),
    "line ends after it": (GOOD + b"\r\n\n", "fine"),
    "exactly as large as may be": (GOOD + b" " * (LARGEST_BYTES - len(GOOD)), "fine"),
    "a byte more": (GOOD + b" " * (LARGEST_BYTES - len(GOOD) + 1), "card_too_big"),
    "deep lists": (b"[" * 30_000, "card_broken"),
    "deep tables": (b'{"a":' * 10_000, "card_broken"),
    "a key twice": (GOOD[:-1] + b',"made":"2026-11-02"}', "card_broken"),
    "a key twice, written otherwise": (GOOD[:-1] + b',"\\u006dade":"2026-11-02"}', "card_broken"),
    "no number": (GOOD.replace(b": 90", b": NaN"), "card_broken"),
    "an endless number": (GOOD.replace(b": 90", b": -Infinity"), "card_broken"),
    "a huge number": (GOOD.replace(b": 90", b": " + b"9" * 30_000), "card_broken"),
    "a number as text": (GOOD.replace(b": 90", b': "90"'), "card_broken"),
    "a truth for a number": (GOOD.replace(b": 90", b": true"), "card_broken"),
    "a remark": (b"/* x */" + GOOD, "card_broken"),
    "packed": (b"\x1f\x8b\x08\0" + GOOD, "card_broken"),
    "a web page": (b"<html><script>alert(1)</script></html>", "card_broken"),
    "a huge format": (GOOD.replace(b": 1,", b": " + b"9" * 400 + b",", 1), "card_newer"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_a_card_or_is_refused_in_words(name: str) -> None:
    body, expected = WHOLE[name]
    assert answer(body) == expected


CHAT = {
    "kind": "chat",
    "words": "We write.",
    "link": "https://chat.whatsapp.com/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O",
}
CODE = "CjQKICLkMKbor17qZpL-qxyeZWwqxSAZk3fNNwwMMLcvhwi2EhBszH85V-3MGzYVnzSuB67W"
SAM = {"name": "Sam", "phone": "020 7946 0018"}
ROOM = {"kind": "in_person", "words": "Come along.", "place": "The hall, Mill Road"}


@pytest.mark.parametrize(
    "way",
    [
        {"kind": "phone", "words": "Ring Sam for a chat."},
        CHAT,
        CHAT | {"link": f"https://signal.group/#{CODE}", "ready": "The Signal app."},
        {"kind": "video", "words": "x", "link": "https://zoom.us/j/81234567890"},
        {"kind": "activity", "words": "x", "link": "https://meet.example.org/quiz", "when": "y"},
        {"kind": "forum", "words": "x", "link": "https://meet.example.org/forum"},
        {"kind": "social", "words": "x", "link": "https://www.facebook.com/groups/tea.group"},
        {"kind": "buddy", "words": "x", "number": "020 7946 0018", "when": "Mondays"},
        {"kind": "phone_tree", "words": "x", "rings_me": SAM, "i_ring": [SAM]},
        {"kind": "email", "words": "x", "email": "tea@example.org"},
        {"kind": "post", "words": "x", "sent": "A letter.", "email": "tea@example.org"},
        ROOM | {"meets": "2026-12-04T14:00:00", "ends": "2026-12-04T16:00:00"},
        ROOM | {"map": "https://www.openstreetmap.org/?mlat=51.5&mlon=-0.12", "access": "A ramp."},
    ],
)
def test_each_kind_of_way_says_what_it_needs(way: dict[str, object]) -> None:
    assert answer(card_bytes(group__ways=[way])) == "fine"


@pytest.mark.parametrize(
    ("way", "answered"),
    [
        (CHAT | {"kind": "letter"}, "card_broken"),
        (CHAT | {"email": "tea@example.org"}, "card_broken"),
        (CHAT | {"i_ring": [SAM]}, "card_broken"),
        (CHAT | {"colour": "red"}, "card_broken"),
        (CHAT | {"link": "http://chat.whatsapp.com/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O"}, "card_address"),
        (CHAT | {"link": "whatsapp://chat?code=Ab1Cd2Ef3Gh4Ij5Kl6Mn7O"}, "card_address"),
        (CHAT | {"link": "https://chat.whatsapp.com.evil.example/Ab1Cd2Ef3Gh4"}, "card_address"),
        (CHAT | {"link": "https://forum.example.net/tea"}, "card_address"),
        (CHAT | {"link": "https://www.facebook.com/groups/tea"}, "card_address"),
        (CHAT | {"link": "https://meet.example.org/tea?pwd=x"}, "card_secret"),
        (CHAT | {"link": "https://me:word@meet.example.org/tea"}, "card_secret"),
        (CHAT | {"ready": "The app.\u202e"}, "card_text"),
        (CHAT | {"ready": "<b>x</b>"}, "card_text"),
        (CHAT | {"ready": "x" * 301}, "card_text"),
        (CHAT | {"words": " "}, "card_text"),
        ({"kind": "phone", "words": "x", "number": "999"}, "card_broken"),
        ({"kind": "phone", "words": "x", "number": "*21*5"}, "card_broken"),
        ({"kind": "email", "words": "x", "email": "tea@example.org?cc=evil"}, "card_broken"),
        ({"kind": "email", "words": "x", "email": "tea@localhost"}, "card_broken"),
        ({"kind": "phone_tree", "words": "x", "i_ring": [SAM | {"phone": "999"}]}, "card_broken"),
        ({"kind": "phone_tree", "words": "x", "i_ring": [SAM] * 21}, "card_broken"),
        ({"kind": "phone_tree", "words": "x", "rings_me": SAM | {"name": "\u3164"}}, "card_text"),
        (ROOM | {"map": "https://maps.app.goo.gl/AbC"}, "card_address"),
        (ROOM | {"map": "https://chat.whatsapp.com/Ab1Cd2Ef3Gh4Ij5Kl6Mn7O"}, "card_address"),
        (ROOM | {"meets": "2026-12-04T14:00:00Z"}, "card_broken"),
        (ROOM | {"meets": "1999-12-04T14:00:00"}, "card_broken"),
        (ROOM | {"meets": "2026-12-04T14:00:00", "ends": "2026-12-04T14:00:00"}, "card_broken"),
        (ROOM | {"meets": "2026-12-04T14:00:00", "ends": "2026-12-06T14:00:00"}, "card_broken"),
        (ROOM | {"ends": "2026-12-04T14:00:00"}, "card_broken"),
    ],
)
def test_what_may_not_stand_in_a_way_refuses_the_card(
    way: dict[str, object], answered: str
) -> None:
    assert answer(card_bytes(group__ways=[way])) == answered


def test_every_kind_of_way_has_its_fields() -> None:
    assert set(USES) == set(WAY_KINDS)
    every = {name for names in USES.values() for name in names}
    assert every == set(Way.__struct_fields__) - {"kind", "words"}
