"""The raw text of a calendar: cut into events without understanding them.

Reading the text ourselves, and only as much of each event as is needed, keeps
one bad event from hiding the good ones, keeps links exact to the byte, and is
faster than parsing every property (RFC 5545, 3.1).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

LONGEST_EVENT = 1024 * 1024
"""Bytes of one event."""
LONGEST_HEAD = 64 * 1024
"""Bytes that are read of what stands before the events."""
MOST_CALENDARS = 20_000  # CalDAV wraps each event in one of its own
_MARK = re.compile(rb"^(BEGIN|END):(VCALENDAR|VEVENT|VTIMEZONE)[ \t]*\r?$", re.M | re.I)
_FOLD = re.compile(rb"\r?\n[ \t]")
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^";])*)')
_HEAD = re.compile(r'[^:"]*(?:"[^"]*"[^:"]*)*')
_UNESCAPE = re.compile(r"\\([\\,;nN])")


@dataclass(frozen=True)
class ContentLine:
    """One property: its parameters (names in capitals) and its value as written."""

    head: str
    value: str

    @property
    def params(self) -> dict[str, str]:
        """Return the parameters, without their quotes."""
        found = _PARAMETER.findall(self.head)
        return {name.strip().upper(): value.replace('"', "").strip() for name, value in found}

    @property
    def text(self) -> str:
        """Return the value of a TEXT property, its escapes undone."""
        return _UNESCAPE.sub(lambda found: _plain(found[1]), self.value)

    @property
    def uri(self) -> str:
        """Return the value of a URI property.

        A URI is not escaped (RFC 5545, 3.3.13), but many exporters write `\\,` and
        `\\;` all the same; every other backslash is kept, so that a hostile one is seen.
        """
        return self.value.replace("\\,", ",").replace("\\;", ";").strip()


Properties = dict[str, list[ContentLine]]


@dataclass
class RawCalendar:
    """One VCALENDAR: its own properties, its time zones and the text of its events."""

    properties: Properties = field(default_factory=dict)
    zones: list[bytes] = field(default_factory=list)
    events: list[bytes] = field(default_factory=list)
    whole: bool = False


def calendar_text(body: bytes) -> bytes:
    """Return `body` as UTF-8 with line feeds: UTF-16 is converted, byte order marks dropped."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        body = body.decode("utf-16", "replace").encode()
    elif body[1:2] == b"\x00":
        body = body.decode("utf-16-le", "replace").encode()
    elif body[:1] == b"\x00":
        body = body.decode("utf-16-be", "replace").encode()
    body = body.removeprefix(codecs.BOM_UTF8)
    return body if b"\n" in body else body.replace(b"\r", b"\n")


def is_calendar(text: bytes) -> bool:
    """Say whether a calendar begins anywhere in `text` (as `calendar_text` gives it)."""
    return any(mark[2].upper() == b"VCALENDAR" for mark in _MARK.finditer(text))


def calendars(text: bytes) -> list[RawCalendar]:
    """Cut `text` into its calendars; one that is cut off keeps the events before the cut."""
    found: list[RawCalendar] = []
    head: int | None = None
    opened: tuple[bytes, int] | None = None
    for mark in _MARK.finditer(text):
        begins, kind = mark[1].upper() == b"BEGIN", mark[2].upper()
        if head is not None:  # a calendar's own properties stand before its first component
            found[-1].properties = properties(text[head : mark.start()][:LONGEST_HEAD])
            head = None
        if kind == b"VCALENDAR" and begins:
            if len(found) == MOST_CALENDARS:
                break
            found.append(RawCalendar())
            head, opened = mark.end(), None
        elif not found:
            continue
        elif kind == b"VCALENDAR":
            found[-1].whole = True
        elif begins:
            opened = (kind, mark.start())
        elif opened is not None and opened[0] == kind:
            _add(found[-1], kind, text[opened[1] : mark.end()])
            opened = None
    return found


def _add(calendar: RawCalendar, kind: bytes, block: bytes) -> None:
    (calendar.events if kind == b"VEVENT" else calendar.zones).append(block)


def properties(block: bytes, wanted: Container[str] | None = None) -> Properties:
    """Return the properties of a block by name, without those of components inside it.

    With `wanted`, only those of these names.
    """
    found: Properties = {}
    for name, raw in _own_lines(block):
        line = _line(name, raw) if wanted is None or name in wanted else None
        if line is not None:
            found.setdefault(name, []).append(line)
    return found


def _own_lines(block: bytes) -> Iterator[tuple[str, str]]:
    depth = 0
    for raw in _FOLD.sub(b"", block).decode("utf-8", "replace").split("\n"):
        name = _name(raw)
        if name == "BEGIN":
            depth += raw[6:].strip().upper() not in ("VEVENT", "VTIMEZONE")
        elif name == "END":
            depth = max(0, depth - 1)
        elif name and depth == 0:
            yield name, raw.rstrip("\r")


def _name(raw: str) -> str:
    stop = min((place for place in (raw.find(":"), raw.find(";")) if place >= 0), default=0)
    return raw[:stop].strip().upper()


DATES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")


def _line(name: str, raw: str) -> ContentLine | None:
    """Split one property. Dates hold no colon, but their TZID may, unquoted (Exchange)."""
    if name in DATES:
        head, colon, value = raw.rpartition(":")
    else:
        match = _HEAD.match(raw)
        cut = match.end() if match else 0
        head, colon, value = raw[:cut], raw[cut : cut + 1], raw[cut + 1 :]
        if colon != ":":  # a quote that is never closed
            head, colon, value = raw.partition(":")
    return ContentLine(head, value) if colon else None


def _plain(escaped: str) -> str:
    return "\n" if escaped in "nN" else escaped
