"""Reads a pasted text (a link, an invitation, a number, a time) into typed facts.

No network, and nothing is opened or kept: the facts are read back to the person first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from desktop.calendars.invitation_words import invitation_words, one_of
from desktop.calendars.pasted_times import PastedTime, find_time
from desktop.ical.join_details import (
    bare_links,
    one_tap_numbers,
    phone,
    title,
    without_hidden,
    without_markup,
    written_links,
)
from desktop.links.phone import HOME_REGION, PhoneJoin, dial_in
from desktop.links.policy import LinkVerdict, judge
from desktop.system.start_options import CARD_SUFFIX

if TYPE_CHECKING:
    from desktop.sessions.session import Phone

PastedKind = Literal["calendar", "file", "session", "link", "nothing"]

LONGEST = 12_000
"""Characters of a pasted text that are read."""
LONGEST_TITLE = 80
"""Characters of a name."""
FILES = (CARD_SUFFIX, ".ics", ".ical", ".ifb")
"""How the names of files end that Parlour opens."""

_CALENDAR_PATH = re.compile(r"\.(?:ics|ical|ifb)$|/ical/|/calendar/|/caldav/", re.I)
_WEBCAL = re.compile(r"\bwebcals?://[^\s<>\"]+", re.I)
_APP = re.compile(r"\b(?!https?:|webcals?:|mailto:|file:)[a-z][a-z0-9+.-]{2,20}://[^\s<>\"]+", re.I)
_EMAIL = re.compile(r"(?<![^\s<>:(\"'])[^\s@]{1,64}@[^\s@]{1,190}\.\w+")
_ONLY_CALENDAR = frozenset({"unknown", "address", "private", "port", "host", "http", "page"})
"""Rules of links that may be a calendar's all the same."""
_CODE = r"\s*\)?\s*[:.]?\s*([\d][\d \u00a0-]{2,20}\d\s?#?)"
_NUMBER_ID = re.compile(r"\D")


@dataclass(frozen=True)
class Pasted:
    """What a pasted text tells. What lets people in stays out of `repr`, and so out of logs.

    `room` is a link that may be opened, `link` what was judged of it, or of the link that may
    not. `address` is that of a calendar, `file` a calendar or group card on this computer.
    `code` is to be pressed on the telephone, `passcode` to be typed in the meeting.
    """

    room: str = field(default="", repr=False)
    link: LinkVerdict | None = None
    address: str = field(default="", repr=False)
    file: str = field(default="", repr=False)
    phone: PhoneJoin | None = field(default=None, repr=False)
    code: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    when: PastedTime = field(default_factory=PastedTime)

    @property
    def is_card(self) -> bool:
        """Say whether the address is that of a group card, which a browser must fetch first."""
        return urlsplit(self.address).path.lower().endswith(CARD_SUFFIX)

    @property
    def kind(self) -> PastedKind:
        """Say what the text is, taken as a whole; "link" is one that leads nowhere by itself."""
        if self.file:
            return "file"
        is_session = bool(self.room or self.phone or self.when.at or self.when.day)
        if self.address and not (self.room or self.phone or self.when.at):
            return "calendar"
        if is_session:
            return "session"
        return "link" if self.link is not None else "nothing"


def read_pasted(text: str, today: date, allowed_hosts: Collection[str] = ()) -> Pasted:
    """Return what a pasted text tells; `allowed_hosts` are those that links may be on besides."""
    text = without_hidden(without_markup(text[:LONGEST].replace("\u2028", "\n"))).strip()
    file = _file(text)
    if file:
        return Pasted(file=file)
    links = _links(text)
    plain = _without(text, links)
    room, link = _room(links, allowed_hosts)
    meeting = _labelled(plain, invitation_words().labels.meeting, _CODE)
    if not room and meeting and re.search(r"\bzoom\b", text, re.I):
        room, link = _zoom_room(meeting, allowed_hosts)
    number, code = _phone(plain, meeting)
    address = "" if room else _calendar(links, is_alone=not _EMAIL.sub("", plain).strip(" <>\n"))
    return Pasted(
        room=room,
        link=None if address else link,
        address=address,
        phone=number,
        code=code,
        passcode=_passcode(plain),
        title=_title(plain, today),
        when=find_time(_without_numbers(plain), today),
    )


# Files and links


def _file(text: str) -> str:
    """Return the path that a text is, where that is one of a calendar or card."""
    bare = text.strip("'\" ")
    if bare.lower().startswith("file://"):
        bare = unquote(urlsplit(bare).path)
        bare = bare.removeprefix("/") if re.match(r"/[A-Za-z]:", bare) else bare
    is_path = "\n" not in bare and "://" not in bare and bare.lower().endswith(FILES)
    return bare if is_path and re.search(r"[/\\]", bare) else ""


def _links(text: str) -> list[str]:
    """Return the links of a text, the longest first: it is the one with its passcode."""
    found = [*written_links(text), *bare_links(text), *_WEBCAL.findall(text), *_APP.findall(text)]
    return sorted(dict.fromkeys(found), key=len, reverse=True)


def _without(text: str, links: list[str]) -> str:
    """Return a text without its links."""
    for link in links:
        text = text.replace(link, " ").replace(link.removeprefix("https://"), " ")
    return text


def _room(links: list[str], allowed_hosts: Collection[str]) -> tuple[str, LinkVerdict | None]:
    """Return the first link that may be opened; else what is to be said of the first other."""
    judged = [judge(link, allowed_hosts=allowed_hosts) for link in links]
    for verdict in judged:
        if verdict.verdict == "allow" and verdict.opens:
            return verdict.opens, verdict
    named = (verdict for verdict in judged if verdict.service is not None)
    return "", next(named, judged[0] if judged else None)


def _zoom_room(meeting: str, allowed_hosts: Collection[str]) -> tuple[str, LinkVerdict | None]:
    """Return the room of a Zoom meeting of which only the number is told."""
    return _room([f"https://zoom.us/j/{_NUMBER_ID.sub('', meeting)}"], allowed_hosts)


def _calendar(links: list[str], *, is_alone: bool) -> str:
    """Return the link that is a calendar's, or that may be one as nothing else was pasted."""
    for link in links:
        parts = re.split(r"[?#]", link, maxsplit=1)[0]
        if link.lower().startswith("webcal") or _CALENDAR_PATH.search(parts):
            return link
    is_one = is_alone and len(links) == 1
    return links[0] if is_one and judge(links[0]).rule in _ONLY_CALENDAR else ""


# Telephone


def _phone(plain: str, meeting: str) -> tuple[PhoneJoin | None, str]:
    """Return the number to join by, one of this country if there is one, and its code."""
    labels = invitation_words().labels
    told = re.sub(r"[^\d#]", "", _labelled(plain, labels.code, _CODE))
    taps = one_tap_numbers(plain)
    found: list[tuple[PhoneJoin, str]] = []
    for tap in taps:
        found += _dialled(phone(tap))
    for written in _numbers(plain):
        found += [(number, told or _pressed(meeting)) for number in _usable(written, told)]
    at_home = (pair for pair in found if not pair[0].number.startswith("+"))
    return next(at_home, found[0] if found else (None, ""))


def _dialled(tap: Phone | None) -> Iterator[tuple[PhoneJoin, str]]:
    if tap is not None:
        yield from ((number, tap.pin) for number in _usable(tap.number, tap.pin))


def _usable(written: str, code: str) -> Iterator[PhoneJoin]:
    """Yield a number, if it is one that may be called."""
    number = dial_in(written, code)
    if number is not None and number.link is not None:
        yield number


def _numbers(plain: str) -> Iterator[str]:
    """Yield the telephone numbers of a text, but for those that are a meeting's or a code."""
    from phonenumbers import PhoneNumberFormat, PhoneNumberMatcher, format_number

    for found in PhoneNumberMatcher(_without_codes(plain), HOME_REGION):
        yield format_number(found.number, PhoneNumberFormat.E164)


def _pressed(meeting: str) -> str:
    """Return a meeting's number as it is pressed on the telephone, or nothing."""
    return f"{_NUMBER_ID.sub('', meeting)}#" if meeting else ""


# Labels


def _labelled(plain: str, labels: Collection[str], value: str) -> str:
    """Return the value behind the first of these labels, or nothing."""
    found = re.search(rf"(?i)(?<!\w)(?:{one_of(labels)}){value}", plain)
    return " ".join(found[1].split()) if found else ""


def _passcode(plain: str) -> str:
    told = _labelled(plain, invitation_words().labels.passcode, r"\s*:\s*(\S{3,40})")
    return told.rstrip(".,;" if "(" in told else ".,;)")


def _title(plain: str, today: date) -> str:
    """Return what the meeting is called, where a label says so or it stands above its day."""
    labels = one_of(invitation_words().labels.title)
    found = re.search(rf"(?im)^[^\w\n]{{0,9}}(?:{labels})\s*:[ \t]*(\S[^\n]*)", plain)
    told = found[1] if found else _heading(plain, today)
    return title(told)[:LONGEST_TITLE].strip()


def _heading(plain: str, today: date) -> str:
    """Return the first line, if the second is a day with a time and the first has none."""
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    if len(lines) < 3 or len(lines[0]) > LONGEST_TITLE or lines[0].endswith((".", ":", ",")):
        return ""
    above, below = find_time(lines[0], today), find_time(lines[1], today)
    return lines[0] if below.on and below.at and not (above.at or above.on) else ""


def _without_codes(plain: str) -> str:
    """Return a text without codes and numbers of meetings, which look like telephone numbers."""
    labels = invitation_words().labels
    names = one_of((*labels.code, *labels.meeting))
    return re.sub(rf"(?i)(?<!\w)(?:{names}){_CODE}", " ", plain)


def _without_numbers(plain: str) -> str:
    """Return a text with nothing left that only looks like a day or a time."""
    from phonenumbers import PhoneNumberMatcher

    labels = invitation_words().labels
    plain = re.sub(rf"(?i)(?<!\w)(?:{one_of(labels.passcode)})\s*:\s*\S+", " ", plain)
    plain = _EMAIL.sub(" ", _without_codes(plain))
    for tap in one_tap_numbers(plain):
        plain = plain.replace(tap, " ")
    for found in PhoneNumberMatcher(plain, HOME_REGION):
        plain = plain.replace(found.raw_string, " ")
    return plain
