"""Time zones as calendars name them.

Decided for what a person in the group expects: a name we know is taken at its
word (IANA names, then Windows names, then the calendar's own VTIMEZONE, then what
`zone_names` makes of it); a name nobody knows means the calendar's own zone, and
the session says that its time may be wrong. A time with no zone at all is meant
in the calendar's own zone (X-WR-TIMEZONE), else the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo
from functools import cache, cached_property
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from desktop.ical.content_lines import properties
from desktop.ical.vtimezone import defined_zone
from desktop.ical.zone_names import guessed
from desktop.system.clock import ComputerZone

UTC_NAMES = frozenset({"utc", "gmt", "z", "etc/utc", "tzone://microsoft/utc"})
THIS_COMPUTER = "this computer"
LONGEST_TOP = 4096
"""Bytes of a time zone in which its name must stand."""
MOST_TIMES = 5
"""Descriptions of one zone that are looked at: the first that makes sense is taken."""
LONGEST_NAME = 255
"""Characters of the name of a time zone."""
_ALIASES = "TZID-ALIAS-OF", "X-LIC-LOCATION"
"""Properties of a VTIMEZONE that may name the IANA zone it stands for."""


class Zones:
    """Finds the zone of a TZID; `own` is the calendar's own zone, None if it has none."""

    def __init__(self, reader: tzinfo, own: str = "", blocks: Iterable[bytes] = ()) -> None:
        self._blocks = blocks
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
        name = _plain(tzid)
        if name.lower() in UTC_NAMES:
            return UTC
        if len(name) > LONGEST_NAME:
            return None
        return known(name.strip("/")) or self._from_calendar(name) or _guess(name)

    @cached_property
    def _defined(self) -> dict[str, list[bytes]]:
        """The VTIMEZONEs of the calendar by name; most calendars never need them."""
        found: dict[str, list[bytes]] = {}
        for block in self._blocks:
            found.setdefault(_tzid(block), []).append(block)
        return found

    def _from_calendar(self, name: str) -> tzinfo | None:
        described = self._defined.get(name.casefold(), [])[:MOST_TIMES]
        return next(filter(None, map(self._described, described)), None)

    def _described(self, block: bytes) -> tzinfo | None:
        named_in = properties(block, _ALIASES)
        aliases = [line.text.strip() for lines in named_in.values() for line in lines]
        return next(filter(None, map(known, aliases)), None) or defined_zone(block)


def _plain(tzid: str) -> str:
    """Return a name without the marks that programs put around and into it."""
    return re.sub(r"\\([,;/])", r"\1", unquote(tzid)).strip(" \t'\"")


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
        from tzlocal.windows_tz import win_tz

        zone = _iana(win_tz.get(name, ""))
    return zone


def _iana(name: str) -> tzinfo | None:
    """Return the zone, or None; ZoneInfo refuses names that lead out of its folder."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, LookupError, OSError):
        return None


def _guess(name: str) -> tzinfo | None:
    """Drop the maker's part of a globally unique name (RFC 5545, 3.2.19), or guess."""
    if not name.startswith("/"):
        return guessed(name)
    parts = name.strip("/").split("/")
    tails = ("/".join(parts[start:]) for start in range(1, len(parts)))
    return next((zone for zone in map(_iana, tails) if zone is not None), None)


def _tzid(block: bytes) -> str:
    lines = properties(block[:LONGEST_TOP], ("TZID",)).get("TZID", [])
    return _plain(lines[0].text).casefold() if lines else ""
