"""Finds the time zone meant by a name that is neither an IANA nor an exact Windows name.

Calendars hold what a program showed its user: Windows display names in any language
("(UTC+01:00) Amsterdam, Berlin, Bern"), numbered copies ("W. Europe Standard Time 1"),
names in other capitals ("europe/berlin") and bare offsets ("UTC-5", "GMT+0100").
A name that says an offset is believed only where the zone found keeps that offset.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

_HOURS = r"([+-\u2212])\s*(\d{1,2})(?:[:.]?(\d\d)|[.,](\d))?"
_OFFSET = re.compile(rf"(?:UTC|GMT|Z)?\s*{_HOURS}", re.A | re.I)
_DISPLAY = re.compile(r"(\((?:UTC|GMT)?\s*([^()]*)\))?\s*(.*)", re.A | re.I)
_ADDED = re.compile(r"\s*\([^()]*\)|\s+(?:Time|Islands?|Is\.)(?=\s*(?:\(|$))|\s+-\s+Old$", re.I)
_NUMBER = re.compile(r"[ _-]+\(?\d{1,3}\)?$")
_FARTHEST = timedelta(hours=14)
"""No place on earth is farther from UTC."""
_SEASONS = datetime(2025, 1, 1), datetime(2025, 7, 1)

_PLACES = {
    "astana": "Asia/Almaty",
    "baja california": "America/Tijuana",
    "brasilia": "America/Sao_Paulo",
    "cabo verde": "Atlantic/Cape_Verde",
    "chetumal": "America/Cancun",
    "chokurdakh": "Asia/Srednekolymsk",
    "city of buenos aires": "America/Argentina/Buenos_Aires",
    "coordinated universal": "Etc/UTC",
    "greenwich mean": "Europe/London",
    "indiana": "America/Indiana/Indianapolis",
    "international date line west": "Etc/GMT+12",
    "nuku'alofa": "Pacific/Tongatapu",
    "port louis": "Indian/Mauritius",
    "saint pierre and miquelon": "America/Miquelon",
    "salvador": "America/Bahia",
    "solomon": "Pacific/Guadalcanal",
    "sri jayawardenepura": "Asia/Colombo",
    "west central africa": "Africa/Lagos",
}
"""Places of Windows display names that no IANA zone is called after."""


def guessed(name: str) -> tzinfo | None:
    """Return the zone that `name` means, None if that is not certain enough."""
    return _offset(name) or _spelled(name) or _spelled(_NUMBER.sub("", name)) or _displayed(name)


def _spelled(name: str) -> tzinfo | None:
    """Return the zone whose name is spelled so but for capitals, spaces and summer."""
    key = name.casefold()
    windows = _windows_names().get(key.replace("daylight", "standard"))
    zone = _iana_names().get(key.replace(" ", "_")) or windows
    return ZoneInfo(zone) if zone else None


def _displayed(name: str) -> tzinfo | None:
    found = _DISPLAY.fullmatch(name)
    if not found:
        return None
    offset = _offset(found[2] or "+0") if found[1] else None
    if found[1] and offset is None:
        return None
    if offset is not None and "universal time" in found[3].casefold():
        return offset  # "(UTC-02:00) Coordinated Universal Time-02"
    zones = (zone for place in re.split("[,;:]| / ", found[3]) for zone in _at(place))
    meant = next((zone for zone in zones if offset is None or _keeps(zone, offset)), None)
    return meant or (UTC if found[1] and not found[2] else None)


def _at(place: str) -> Iterator[tzinfo]:
    """Yield the zones called after a place, the surest first."""
    name = _ADDED.sub("", place).strip().casefold()
    key = _PLACES.get(name) or _windows_names().get(f"{name} standard time")
    for one in (key, *_iana_places().get(name.replace(" ", "_"), ())):
        if one:
            yield ZoneInfo(one)


def _keeps(zone: tzinfo, offset: tzinfo) -> bool:
    """Say whether `zone` is `offset` from UTC in winter or in summer."""
    return any(zone.utcoffset(season) == offset.utcoffset(season) for season in _SEASONS)


def _offset(name: str) -> tzinfo | None:
    """Read an offset east of UTC, as people write it (POSIX counts the other way)."""
    found = _OFFSET.fullmatch(name.strip())
    if not found:
        return None
    minutes = int(found[3] or 0) + int(found[4] or 0) * 6
    length = timedelta(hours=int(found[2]), minutes=minutes)
    if length > _FARTHEST or minutes >= 60:
        return None
    return timezone(length if found[1] == "+" else -length) if length else UTC


@cache
def _windows_names() -> dict[str, str]:
    from tzlocal.windows_tz import win_tz

    return {name.casefold(): zone for name, zone in win_tz.items()}


@cache
def _iana_names() -> dict[str, str]:
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {name.casefold(): name for name in names}


@cache
def _iana_places() -> dict[str, list[str]]:
    """Return the zones by the last part of their name: the place they are called after."""
    places = defaultdict(list)
    for key, name in sorted(_iana_names().items()):
        places[key.rpartition("/")[2]].append(name)
    return places
