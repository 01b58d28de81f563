"""Validation of a group card: every field, one rule, one problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import SplitResult, parse_qsl
from zoneinfo import ZoneInfoNotFoundError

from desktop.feeds.http import split_address
from desktop.groups.group import Group, Way, WayKind
from desktop.links.phone import dial_in
from desktop.sessions.weekly import WeeklyRule
from resources.declared import Problem

NAME_LENGTH = 80
"""Characters of a name."""
LINE_LENGTH = 300
"""Characters at most."""

MOST = 20
"""How many hosts, ways, numbers, rules or lines of agreement one card may bring."""

USES: Mapping[WayKind, tuple[str, ...]] = {
    "video": ("when", "ready", "link"),
    "phone": ("when", "ready", "number"),
    "chat": ("ready", "link"),
    "forum": ("ready", "link"),
    "social": ("ready", "link"),
    "buddy": ("when", "number", "email", "link"),
    "activity": ("when", "ready", "link"),
    "phone_tree": ("rings_me", "i_ring"),
    "email": ("email",),
    "post": ("sent", "number", "email"),
    "in_person": ("when", "meets", "ends", "place", "route", "access", "ready", "map"),
}
"""What each kind of way may have besides its words, in the order in which it is told."""

LONGEST_MEETING = timedelta(hours=12)

_JOINERS = "\u200c\u200d"
"""Hidden, but needed to write Persian and many emoji."""

_BLANK = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufdd0-\ufdef]|[\u0000-\u007f][\u200c\u200d]"
)
"""Letters that are drawn as nothing, though Unicode calls them letters, marks or signs; and
a joiner after a letter that joins nothing."""

_PILE = re.compile(r"[^\W\d_][\u0300-\u036f]{5}")
"""So many accents on one letter that they run over the lines around it."""

_ODD_ZONES = re.compile(r"(?:posix|right)/.*|localtime|posixrules|Factory")
"""Zones that are another thing on each computer, or count leap seconds."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{7,63}")
_LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)?")
_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{1,28}[0-9]", re.ASCII)
_MEETING = re.compile(r"[0-9 ]{0,20}#?", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?P<host>[A-Za-z0-9.-]{1,190})")

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
_NOT_PUBLIC = ("localhost", "local", "internal", "invalid", "onion", "arpa", "lan", "home")
_SECRET_KEYS = re.compile(
    r"pwd|pw|pass(?:word|code|wd)?|pin|tk|\w*token|auth|\w*key|secret|sig|signature",
    re.IGNORECASE,
)
_SECRET_PATH = re.compile(r"/private-[^/]+/|;jsessionid=", re.IGNORECASE)
"""Google's form of a calendar's secret address; a login that goes on."""

_ADDRESS = re.compile(r"[!-\[\]-~]{1,2000}")
"""An address as it is sent: no blank, no backslash, nothing but ASCII."""


class CardBroken(Problem):
    """It is no card, or holds something that no card holds."""

    key = "card_broken"


class CardText(Problem):
    """Words on it are too long, or hold letters that hide or turn round."""

    key = "card_text"


class CardSecret(Problem):
    """It holds a password or a private address; those never travel on a card."""

    key = "card_secret"


class CardAddress(Problem):
    """An address, host or room on it is not one that may be opened."""

    key = "card_address"


def check_group(group: Group) -> None:
    """Check what a card says about a group. Raises one of the problems above."""
    _require(bool(_ID.fullmatch(group.id)) and bool(_LANGUAGE.fullmatch(group.language)))
    for many in (group.ways, group.hosts, group.dial_in, group.agreement):
        _require(len(many) <= MOST)
    check_words(group.name, NAME_LENGTH)
    for line in _lines(group):
        check_words(line, LINE_LENGTH)
    for host in group.hosts:
        if not is_exact_host(host):
            raise CardAddress
    for number in group.dial_in:
        _check_number(number.number)
        _require(bool(_MEETING.fullmatch(number.meeting)))
    for way in group.ways:
        _check_way(way)
    _check_contact(group)


def check_rule(rule: WeeklyRule) -> None:
    """Check a weekly rule. Raises one of the problems above."""
    if rule.code or rule.passcode:
        raise CardSecret
    check_words(rule.name, NAME_LENGTH)
    _require(5 <= rule.minutes <= 600 and 1 <= rule.every <= 8)
    _require(rule.every == 1 or rule.starts is not None)
    _require(bool(re.fullmatch(r"\d\d:\d\d", rule.at, re.ASCII)))
    if rule.phone:
        _check_number(rule.phone)
    _require(not _ODD_ZONES.fullmatch(rule.zone))
    try:
        _require(rule.first.year >= 2000)
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        raise CardBroken from None
    if rule.room:
        check_card_address(rule.room, ("https",))


def check_card_address(address: str, schemes: tuple[str, ...]) -> None:
    """Check an address that stands on a card: protected, a public host, and no secret in it."""
    parts = split_address(address) if _ADDRESS.fullmatch(address) else None
    if parts is None or parts.scheme not in schemes or not is_exact_host(parts.hostname or ""):
        raise CardAddress
    if holds_a_secret(parts):
        raise CardSecret


def is_exact_host(host: str) -> bool:
    """Say whether `host` names one public host: no wildcard, address, port or foreign letter.

    A name in a foreign alphabet passes in its encoded form only (`xn--...`).
    """
    last = host.rpartition(".")[2]
    return len(host) <= 253 and bool(_HOST.fullmatch(host)) and last not in _NOT_PUBLIC


def holds_a_secret(parts: SplitResult) -> bool:
    """Say whether an address lets in whoever reads it: a name, a password, a key, a private path.

    Such an address is for one person's keyring, never for a card on paper.
    """
    if parts.username is not None or parts.password is not None:
        return True
    for text in (parts.query, parts.fragment):
        if any(_SECRET_KEYS.fullmatch(key) for key, _ in parse_qsl(text, keep_blank_values=True)):
            return True
    return bool(_SECRET_PATH.search(parts.path))


def _check_contact(group: Group) -> None:
    contact = group.contact
    if contact is None:
        return
    check_words(contact.name, NAME_LENGTH)
    _require(not contact.phone or bool(_PHONE.fullmatch(contact.phone)))
    if contact.email:
        _check_email(contact.email)


def _check_way(way: Way) -> None:
    """Check what a way needs to be opened. A link is judged by `open_card`, for its kind.

    The link of a group chat is an invitation: whoever has it may come in. It may stand on a
    card, for a card is given to those who are to come, and a group can change its link. A
    password in a link is refused here too: that one is for a single meeting, or a person.
    """
    said = {name for name in way.__struct_fields__ if getattr(way, name)} - {"kind", "words"}
    _require(said <= {*USES[way.kind]} and len(way.i_ring) <= MOST)
    for address in filter(None, (way.link, way.map)):
        check_card_address(address, ("https",))
    if way.number:
        _check_number(way.number)
    if way.email:
        _check_email(way.email)
    for person in (*([way.rings_me] if way.rings_me else []), *way.i_ring):
        check_words(person.name, NAME_LENGTH)
        _check_number(person.phone)
    if way.meets is not None:
        _require(way.meets.year >= 2000 and way.meets.tzinfo is None)
    if way.ends is not None:
        lasts = way.ends - way.meets if way.meets is not None else timedelta(0)
        _require(timedelta(0) < lasts <= LONGEST_MEETING)


def _check_email(address: str) -> None:
    email = _EMAIL.fullmatch(address)
    _require(email is not None and is_exact_host(email["host"].lower()))


def _check_number(number: str) -> None:
    """Refuse a number to join by that nobody can or should dial, such as 999."""
    dialled = dial_in(number) if _PHONE.fullmatch(number) else None
    _require(dialled is not None and dialled.link is not None)


def _lines(group: Group) -> Iterator[str]:
    """Give every free line that is filled in."""
    for rule in group.rules:
        yield rule.words
    for way in group.ways:
        yield way.words
        yield from filter(None, (way.when, way.ready, way.sent, way.place, way.route, way.access))
    for line in (group.captions, group.contact.hours if group.contact else ""):
        if line:
            yield line


def check_words(text: str, longest: int) -> None:
    """Raise `CardText` for words that are empty, too long, or not what they look like."""
    if not any(map(_is_seen, text)) or len(text) > longest or any(map(_is_hidden, text)):
        raise CardText
    if _BLANK.search(text) or _PILE.search(text):
        raise CardText


def _is_seen(letter: str) -> bool:
    """Say whether a letter, number, mark or sign leaves ink on paper by itself."""
    return unicodedata.category(letter)[0] in "LNPS" and not _BLANK.match(letter)


def _is_hidden(letter: str) -> bool:
    """Say whether a letter hides, turns the text round, breaks the line or starts a web tag."""
    kind = unicodedata.category(letter)
    if letter in _JOINERS:
        return False
    is_none = ord(letter) & 0xFFFE == 0xFFFE  # two in each plane are no letters at all
    return kind in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or letter in "<>" or is_none


def _require(holds: bool) -> None:
    if not holds:
        raise CardBroken
