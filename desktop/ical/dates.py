"""Dates, times and lengths as calendars write them, made into real ones.

Decided for what a person in the group expects:
- a UTC time in a calendar that names its zone (X-WR-TIMEZONE, as Google writes
  it) belongs to that zone, so "weekly at 19:00" stays at 19:00 on the wall;
- a wall time skipped by a clock change is read with the offset before it, so
  that 01:30 shows as 02:30; one that happens twice is the first of the two;
- an end that is missing or unreadable, or not after its start, means one hour;
- a midnight that says VALUE=DATE is a day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from desktop.ical.content_lines import ContentLine
from desktop.ical.time_zones import Zones
from desktop.ical.written_dates import read_written
from desktop.sessions.session import ASSUMED_LENGTH, in_utc

_LENGTH = re.compile(
    r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.A | re.I
)
_ANOTHER = re.compile(r"[,/](?=\d{4}|P)", re.A | re.I)
Moment = date | datetime


class When(NamedTuple):
    """A date or an aware time.

    `sure` is False if its zone had to be guessed; `floating` says that it names no zone.
    `lasts` is the length of a period.
    """

    moment: Moment
    sure: bool = True
    floating: bool = False
    lasts: timedelta | None = None


def read_when(line: ContentLine, zones: Zones, local: tzinfo | None = None) -> When:
    """Read a DATE or DATE-TIME; `local` is the zone of a time that names none.

    Of several dates, or a period, it is the first. Raises ValueError if it is neither, or
    in no year of ours.
    """
    when = _read(
        _ANOTHER.split(line.value, maxsplit=1)[0], line.params.get("TZID", ""), zones, local
    )
    says_day = line.params.get("VALUE", "").upper() == "DATE"
    if says_day and isinstance(when.moment, datetime) and when.moment.time() == time():
        return When(when.moment.date())
    return when


def read_listed(value: str, line: ContentLine, zones: Zones, local: tzinfo) -> When:
    """Read one date or period of an EXDATE or RDATE. Raises ValueError if it is neither.

    A period whose end cannot be read is a date like the others.
    """
    tzid = line.params.get("TZID", "")
    begins, _, ends = value.partition("/")
    when = _read(begins, tzid, zones, local)
    if not ends or not isinstance(when.moment, datetime):
        return when
    try:
        if ends.strip().upper().startswith("P"):
            lasts = read_length(ends)
        else:
            end = _read(ends, tzid, zones, local).moment
            lasts = in_utc(end) - in_utc(when.moment) if isinstance(end, datetime) else timedelta()
    except (ValueError, OverflowError):
        return when
    return when._replace(lasts=lasts) if lasts > timedelta() else when


def _read(value: str, tzid: str, zones: Zones, local: tzinfo | None) -> When:
    day, clock, offset = read_written(value)
    if clock is None:
        return When(day)
    naive = datetime.combine(day, clock)
    if offset is not None:
        moment = naive.replace(tzinfo=offset)
        return When(moment.astimezone(zones.own or (offset if offset is UTC else zones.local)))
    zone = zones.find(tzid) if tzid else local or zones.local
    return When(naive.replace(tzinfo=zone or zones.local), zone is not None, floating=not tzid)


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
