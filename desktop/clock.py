"""What time it is, and where: a port, so that decisions can be handed any moment."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
    """Return the computer's zone by name where it can be found, else its present offset.

    A bare offset would be wrong across a clock change, so `TZ` and the link
    `/etc/localtime` are asked first.
    """
    for name in _zone_names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    offset = datetime.now().astimezone().tzinfo
    assert offset is not None
    return offset


def _zone_names() -> list[str]:
    import os

    names = [os.environ.get("TZ", "").lstrip(":")]
    link = Path("/etc/localtime")
    if link.is_symlink():
        names.append(str(link.resolve()).partition("zoneinfo/")[2])
    stored = Path("/etc/timezone")
    if stored.is_file():
        names.append(stored.read_text("utf-8").strip())
    return [name for name in names if name]
