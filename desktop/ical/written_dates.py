"""Reads a DATE or DATE-TIME as it is written, before anybody asks for its zone.

What is written almost as it should be is read too: `20261105Z` is a day,
`2026-11-05T19:00` a time, `"20261105T190000Z";` one too, and `T240000` the midnight after.
"""

from __future__ import annotations

import re
from datetime import UTC, date, time, timedelta, timezone, tzinfo
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 2, 2200
"""Years: the year 1 in another zone may be none, and nobody meets after the last."""

_DATE = re.compile(
    r"(\d{4})(-?)(\d\d)\2(\d\d)"
    r"(?:[T ]*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?"
    r"[T ]*(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.A,
)
_AROUND = " \t\n\"';,\u200b\u200e\u200f\u202a\u202c\ufeff\u00a0"
"""Marks around a date that say nothing, some of them unseen."""


class Written(NamedTuple):
    """A date as it stands in a calendar; `offset` is what it says itself (`Z`, `+0100`)."""

    day: date
    clock: time | None
    offset: tzinfo | None


def read_written(value: str) -> Written:
    """Split a DATE or DATE-TIME, even one with marks that do not belong there.

    Raises ValueError if it is neither, or in no year of ours.
    """
    found = _DATE.fullmatch(value.strip(_AROUND).upper())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise ValueError("not a date")
    day = date(int(found[1]), int(found[3]), int(found[4]))
    if not found[5]:
        return Written(day, None, None)
    hour, minute, second = int(found[5]), int(found[6]), int(found[7] or 0)
    if (hour, minute) == (24, 0):  # the end of a day, as ISO 8601 allows
        day, hour = day + timedelta(days=1), 0
    second = min(second, 59)  # a leap second exists in RFC 5545, not in Python
    return Written(day, time(hour, minute, second), _offset(found[8]))


def _offset(written: str | None) -> tzinfo | None:
    if not written or written.isalpha():
        return UTC if written else None
    length = timedelta(hours=int(written[1:3]), minutes=int(written[-2:]))
    return timezone(-length if written[0] == "-" else length)
