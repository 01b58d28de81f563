"""The clock and time zone of the computer, behind a port."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

LOCALTIME = "/etc/localtime"
"""A link to the zone's file on Linux and macOS."""


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


def system_zone(link: str = LOCALTIME) -> tzinfo:
    """Return the computer's zone by name where it has one, else as the computer keeps it.

    `TZ` goes before the link, as it does for the computer itself. Read afresh: both
    may change while we run.
    """
    from zoneinfo import ZoneInfo

    for name in _zone_names(link):
        try:
            return ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            continue
    return ComputerZone()


class ComputerZone(tzinfo):
    """The zone as the computer's own library knows it, asked afresh for each moment.

    For a computer whose zone has no name that we can find (a rule in `TZ`): right
    across clock changes, which one fixed offset would not be.
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


def _zone_names(link: str) -> Iterator[str]:
    """Name what may be the zone's name: only `TZ` where that is set."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named:
        yield named.rpartition("zoneinfo/")[2]
        return
    linked = os.path.realpath(link).partition("zoneinfo/")[2]
    if linked:
        yield linked
    yield from _configured_name()


def _configured_name() -> Iterator[str]:
    """Give the name from the registry of Windows, or from a file that some systems have."""
    from tzlocal import reload_localzone  # read only where the link does not tell

    try:
        yield reload_localzone().key
    except (LookupError, ValueError, OSError):
        return
