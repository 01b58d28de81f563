"""Dates, times and lengths as calendars write them, made into real ones.

Decided for what a person in the group expects:
- a UTC time in a calendar that names its zone (X-WR-TIMEZONE, as Google writes
  it) belongs to that zone, so "weekly at 19:00" stays at 19:00 on the wall;
- a wall time skipped by a clock change is read with the offset before it, so
  that 01:30 shows as 02:30; one that happens twice is the first of the two;
- an end that is missing, or not after its start, means one hour.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from desktop.ical.content_lines import ContentLine
from desktop.ical.time_zones import Zones
from desktop.sessions.session import ASSUMED_LENGTH, in_utc

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.A)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.A | re.I
)
FIRST_YEAR, LAST_YEAR = 1900, 2200

Moment = date | datetime


class When(NamedTuple):
    """A date or an aware time; `sure` is False if its zone had to be guessed."""

    moment: Moment
    sure: bool = True


def read_when(line: ContentLine, zones: Zones, local: tzinfo | None = None) -> When:
    """Read a DATE or DATE-TIME; `local` is the zone of a time that names none.

    Raises ValueError if it is neither, or in no year of ours.
    """
    return _read(line.value, line.params.get("TZID", ""), zones, local)


def read_list(line: ContentLine, zones: Zones, local: tzinfo) -> list[When]:
    """Read the dates of an EXDATE or RDATE, leaving out the unreadable.

    Of a period only the start is taken.
    """
    tzid = line.params.get("TZID", "")
    found = []
    for value in line.value.split(","):
        try:
            found.append(_read(value.partition("/")[0], tzid, zones, local))
        except ValueError:
            continue
    return found


def _read(value: str, tzid: str, zones: Zones, local: tzinfo | None) -> When:
    found = _DATE.fullmatch(value.strip().upper())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise ValueError("not a date")
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if not found[4]:
        return When(day)
    second = min(int(found[6]), 59)  # a leap second exists in RFC 5545, not in Python
    naive = datetime.combine(day, time(int(found[4]), int(found[5]), second))
    if found[7]:
        moment = naive.replace(tzinfo=UTC)
        return When(moment.astimezone(zones.own) if zones.own else moment)
    zone = zones.find(tzid) if tzid else local or zones.local
    return When(naive.replace(tzinfo=zone or zones.local), sure=zone is not None)


def read_length(text: str) -> timedelta:
    """Read a DURATION. Raises ValueError, or OverflowError for an absurd one."""
    found = _LENGTH.fullmatch(text.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError("not a length")
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def end_of(start: Moment, end: Moment | None, length: timedelta | None) -> tuple[Moment, bool]:
    """Return when something ends, and whether we know it.

    A DTSTART that is a date makes an all-day session, whatever the end is.
    """
    if not isinstance(start, datetime):
        return _last_day(start, end, length), True
    if isinstance(end, datetime):
        stop = end
    elif end is not None:
        stop = datetime.combine(end, time(), start.tzinfo)
    else:
        stop = start if length is None else in_utc(start) + length
    if in_utc(stop) > in_utc(start):
        return stop.astimezone(start.tzinfo), True
    return (in_utc(start) + ASSUMED_LENGTH).astimezone(start.tzinfo), False


def _last_day(start: date, end: Moment | None, length: timedelta | None) -> date:
    if isinstance(end, datetime):
        end = end.date() + timedelta(days=end.time() != time())
    elif end is None and length is not None:
        end = start + length
    return end if end is not None and end > start else start + timedelta(days=1)


def day_of(moment: Moment) -> date:
    """Return the day something is on, where it is."""
    return moment.date() if isinstance(moment, datetime) else moment


def instant(moment: Moment) -> str:
    """Return a date or time as one short text, the same in every zone."""
    return f"{in_utc(moment) if isinstance(moment, datetime) else moment:%Y%m%dT%H%M%SZ}"
