from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.groups.allowed_sites import WebsiteRefused, host_of
from desktop.groups.card_rules import CardAddress, CardBroken, CardSecret, CardText
from desktop.groups.cards import (
    LARGEST_BYTES,
    CardExpired,
    CardFuture,
    CardMissing,
    CardNewer,
    CardStrange,
    CardTooBig,
    GroupCard,
    open_card,
    parse_card,
    read_file,
    write,
)
from desktop.links import policy
from resources.declared import Problem
from tests.support.group_cards import CARD, card_bytes
from tests.support.source import ROOT

TODAY = date(2026, 11, 23)


def on_its_own_hosts(url: str, hosts: Collection[str]) -> bool:
    """Allow what a card's own hosts allow, as the link rules do."""
    return any(url.startswith(f"https://{host}/") for host in hosts)


def opened(body: bytes) -> GroupCard:
    return open_card(body, today=TODAY, may_open=on_its_own_hosts)


def test_a_good_card_is_read_whole() -> None:
    card = opened(card_bytes())
    assert card.group.name == "Tuesday Tea Group"
    assert card.group.contact and card.group.contact.phone == "+44 20 7946 0018"
    assert card.group.dial_in[0].meeting == "123 456#"
    assert card.group.agreement[1] == "Cameras are a choice. ☕"
    assert card.weekly[0].first.isoformat() == "2024-01-02T14:00:00+00:00"
    assert card.calendar_host == "example.org"


def test_what_is_written_is_read_back_the_same() -> None:
    card = parse_card(card_bytes())
    again = write(card)
    assert parse_card(again) == card
    assert write(parse_card(again)) == again
    assert json.loads(again)["group"]["name"] == "Tuesday Tea Group"


def test_a_small_card_is_enough() -> None:
    card = opened(b'{"format":1,"made":"2026-11-01","group":{"id":"abcd-1234","name":"Tea"}}')
    assert card.group.name == "Tea"
    assert parse_card(write(card)) == card


def test_a_card_saved_by_notepad_is_read() -> None:
    assert opened(b"\xef\xbb\xbf" + card_bytes()).group.name == "Tuesday Tea Group"


ODD: list[bytes] = [
    b"",
    b"not json",
    b"[]",
    b"1",
    b"null",
    b"\xff\xfe{}",
    card_bytes()[:-1],
    card_bytes() + b"{}",
    b"[" * 60_000,
    b'{"format": 1, "a": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    card_bytes().replace(b'"format": 1', b'"format": 1, "format": 1'),
    card_bytes().replace(b'"name": "Sam"', b'"name": "Sam", "name": "Eve"'),
    card_bytes().replace(b'"format": 1', b'"format": NaN'),
    card_bytes().replace(b'"minutes": 90', b'"minutes": 1e999'),
    card_bytes().replace(b'"minutes": 90', b'"minutes": ' + b"9" * 5000),
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_what_is_no_card_is_refused(number: int) -> None:
    with pytest.raises(CardBroken):
        opened(ODD[number])


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"format": True},
        {"format": "1"},
        {"format": 1.5},
        {"format": ...},
        {"made": "yesterday"},
        {"made": ...},
        {"group": ...},
        {"group": []},
        {"command": "rm -rf"},
        {"group__password": "x"},
        {"group__contact__photo": "x"},
        {"weekly__0__tls": "off"},
        {"group__name": ...},
        {"group__name": 5},
        {"group__id": "../evil"},
        {"group__id": "short"},
        {"group__id": "x" * 65},
        {"group__language": "English, please"},
        {"group__hosts": ["a.example.org"] * 21},
        {"group__agreement": ["x"] * 21},
        {"group__agreement": [{"about": "weather", "words": "Rain."}]},
        {"group__agreement": [{"about": "names"}]},
        {"group__agreement": [{"about": "names", "words": "Any.", "link": "https://x.org"}]},
        {"group__agreed": "last week"},
        {"group__contact__phone": "ring me"},
        {"group__contact__phone": "٠١٢٣٤٥"},
        {"group__contact__email": "sam@example.org?bcc=x"},
        {"group__dial_in__0__number": "tel:123"},
        {"group__dial_in__0__meeting": "123,,,456"},
        {"group__ways__0__kind": "telepathy"},
        {"weekly__0__day": "Tuesday"},
        {"weekly__0__at": "14:00:00"},
        {"weekly__0__at": "24:00"},
        {"weekly__0__at": "1４:00"},
        {"weekly__0__minutes": 0},
        {"weekly__0__minutes": 100_000},
        {"weekly__0__every": 0},
        {"weekly__0__every": 2},
        {"weekly__0__zone": "London"},
        {"weekly__0__zone": ""},
        {"weekly__0__zone": "../../etc/passwd"},
        {"weekly__0__zone": "Europe"},
        {"weekly__0__zone": "a\x00b"},
        {"weekly__0__starts": "9999-12-31"},
        {"weekly__0__starts": "0001-01-01"},
    ],
)
def test_a_field_that_does_not_fit_refuses_the_card(change: dict[str, Any]) -> None:
    with pytest.raises(CardBroken):
        opened(card_bytes(**change))


HIDING = {
    "turned round": "Tuesday \u202egnihton",
    "isolated": "\u2066Tea\u2069",
    "a mark of direction": "Tea\u200f",
    "no width": "Te\u200ba",
    "soft hyphen": "Te\u00ada",
    "a line break": "Tea\nRing 0900",
    "another line break": "Tea\u2028Ring 0900",
    "a bell": "Tea\x07",
    "a web tag": "<b>Tea</b>",
    "half a letter": "Tea \ud83d",
    "very long": "Tea " * 1250,
    "nothing": "",
    "blanks": "   ",
}


@pytest.mark.parametrize("name", HIDING)
@pytest.mark.parametrize(
    "field",
    [
        "group__name",
        "group__contact__name",
        "group__agreement",
        "rule",
        "group__ways__0__words",
        "weekly__0__name",
    ],
)
def test_words_that_are_not_what_they_look_like_refuse_the_card(field: str, name: str) -> None:
    text = HIDING[name]
    value: object = text
    if field == "rule":
        field, value = "group__agreement", [{"about": "names", "words": text}]
    elif field == "group__agreement":
        value = [text]
    with pytest.raises(CardText):
        opened(card_bytes(**{field: value}))


@pytest.mark.parametrize(
    "name", ["قهوة", "可可小组", "Café Ñandú", "می\u200cخواهم", "👩\u200d🦽 and friends"]
)
def test_names_in_every_script_are_welcome(name: str) -> None:
    card = opened(card_bytes(group__name=name))
    assert card.group.name == name
    assert parse_card(write(card)) == card


@pytest.mark.parametrize(
    "host",
    [
        "*",
        "*.example.org",
        "10.0.0.1",
        "localhost",
        "bücher.example",
        "example.org:80",
        "https://x.org",
    ],
)
def test_a_host_that_is_not_one_exact_host_refuses_the_card(host: str) -> None:
    with pytest.raises(CardAddress):
        opened(card_bytes(group__hosts=["meet.example.org", host]))


def test_an_encoded_foreign_name_is_an_exact_host() -> None:
    card = opened(card_bytes(group__hosts=["xn--bcher-kva.example", "meet.example.org"]))
    assert card.group.hosts[0] == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/tea.ics",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "example.org/tea.ics",
        "https://192.168.0.1/tea.ics",
        "https://localhost/tea.ics",
        "https://[::1]/tea.ics",
        "https://evil.example\\@example.org/",
        "https://bücher.example/",
    ],
)
@pytest.mark.parametrize("field", ["calendar", "weekly__0__room"])
def test_an_unsafe_address_refuses_the_card(field: str, address: str) -> None:
    with pytest.raises(CardAddress):
        opened(card_bytes(**{field: address}))


@pytest.mark.parametrize(
    "host",
    [
        "zoom.us.evil.example",
        "accounts.google.com",
        "meet-google.com",
        "bit.ly",
        "zoom.us",
        "protect-eu.mimecast.com",
        "secure-web.cisco.com",
        "xn--80ak6aa92e.com",
        "xn--zom-hoa.us",
    ],
)
def test_what_a_helper_may_not_add_a_card_may_not_either(host: str) -> None:
    body = card_bytes(group__hosts=["meet.example.org", host])
    with pytest.raises(CardAddress):
        open_card(body, today=TODAY, may_open=policy.may_open)
    with pytest.raises(WebsiteRefused):
        host_of(host)


def test_an_honest_name_with_accents_may_be_added_by_both() -> None:
    host = "xn--bcher-kva.example"
    body = card_bytes(group__hosts=[host, "meet.example.org"])
    assert open_card(body, today=TODAY, may_open=policy.may_open).group.hosts[0] == host
    assert host_of(host) == host


def test_a_card_from_the_future_is_refused() -> None:
    assert opened(card_bytes(made="2026-11-24"))  # it is tomorrow already somewhere
    for made in ("2026-11-25", "9999-12-31"):
        with pytest.raises(CardFuture):
            opened(card_bytes(made=made))


@pytest.mark.parametrize(
    "change",
    [
        {"format": "\ud800"},
        {"made": "\ud800"},
        {"\ud800": 1},
        {"group__id": "tuesday-\ud800"},
        {"group__hosts": ["\ud800.example.org"]},
        {"group__contact__email": "\udfff@example.org"},
        {"calendar": "https://example.org/\ud800"},
        {"calendar": "https://\ud800.example.org/"},
        {"weekly__0__zone": "\ud800"},
        {"weekly__0__zone": "A" * 5000},
        {"weekly__0__zone": "Europe\u0000"},
        {"weekly__0__room": "https://meet.example.org/\udc00"},
    ],
)
def test_half_a_letter_anywhere_is_a_problem_in_words(change: dict[str, Any]) -> None:
    with pytest.raises(Problem):
        open_card(card_bytes(**change), today=TODAY, may_open=policy.may_open)


def test_the_cards_of_public_reports_are_refused_in_words() -> None:
    folder = ROOT.parent / "shared" / "cases" / "cards"
    if not folder.is_dir():
        pytest.skip("the reported cards are not beside this checkout")
    for path in sorted(folder.glob("*.parlour")):
        with pytest.raises(Problem):
            open_card(read_file(path), today=TODAY, may_open=policy.may_open)


def test_a_calendar_may_be_webcal_and_a_room_may_not() -> None:
    assert (
        opened(card_bytes(calendar="webcal://example.org/tea.ics")).calendar_host == "example.org"
    )
    with pytest.raises(CardAddress):
        opened(card_bytes(weekly__0__room="webcal://meet.example.org/tea"))


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("calendar", "https://me:word@example.org/tea.ics"),
        ("calendar", "https://calendar.google.com/calendar/ical/a/private-12ab/basic.ics"),
        ("calendar", "https://example.org/tea.ics?token=1"),
        ("weekly__0__room", "https://meet.example.org/tea?pwd=1"),
    ],
)
def test_a_secret_refuses_the_card(field: str, address: str) -> None:
    with pytest.raises(CardSecret):
        opened(card_bytes(**{field: address}))


def test_a_room_that_would_not_be_opened_refuses_the_card() -> None:
    with pytest.raises(CardAddress):
        opened(card_bytes(weekly__0__room="https://elsewhere.example.org/tea"))


def test_a_card_is_too_big_before_it_is_read() -> None:
    with pytest.raises(CardTooBig):
        opened(card_bytes() + b" " * LARGEST_BYTES)


@pytest.mark.parametrize("format_", [2, 99])
def test_a_card_of_a_newer_parlour_says_so(format_: int) -> None:
    with pytest.raises(CardNewer):
        opened(card_bytes(format=format_, new_thing={"x": 1}))


def test_the_last_day_counts() -> None:
    body = card_bytes(expires="2026-11-23")
    assert opened(body)
    with pytest.raises(CardExpired):
        open_card(body, today=date(2026, 11, 24), may_open=on_its_own_hosts)


def test_a_file_is_read_no_further_than_a_card_goes(tmp_path: Path) -> None:
    path = tmp_path / "tea.parlour"
    with pytest.raises(CardMissing):
        read_file(path)
    with pytest.raises(CardMissing):
        read_file(tmp_path)
    path.write_bytes(card_bytes())
    assert read_file(path) == card_bytes()
    if stat.S_ISCHR(Path("/dev/zero").stat().st_mode):
        with pytest.raises(CardStrange):
            read_file(Path("/dev/zero"))
    path.write_bytes(bytes(LARGEST_BYTES + 1))
    with pytest.raises(CardTooBig):
        read_file(path)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no FIFOs in folders")
def test_d8_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "tea.parlour"
    os.mkfifo(path)
    with pytest.raises(CardStrange):
        read_file(path)


def test_no_problem_repeats_what_stands_on_the_card() -> None:
    with pytest.raises(Problem) as caught:
        opened(card_bytes(weekly__0__room="https://meet.example.org/tea?pwd=s3cret"))
    assert "s3cret" not in f"{caught.value!r}{caught.value.details}{caught.value.__cause__!r}"


def _paths(plain: Any, way: str = "") -> list[str]:
    if isinstance(plain, dict):
        return [
            p for key, value in plain.items() for p in _paths(value, f"{way}__{key}".strip("_"))
        ]
    if isinstance(plain, list) and plain and isinstance(plain[0], dict):
        return _paths(plain[0], f"{way}__0")
    return [way]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(path=st.sampled_from(_paths(CARD)), value=JUNK)
def test_whatever_stands_in_a_field_a_card_is_read_or_refused(path: str, value: Any) -> None:
    try:
        card = opened(card_bytes(**{path: value}))
    except Problem:
        return
    assert parse_card(write(card)) == card


@given(st.binary(max_size=400))
def test_whatever_the_bytes_they_are_refused_with_words(body: bytes) -> None:
    with pytest.raises(Problem):
        opened(body)


@pytest.mark.parametrize("field", ["code", "passcode"])
def test_what_lets_people_in_is_on_no_card(field: str) -> None:
    with pytest.raises(CardSecret):
        parse_card(card_bytes(**{f"weekly__0__{field}": "482913"}))


def test_a_card_brings_nothing_that_is_only_once() -> None:
    with pytest.raises(CardBroken):
        parse_card(card_bytes(weekly__0__every=0, weekly__0__starts="2026-12-01"))
