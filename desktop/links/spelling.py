"""Formats meeting numbers, passcodes and phone numbers for typing by hand and reading aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.links.policy import LinkVerdict
from resources.words import Words

_SIGNS = {
    "#": "hash",
    "*": "star",
    "+": "plus",
    "-": "dash",
    ".": "dot",
    "_": "underline",
    "@": "at",
    "/": "slash",
    ",": "pause",
}
_IDS = {
    "zoom": re.compile(r"/(?:[jsw]|wc(?:/join)?)/([0-9]{9,13})(?![0-9])"),
    "zoomgov": re.compile(r"/(?:[jsw]|wc(?:/join)?)/([0-9]{9,13})(?![0-9])"),
    "teams": re.compile(r"/meet/([0-9]{9,16})(?![0-9])"),
    "teams_personal": re.compile(r"/meet/([0-9]{9,16})(?![0-9])"),
    "teams_cloud": re.compile(r"/meet/([0-9]{9,16})(?![0-9])"),
    "goto": re.compile(r"/(?:meet(?:ing)?/)?([0-9]{9})(?![0-9])"),
    "gotomeeting": re.compile(r"/(?:join/)?([0-9]{9})(?![0-9])"),
    "meet": re.compile(r"/([a-z]{3}-[a-z]{4}-[a-z]{3})(?![a-z])"),
}
_PASSCODE = re.compile(
    r"\b(?:meeting\s+)?(?:pass\s?code|password|kenncode|code secret|código de acceso|codice)"
    r"\s*[:=：]\s*([^\s<>,;]{3,32})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MeetingCode:
    """What to type by hand: the meeting's number in groups, and the passcode if it is known."""

    number: str
    passcode: str = ""


def meeting_code(link: LinkVerdict, note: str = "") -> MeetingCode | None:
    """Return the number of the meeting behind an allowed link, where people can type it.

    The passcode is what the organiser wrote in `note`. The `pwd=` of a Zoom link and
    the `p=` of a Teams link are never it: they are made from it, and cannot be typed.
    """
    pattern = _IDS.get(link.service_id or "")
    found = pattern.search(link.opens) if pattern and link.opens else None
    if found is None:
        return None
    passcode = _PASSCODE.search(note)
    return MeetingCode(grouped(found[1]), passcode[1].rstrip(".") if passcode else "")


def grouped(text: str) -> str:
    """Put a space after every 3 digits; never a single one left over (123 456 7890)."""
    return re.sub(r"[0-9]{5,}", lambda run: " ".join(_threes(run[0])), text)


def _threes(digits: str) -> list[str]:
    """Cut digits in threes; what is left over makes groups of 4 at the end."""
    if len(digits) == 5:
        return [digits[:2], digits[2:]]
    split = len(digits) - 4 * (len(digits) % 3)
    head = [digits[place : place + 3] for place in range(0, split, 3)]
    return head + [digits[place : place + 4] for place in range(split, len(digits), 4)]


def spelled(text: str, words: Words) -> str:
    """Return `text` sign by sign for reading aloud: "0 2 0, 7 9 4 6", "capital A", "dash"."""
    groups = (" ".join(_sign(sign, words) for sign in group) for group in text.split())
    return ", ".join(groups)


def _sign(sign: str, words: Words) -> str:
    if sign in _SIGNS:
        return words(f"spell.{_SIGNS[sign]}")
    if sign.isalpha() and sign.isupper():
        return words("spell.capital", letter=sign)
    return sign
