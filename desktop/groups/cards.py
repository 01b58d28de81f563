"""Format of the group card: one small file that sets a group up (`.parlour`, JSON, at most 64 KiB).

    {"format": 1, "made": "2026-11-01", "expires": "2027-11-01",
     "group": {"id": "...", "name": "...", "contact": {"name": "...", "phone": "..."},
               "hosts": ["meet.example.org"], "dial_in": [{"number": "+44 ..."}],
               "agreement": [{"about": "cameras", "words": "..."}], "agreed": "2026-10-30",
               "captions": "...", "ways": [{"kind": "chat", "words": "...", "link": "..."}]},
     "calendar": "https://...", "weekly": [{"name": "...", "day": "tuesday", ...}]}

It holds no password, no private address, nothing that runs; a field that we do
not know makes the whole card refused. Reading changes nothing and asks no network.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from desktop.feeds.http import split_address
from desktop.groups.card_rules import (
    MOST,
    CardAddress,
    CardBroken,
    check_card_address,
    check_group,
    check_rule,
)
from desktop.groups.group import Group
from desktop.links.policy import is_plain_host, judge
from desktop.sessions.weekly import WeeklyRule
from resources.declared import Problem
from resources.platform.files import NotAFile, regular_only

FORMAT = 1
"""The version of the card format that is written and read."""
LARGEST_BYTES = 64 * 1024
DEEPEST = 6
"""How deep brackets may go."""

AHEAD = timedelta(days=1)
"""How far a card's day may lie ahead: it is already tomorrow somewhere."""

MayOpen = Callable[[str, Collection[str]], bool]
"""Whether a link may be opened, given the hosts that the card itself adds."""


class CardMissing(Problem):
    """The file cannot be opened."""

    key = "card_missing"


class CardStrange(Problem):
    """What was opened is no file, but a FIFO or a device: reading it might never end."""

    key = "not_a_file"


class CardTooBig(Problem):
    """It is larger than any card."""

    key = "card_too_big"


class CardNewer(Problem):
    """It was made by a newer Parlour."""

    key = "card_newer"


class CardExpired(Problem):
    """It was meant to be used before today."""

    key = "card_expired"


class CardFuture(Problem):
    """It says that it was made on a day that has not come."""

    key = "card_future"


class GroupCard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card. `expires` is the last day on which it may be added."""

    format: int
    made: date
    group: Group
    expires: date | None = None
    calendar: str = ""
    weekly: tuple[WeeklyRule, ...] = ()

    @property
    def calendar_host(self) -> str:
        """Return the host of the calendar, for showing, with an unusual port, or ""."""
        parts = split_address(self.calendar)
        if parts is None or parts.hostname is None:
            return ""
        return parts.hostname if parts.port in (None, 443) else f"{parts.hostname}:{parts.port}"


def read_file(path: Path) -> bytes:
    """Return the bytes of a card's file. Raises `CardMissing`, `CardStrange` or `CardTooBig`."""
    try:
        with open(path, "rb", opener=regular_only) as file:
            body = file.read(LARGEST_BYTES + 1)
    except NotAFile:
        raise CardStrange from None
    except OSError:
        raise CardMissing from None
    if len(body) > LARGEST_BYTES:
        raise CardTooBig
    return body


def parse_card(body: bytes) -> GroupCard:
    """Read a card and check every field by itself.

    Raises `CardTooBig`, `CardNewer`, `CardBroken`, `CardText`, `CardSecret`, `CardAddress`.
    """
    if len(body) > LARGEST_BYTES:
        raise CardTooBig
    plain = _parse(body)
    if not isinstance(plain, dict):
        raise CardBroken
    made_for = plain.get("format")
    if type(made_for) is int and made_for > FORMAT:
        raise CardNewer
    try:
        card = msgspec.convert(plain, GroupCard)
    except (msgspec.ValidationError, OverflowError, ValueError):
        raise CardBroken from None  # half a letter (U+D800) cannot even be named
    _check(card)
    return card


def open_card(body: bytes, *, today: date, may_open: MayOpen) -> GroupCard:
    """Read a card that somebody wants to add now.

    Raises as `parse_card` does, `CardExpired`, `CardFuture`, and `CardAddress` if a room on it
    is not one that Parlour would open, a host not one that a helper might add, or its
    calendar on a host that only looks like another or sends on to anywhere.
    """
    card = parse_card(body)
    if card.expires is not None and card.expires < today:
        raise CardExpired
    if max(card.made, card.group.agreed or card.made) > today + AHEAD:
        raise CardFuture
    if not all(may_open(f"https://{host}/", (host,)) for host in card.group.hosts):
        raise CardAddress
    if card.calendar and not is_plain_host(card.calendar_host.partition(":")[0]):
        raise CardAddress
    for rule in card.weekly:
        if rule.room and not may_open(rule.room, card.group.hosts):
            raise CardAddress
    for way in card.group.ways:
        for link, use in ((way.link, way.kind), (way.map, "map")):
            if link and judge(link, card.group.hosts, way=use).verdict != "allow":
                raise CardAddress
    return card


def write(card: GroupCard) -> bytes:
    """Write a card as a file that `parse_card` accepts; raises what that raises if it would not."""
    plain = msgspec.to_builtins(card)
    body = json.dumps(_without_blanks(plain), ensure_ascii=False, indent=1).encode()
    parse_card(body)
    return body + b"\n"


def _check(card: GroupCard) -> None:
    if card.format != FORMAT or len(card.weekly) > MOST:
        raise CardBroken
    check_group(card.group)
    if card.calendar:
        check_card_address(card.calendar, ("https", "webcal"))
    for rule in card.weekly:
        check_rule(rule)


def _parse(body: bytes) -> Any:
    """Parse JSON strictly: UTF-8, shallow, each key once, numbers that are numbers."""
    try:
        text = body.decode("utf-8-sig")
        if _depth(text) > DEEPEST:
            raise CardBroken
        return json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_number)
    except ValueError:
        raise CardBroken from None


def _depth(text: str) -> int:
    """Return how deep the brackets go; those inside texts count too, which only errs on one side.

    It is asked before parsing, since a parser runs out of stack on very deep ones.
    """
    deepest = now = 0
    for letter in text:
        if letter in "[{":
            now += 1
            deepest = max(deepest, now)
        elif letter in "]}":
            now -= 1
    return deepest


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError("not a number")


def _without_blanks(plain: Any) -> Any:
    """Leave out what is empty, so that a card stays short enough to read."""
    if isinstance(plain, dict):
        filled = {key: _without_blanks(value) for key, value in plain.items()}
        return {key: value for key, value in filled.items() if value not in ("", None, [], {})}
    if isinstance(plain, (list, tuple)):
        return [_without_blanks(value) for value in plain]
    return plain
