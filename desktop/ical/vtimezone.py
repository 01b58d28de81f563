"""Builds a time zone from a VTIMEZONE: its clock changes as a TZif table for `zoneinfo`.

Only what tells the clock changes is read, so nothing else that stands in a VTIMEZONE
can spoil it. A table costs the same at each look-up, whatever the rules were.
"""

from __future__ import annotations

import io
import re
import struct
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from desktop.ical.content_lines import ContentLine, Properties, properties
from desktop.ical.written_dates import LAST_YEAR, read_written

LONGEST_VTIMEZONE = 64 * 1024
"""Bytes of a time zone that a calendar brings."""
EARLIEST_YEAR = 1970
"""The year from which clock changes are worked out."""
MOST_MONTHS = 20_000
"""Months that are looked at for the clock changes of one zone."""
MOST_OFFSETS = 255
"""Different offsets that a TZif table can hold."""
_MARK = re.compile(rb"^[ \t]*(BEGIN|END):(STANDARD|DAYLIGHT)[ \t\r]*$", re.M | re.I)
_UTC_OFFSET = re.compile(r"([+-]?)(\d{1,2}):?(\d\d)?:?(\d\d)?", re.A)
_BYDAY = re.compile(r"([+-]?\d?)(MO|TU|WE|TH|FR|SA|SU)", re.A)
_WEEK = "MO", "TU", "WE", "TH", "FR", "SA", "SU"
_KNOWN_PARTS = {"FREQ", "INTERVAL", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"}


class _Change(NamedTuple):
    """A clock change: seconds since 1970 in UTC, and the offsets in seconds around it."""

    moment: int
    before: int
    after: int


@lru_cache(maxsize=64)
def defined_zone(block: bytes) -> tzinfo | None:
    """Return the zone a VTIMEZONE describes, None if it makes no sense.

    Its rules may repeat yearly only: a rule that changes the clocks every second
    is not a time zone but an attack.
    """
    if len(block) > LONGEST_VTIMEZONE:
        return None
    months = iter(range(MOST_MONTHS))
    try:
        found = [change for part in _parts(block) for change in _changes(part, months)]
        return _table([*{change.moment: change for change in sorted(found)}.values()])
    except (ValueError, OverflowError):
        return None


def _parts(block: bytes) -> Iterator[Properties]:
    """Yield what tells the clock changes; one without its END goes on to the next."""
    marks = [*_MARK.finditer(block)]
    ends = [*(mark.start() for mark in marks[1:]), len(block)]
    for mark, end in zip(marks, ends, strict=False):
        if mark[1].upper() == b"BEGIN":
            yield properties(block[mark.end() : end])


def _changes(part: Properties, months: Iterator[int]) -> Iterator[_Change]:
    begins = _local(_value(part, "DTSTART")) if "DTSTART" in part else datetime(EARLIEST_YEAR, 1, 1)
    after = _offset(_value(part, "TZOFFSETTO"))
    before = _offset(_value(part, "TZOFFSETFROM")) if "TZOFFSETFROM" in part else after
    local = [] if "RRULE" in part else [begins]
    for line in part.get("RDATE", []):
        local += [_local(value.partition("/")[0]) for value in line.value.split(",")]
    for line in part.get("RRULE", []):
        local += _Rule.read(line, begins, before).dates(months)
    for moment in local:
        passed = moment - before - datetime(1970, 1, 1)
        yield _Change(passed // timedelta(seconds=1), _seconds(before), _seconds(after))


def _value(part: Properties, name: str) -> str:
    if name not in part:
        raise ValueError(name)
    return part[name][0].value.strip()


def _local(value: str) -> datetime:
    day, clock, _ = read_written(value)
    return datetime.combine(day, clock or time())


def _offset(value: str) -> timedelta:
    """Read an offset from UTC; one without a sign is east of it."""
    found = _UTC_OFFSET.fullmatch(value)
    if not found or int(found[2]) > 23 or int(found[3] or 0) > 59:
        raise ValueError("offset")
    length = timedelta(hours=int(found[2]), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


def _seconds(offset: timedelta) -> int:
    return offset // timedelta(seconds=1)


@dataclass(frozen=True)
class _Rule:
    """When the clocks change each year."""

    begins: datetime
    every: int
    last: datetime
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    weekdays: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, line: ContentLine, begins: datetime, before: timedelta) -> _Rule:
        """Read an RRULE. Raises ValueError for one that is not yearly, or unknown."""
        written = [part.strip().partition("=") for part in line.value.upper().split(";")]
        parts = {name: value for name, _, value in written if name}
        if parts.keys() - _KNOWN_PARTS or parts.get("FREQ") != "YEARLY":
            raise ValueError("not a yearly rule")
        weekdays = tuple(_weekday(day) for day in _listed(parts, "BYDAY"))
        if any(number for number, _ in weekdays) and "BYMONTH" not in parts:
            raise ValueError("counted in the year")
        last = datetime(LAST_YEAR, 12, 31)
        if "UNTIL" in parts and int(parts["UNTIL"][:4]) <= LAST_YEAR:
            day, clock, offset = read_written(parts["UNTIL"])
            last = datetime.combine(day, clock or time(23, 59, 59))
            last += before if offset is UTC else timedelta(0)
        return cls(
            begins,
            max(1, int(parts.get("INTERVAL", "1"))),
            last,
            tuple(map(int, _listed(parts, "BYMONTH"))) or (begins.month,),
            tuple(map(int, _listed(parts, "BYMONTHDAY"))),
            weekdays,
        )

    def dates(self, budget: Iterator[int]) -> Iterator[datetime]:
        """Yield the local times, each month looked at taken from `budget`."""
        first = max(self.begins.year, EARLIEST_YEAR)
        first += (self.begins.year - first) % self.every
        for year in range(first, self.last.year + 1, self.every):
            for month in self.months:
                if next(budget, None) is None:
                    raise ValueError("too much")
                for day in self._days(year, month):
                    moment = datetime.combine(date(year, month, day), self.begins.time())
                    if self.begins <= moment <= self.last:
                        yield moment

    def _days(self, year: int, month: int) -> Iterable[int]:
        weekday, length = monthrange(year, month)
        if self.month_days:
            days = [day if day > 0 else length + 1 + day for day in self.month_days]
        elif self.weekdays:
            days = list(range(1, length + 1))
        else:
            days = [self.begins.day]
        for day in days:
            if 1 <= day <= length and self._fits(day, (weekday + day - 1) % 7, length):
                yield day

    def _fits(self, day: int, weekday: int, length: int) -> bool:
        if not self.weekdays:
            return True
        counted = {0, (day - 1) // 7 + 1, -((length - day) // 7 + 1)}
        return any(number in counted and one == weekday for number, one in self.weekdays)


def _listed(parts: dict[str, str], name: str) -> list[str]:
    return parts[name].split(",") if parts.get(name) else []


def _weekday(day: str) -> tuple[int, int]:
    found = _BYDAY.fullmatch(day.strip())
    if not found:
        raise ValueError("BYDAY")
    return int(found[1] or 0), _WEEK.index(found[2])


def _table(changes: list[_Change]) -> tzinfo | None:
    """Write the changes as a TZif file (RFC 8536, version 2) and have `zoneinfo` read it."""
    if not changes:
        return None
    offsets = [changes[0].before, *(change.after for change in changes)]
    kinds = list(dict.fromkeys(offsets))
    if len(kinds) > MOST_OFFSETS:
        raise ValueError("offsets")
    name = b"-00\0"
    head = struct.Struct(">4sc15x6l")
    count = len(changes)
    body = [
        head.pack(b"TZif", b"2", 0, 0, 0, 0, 0, 0),  # the old, short form: empty
        head.pack(b"TZif", b"2", 0, 0, 0, count, len(kinds), len(name)),
        struct.pack(f">{count}q", *(change.moment for change in changes)),
        bytes(kinds.index(offset) for offset in offsets[1:]),
        *(struct.pack(">lbB", offset, 0, 0) for offset in kinds),
        name,
        b"\n\n",
    ]
    return ZoneInfo.from_file(io.BytesIO(b"".join(body)))
