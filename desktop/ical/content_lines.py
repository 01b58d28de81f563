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
from itertools import pairwise

LONGEST_EVENT = 1024 * 1024
"""Bytes of one event."""
LONGEST_HEAD = 64 * 1024
"""Bytes that are read of what stands before the events."""
MOST_CALENDARS = 20_000  # CalDAV wraps each event in one of its own
_MARK = re.compile(rb"^[ \t]*(BEGIN|END):(VCALENDAR|VEVENT|VTIMEZONE)[ \t]*$", re.M | re.I)
_LINE_END = re.compile(rb"\r+\n?")
_BLANK_LINES = re.compile(rb"\n\n+")
_INDENT = re.compile(rb"(?:[ \t]*BEGIN:[^\n]*)?\n([ \t]+)", re.I)
_FOLD = re.compile(rb"\n[ \t](?![ \t]*(?:BEGIN|END):[A-Z-]+[ \t]*(?:\n|\Z))", re.I)
_NAME = re.compile(r"[ \t]*(?!https?:)([A-Z0-9][\w.-]*)[ \t]*[:;]", re.A | re.I)
_DATE_VALUE = re.compile(r":(?=\d{4}-?\d\d-?\d\d)", re.A)
_PASSCODE = re.compile(r"[?&](?:p|pwd?|pass(?:code|word))=[^\s&#]+$", re.A | re.I)
_SENTENCE = re.compile(r"[A-Z]?[a-z']+[,.;:!?]?(?:\s|$)", re.A)
_DATES_ALONE = re.compile(r"[0-9TZ,/]+", re.A)
TORN = "\x1a"
"""Stands where a line broke off, and went on with no mark of a fold."""
_PARAMETER = re.compile(r';([^=;:"]+)=((?:"[^"]*"|[^";])*)')
_HEAD = re.compile(r'[^:"]*(?:"[^"]*"[^:"]*)*')
_UNESCAPE = re.compile(r"\\([\\,;nN])")


@dataclass(frozen=True)
class ContentLine:
    """One property: its parameters (names in capitals) and its value as written."""

    head: str
    value: str

    @property
    def readings(self) -> tuple[ContentLine, ...]:
        """Return the ways to read a value that a damaged line end tears: joined, and apart."""
        if TORN not in self.value:
            return (self,)
        joined, apart = self.value.replace(TORN, ""), self.value.replace(TORN, "\n")
        return (ContentLine(self.head, joined), ContentLine(self.head, apart))

    @property
    def params(self) -> dict[str, str]:
        """Return the parameters, without their quotes."""
        found = _PARAMETER.findall(self.head)
        return {name.strip().upper(): value.replace('"', "").strip() for name, value in found}

    @property
    def text(self) -> str:
        """Return the value of a TEXT property, its escapes undone."""
        value = self.value.replace(TORN, "\n")
        return _UNESCAPE.sub(lambda found: _plain(found[1]), value) if "\\" in value else value

    @property
    def uri(self) -> str:
        """Return the value of a URI property.

        A URI is not escaped (RFC 5545, 3.3.13), but many exporters write `\\,` and
        `\\;` all the same; every other backslash is kept, so that a hostile one is seen.
        """
        value = self.value.replace(TORN, "\n").strip().partition("\n")[0]
        return value.replace("\\,", ",").replace("\\;", ";").strip()


Properties = dict[str, list[ContentLine]]


@dataclass
class RawCalendar:
    """One VCALENDAR: its own properties, its time zones and the text of its events."""

    properties: Properties = field(default_factory=dict)
    zones: list[bytes] = field(default_factory=list)
    events: list[bytes] = field(default_factory=list)
    whole: bool = False


def calendar_text(body: bytes) -> bytes:
    """Return `body` as UTF-8 with one line feed after each line, whatever stood there.

    UTF-16 is converted; byte order marks, doubled carriage returns and blank lines go.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        body = body.decode("utf-16", "replace").encode()
    elif body[1:2] == b"\x00":
        body = body.decode("utf-16-le", "replace").encode()
    elif body[:1] == b"\x00":
        body = body.decode("utf-16-be", "replace").encode()
    body = body.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")
    return _BLANK_LINES.sub(b"\n", _LINE_END.sub(b"\n", body) if b"\r" in body else body)


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
    """Yield the properties; a line that is none went on from the line before."""
    depth = 0
    name, parts = "", [""]
    for raw in _unfolded(block).split("\n"):
        found = _NAME.match(raw)
        if found is None:
            if _goes_on(name, raw):
                parts.append(raw)
            continue
        if name:
            yield name, _joined(name, parts)
        name = found[1].upper()
        if name == "BEGIN":
            depth += raw.partition(":")[2].strip().upper() not in ("VEVENT", "VTIMEZONE")
        elif name == "END":
            depth = max(0, depth - 1)
        name, parts = name if depth == 0 and name not in ("BEGIN", "END") else "", [raw]
    if name:
        yield name, _joined(name, parts)


def _unfolded(block: bytes) -> str:
    """Join folded lines. Blanks before the first line of all indent, for nothing folds there."""
    indent = _INDENT.match(block)
    if indent:
        block = block.replace(b"\n" + indent[1], b"\n")
    return _FOLD.sub(b"", block).decode("utf-8", "replace")


def _goes_on(name: str, raw: str) -> bool:
    """Say whether a line that is no property belongs to the property before it."""
    if not name or not raw.strip():
        return False
    return name not in DATES or _DATES_ALONE.fullmatch(raw.strip()) is not None


def _joined(name: str, parts: list[str]) -> str:
    """Join the pieces of a property; after a passcode, words that make sense are words."""
    if len(parts) == 1 or name in DATES:
        return "".join(parts)
    joined = parts[:1]
    for before, after in pairwise(parts):
        is_apart = _SENTENCE.match(after) and _PASSCODE.search(before)
        joined += ["\n" if is_apart else TORN, after]
    return "".join(joined)


DATES = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE")


def _line(name: str, raw: str) -> ContentLine | None:
    """Split one property. Dates hold no colon, but their TZID may, unquoted (Exchange)."""
    if name in DATES:
        found = _DATE_VALUE.search(raw)
        at = found.start() if found else raw.rfind(":")
        head, colon, value = raw[: max(at, 0)], raw[max(at, 0) : at + 1], raw[at + 1 :]
    else:
        match = _HEAD.match(raw)
        cut = match.end() if match else 0
        head, colon, value = raw[:cut], raw[cut : cut + 1], raw[cut + 1 :]
        if colon != ":":  # a quote that is never closed
            head, colon, value = raw.partition(":")
    return ContentLine(head.replace(TORN, ""), value) if colon else None


def _plain(escaped: str) -> str:
    return "\n" if escaped in "nN" else escaped
