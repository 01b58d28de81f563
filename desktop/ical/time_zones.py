"""Time zones as calendars name them.

Decided for what a person in the group expects: a name we know is taken at its
word (IANA names, then Windows names, then the calendar's own VTIMEZONE); a name
nobody knows means the calendar's own zone, and the session says that its time
may be wrong. A time with no zone at all is meant in the calendar's own zone
(X-WR-TIMEZONE), else the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from desktop.ical.content_lines import properties
from desktop.system.clock import ComputerZone

UTC_NAMES = frozenset({"utc", "gmt", "z", "etc/utc", "tzone://microsoft/utc"})
THIS_COMPUTER = "this computer"
LONGEST_VTIMEZONE = 64 * 1024
"""Bytes of a time zone that a calendar brings."""
LONGEST_TOP = 4096
"""Bytes of a time zone in which its name must stand."""
LONGEST_NAME = 255
"""Characters of the name of a time zone."""
_FREQUENCY = re.compile(rb"FREQ=(\w+)", re.I)


class Zones:
    """Finds the zone of a TZID; `own` is the calendar's own zone, None if it has none."""

    def __init__(self, reader: tzinfo, own: str = "", blocks: Iterable[bytes] = ()) -> None:
        self._defined = {_tzid(block): block for block in blocks}
        self._found: dict[str, tzinfo | None] = {}
        self.own = self.find(own) if own else None
        self.reader = reader

    @property
    def local(self) -> tzinfo:
        """Return the zone of a time that names none."""
        return self.own or self.reader

    def find(self, tzid: str) -> tzinfo | None:
        """Return the zone called `tzid`, or None if nobody knows it."""
        if tzid not in self._found:
            self._found[tzid] = self._look_up(tzid)
        return self._found[tzid]

    def _look_up(self, tzid: str) -> tzinfo | None:
        name = tzid.strip()
        if len(name) > LONGEST_NAME:
            return None
        if name.lower() in UTC_NAMES:
            return UTC
        return known(name.strip("/")) or self._from_calendar(name) or _guess(name)

    def _from_calendar(self, name: str) -> tzinfo | None:
        block = self._defined.get(name)
        return None if block is None else _defined_zone(block)


def zone_name(zone: tzinfo) -> str:
    """Return a name for `zone` that `named` understands: its IANA key, or an offset.

    A zone that has no name but the computer's rules keeps those: another process on
    the same computer knows them too.
    """
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    if isinstance(zone, ComputerZone):
        return THIS_COMPUTER
    offset = zone.utcoffset(None) or timedelta()
    return f"{offset.total_seconds():.0f}"


def named(name: str) -> tzinfo | None:
    """Return the zone that `zone_name` named; an IANA name does too. None if unknown."""
    if name == THIS_COMPUTER:
        return ComputerZone()
    if re.fullmatch(r"-?\d{1,5}", name):
        return timezone(timedelta(seconds=int(name)))
    return known(name)


@cache
def known(name: str) -> tzinfo | None:
    """Return a zone by IANA or Windows name."""
    zone = _iana(name)
    if zone is None:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        zone = _iana(WINDOWS_TO_OLSON.get(name, ""))
    return zone


def _iana(name: str) -> tzinfo | None:
    """Return the zone, or None; ZoneInfo refuses names that lead out of its folder."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, LookupError, OSError):
        return None


def _guess(name: str) -> tzinfo | None:
    """Drop the maker's part of a globally unique name (RFC 5545, 3.2.19)."""
    if not name.startswith("/"):
        return None
    parts = name.strip("/").split("/")
    tails = ("/".join(parts[start:]) for start in range(1, len(parts)))
    return next((zone for zone in map(_iana, tails) if zone is not None), None)


def _tzid(block: bytes) -> str:
    lines = properties(block[:LONGEST_TOP], ("TZID",)).get("TZID", [])
    return lines[0].text.strip() if lines else ""


def _defined_zone(block: bytes) -> tzinfo | None:
    """Build the zone a VTIMEZONE describes, None if it makes no sense.

    Its rules may repeat yearly only: a rule that changes the clocks every second
    is not a time zone but an attack.
    """
    from icalendar import Timezone

    frequencies = {name.upper() for name in _FREQUENCY.findall(block)}
    if len(block) > LONGEST_VTIMEZONE or not frequencies <= {b"YEARLY"}:
        return None
    try:
        component = Timezone.from_ical(block)
        return component.to_tz(lookup_tzid=False) if isinstance(component, Timezone) else None
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError):
        return None
