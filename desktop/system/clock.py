"""What time it is, and where: a port, so that decisions can be handed any moment."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the moment and the reader's own time zone."""

    def now(self) -> datetime:
        """Return this moment, aware, in the reader's zone."""
        ...

    def zone(self) -> tzinfo:
        """Return the reader's zone as it is now; it may change while we run."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).astimezone(self.zone())

    def zone(self) -> tzinfo:
        return system_zone()


class StillClock:
    """A clock that shows the moment it was given (`--now`, tests); `moment` may be moved."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs a moment with a zone")
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> tzinfo:
        assert self.moment.tzinfo is not None
        return self.moment.tzinfo


def system_zone() -> tzinfo:
    """Return the computer's zone by name where it has one, else as the computer keeps it.

    `TZ` goes before the link `/etc/localtime`, as it does for the computer itself.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    for name in _zone_names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ComputerZone()


class ComputerZone(tzinfo):
    """The zone as the computer's own library knows it, asked afresh for each moment.

    For a computer whose zone has no name that we can find (Windows, or a rule in
    `TZ`): right across clock changes, which one fixed offset would not be.
    """

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else self._here(moment).utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        is_summer = time.localtime(self._here(moment).timestamp()).tm_isdst > 0
        return timedelta(hours=1) if is_summer else timedelta(0)

    def tzname(self, moment: datetime | None) -> str | None:
        return None if moment is None else self._here(moment).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Put a moment, given in UTC but marked with this zone, on this zone's clock."""
        here = moment.replace(tzinfo=UTC).astimezone()
        shown = here.replace(tzinfo=None)
        is_second_time = shown.astimezone().utcoffset() != here.utcoffset()
        return shown.replace(tzinfo=self, fold=int(is_second_time))

    @staticmethod
    def _here(moment: datetime) -> datetime:
        try:
            return moment.replace(tzinfo=None).astimezone()
        except (OverflowError, OSError, ValueError):
            # Windows knows nothing before 1970, and no computer the ends of the calendar.
            return moment.replace(tzinfo=datetime.now().astimezone().tzinfo)


def _zone_names() -> list[str]:
    """Name what may be the zone's name: only `TZ` where that is set."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        return [named.rpartition("zoneinfo/")[2]]
    linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return [name for name in (linked, _debian_name()) if name]


def _debian_name() -> str:
    try:
        return Path("/etc/timezone").read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""
