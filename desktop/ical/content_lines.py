"""The raw text of a calendar: cut into events without understanding them.

Reading the text ourselves, and only as much of each event as is needed, keeps
one bad event from hiding the good ones, keeps links exact to the byte, and is
faster than parsing every property (RFC 5545, 3.1).
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

LONGEST_EVENT = 1024 * 1024
"""Bytes of one event."""
LONGEST_HEAD = 64 * 1024
"""Bytes that are read of what stands before the events."""
MOST_CALENDARS = 20_000  # CalDAV wraps each event in one of its own
_MARK = re.compile(
    rb"^[ \t]*(BEGIN|END)[ \t]*(?:;[^:\n]*)?:"
    rb"[ \t\"]*(VCALENDAR|VEVENT|VTIMEZONE)[ \t\";,]*$",
    re.M | re.I,
)
_BEGINS_INLINE = re.compile(rb"BEGIN:VCALENDAR", re.I)
_UNSEEN = b"\xe2\x80\x8b", b"\xe2\x80\x8e", b"\xe2\x80\x8f", b"\xef\xbb\xbf", b"\xc2\xa0"
"""A zero-width space, direction marks, a byte order mark and a hard space in UTF-8."""
_ANY_UNSEEN = b"(?:" + b"|".join(_UNSEEN) + b"){1,2}"
_UNSEEN_ENDS = re.compile(b"^" + _ANY_UNSEEN + b"|" + _ANY_UNSEEN + b"$", re.M)
_ODD_LINE_END = re.compile(rb"\x0b|\x0c|\xc2\x85|\xe2\x80[\xa8\xa9]|<br ?/?>|\\r\\n", re.I)
_ANY_FOLD = re.compile(rb"\n[ \t]")
_START = re.compile(rb"^[ \t]*DTSTART\b", re.M | re.I)
_ALPHABETS = "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"
"""Alphabets of more than one byte a letter; each is told by where the zeros stand."""
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

    UTF-16 and UTF-32 are converted; zeros, byte order marks, doubled carriage returns and
    blank lines go, and what stands before the calendar on its first line.
    """
    text = _utf8(body).replace(b"\0", b"").replace(b"\r\n", b"\n")
    if b"\r" in text:
        text = _LINE_END.sub(b"\n", text)
    if any(mark in text for mark in _UNSEEN):
        text = _UNSEEN_ENDS.sub(b"", text)
    text = _BLANK_LINES.sub(b"\n", text)
    return next((one for one in _rescued(text) if _begins_well(one)), text)


def _utf8(body: bytes) -> bytes:
    top = body[:LONGEST_HEAD]
    if b"\0" not in top:
        return body.removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)
    for alphabet in _ALPHABETS:
        width, mark = int(alphabet[4:6]) // 8, "BEGIN".encode(alphabet)
        at = max(top.find(mark), top.find(mark.swapcase()))
        if at >= 0 and at % width == 0:
            return body.decode(alphabet, "replace").encode("utf-8", "replace")
    return body


def _rescued(text: bytes) -> Iterator[bytes]:
    """Yield `text`, then what it may be where its first line or its line ends are damaged."""
    yield text
    inline = _BEGINS_INLINE.search(text)
    if inline:
        yield text[inline.start() :]
        yield _ODD_LINE_END.sub(b"\n", text[inline.start() :])
    yield _ANY_FOLD.sub(b"", text)


def _begins_well(text: bytes) -> bool:
    mark = _MARK.search(text)
    return mark is not None and mark[2].upper() == b"VCALENDAR"


def is_calendar(text: bytes) -> bool:
    """Say whether a calendar begins anywhere in `text` (as `calendar_text` gives it)."""
    return any(mark[2].upper() != b"VTIMEZONE" for mark in _MARK.finditer(text))


def calendars(text: bytes) -> list[RawCalendar]:
    """Cut `text` into its calendars; one that is cut off keeps the events before the cut."""
    return _Cutter(text).calendars()


class _Cutter:
    """Cuts a text at its BEGIN and END lines, some of which may be missing."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._found: list[RawCalendar] = []
        self._opened: tuple[bytes, int] | None = None
        self._since = 0
        """Where the last line ended that began or ended something."""

    def calendars(self) -> list[RawCalendar]:
        """Return the calendars: of an event without its END what stands before the next one."""
        head: int | None = None
        for mark in _MARK.finditer(self._text):
            begins, kind = mark[1].upper() == b"BEGIN", mark[2].upper()
            if head is not None:  # a calendar's own properties stand before its first component
                top = self._text[head : mark.start()][:LONGEST_HEAD]
                self._found[-1].properties, head = properties(top), None
            if kind != b"VCALENDAR":
                self._component(mark, kind, begins)
            elif begins and len(self._found) == MOST_CALENDARS:
                return self._found
            else:
                self._close(mark.start())
                head = self._calendar(mark, begins)
            self._since = mark.end()
        self._close(self._last_line())
        return self._found

    def _calendar(self, mark: re.Match[bytes], begins: bool) -> int | None:
        """Begin or end a calendar; return where its own properties begin."""
        if begins:
            self._found.append(RawCalendar())
            return mark.end()
        if self._found:
            self._found[-1].whole = True
        return None

    def _component(self, mark: re.Match[bytes], kind: bytes, begins: bool) -> None:
        if begins:
            self._close(mark.start())
            self._opened = (kind, mark.start())
        elif self._opened is not None and self._opened[0] == kind:
            self._add(kind, self._opened[1], mark.end())
            self._opened = None
        elif self._opened is None and kind == b"VEVENT":
            self._add_if_it_begins(self._since, mark.end())

    def _close(self, end: int) -> None:
        """End what is open, for it has no END of its own."""
        if self._opened is not None and self._opened[0] == b"VEVENT":
            self._add_if_it_begins(self._opened[1], end)
        self._opened = None

    def _last_line(self) -> int:
        """Return where the last property begins: a calendar that breaks off breaks it too."""
        text = self._text
        at = len(text)
        while (at := text.rfind(b"\n", 0, at)) >= 0:
            if text[at + 1 : at + 2] not in (b" ", b"\t", b""):
                return at + 1
        return 0

    def _add_if_it_begins(self, start: int, end: int) -> None:
        if _START.search(self._text, start, end):
            self._add(b"VEVENT", start, end)

    def _add(self, kind: bytes, start: int, end: int) -> None:
        if not self._found:
            self._found.append(RawCalendar())
        calendar, block = self._found[-1], self._text[start:end]
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
    inside = _Inside(_unfolded(block))
    name, parts = "", [""]
    for raw in inside.lines:
        found = _NAME.match(raw)
        if found is None:
            if _goes_on(name, raw):
                parts.append(raw)
            continue
        if name:
            yield name, _joined(name, parts)
        name = found[1].upper()
        if name in ("BEGIN", "END"):
            inside.mark(name, _component_name(raw))
            name = ""
        name, parts = "" if inside.depth else name, [raw]
    if name:
        yield name, _joined(name, parts)


class _Inside:
    """Tells how deep a line stands in components of its own; one that never ends is none."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.depth = 0
        self._ends: Counter[str] | None = None

    def mark(self, name: str, kind: str) -> None:
        """Take note of a line that begins or ends a component."""
        if name == "END":
            self.depth = max(0, self.depth - 1)
            if self._ends is not None:
                self._ends[kind] -= 1
        elif kind not in ("VEVENT", "VTIMEZONE"):
            self.depth += self._ends_of(kind) > 0

    def _ends_of(self, kind: str) -> int:
        """Return how many components of a kind end further down."""
        if self._ends is None:
            ends = (line for line in self.lines if line.strip()[:3].upper() == "END")
            self._ends = Counter(map(_component_name, ends))
        return self._ends[kind]


def _component_name(raw: str) -> str:
    return raw.partition(":")[2].strip(' \t";,').upper()


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
    if "=" in value and "QUOTED-PRINTABLE" in head.upper():  # vCalendar 1.0
        value = _from_quoted_printable(value)
    return ContentLine(head.replace(TORN, ""), value) if colon else None


def _from_quoted_printable(value: str) -> str:
    from quopri import decodestring

    joined = value.replace("=" + TORN, "").replace("=\n", "")
    return decodestring(joined.encode()).decode("utf-8", "replace")


def _plain(escaped: str) -> str:
    return "\n" if escaped in "nN" else escaped
