"""A clock that tests set."""

from __future__ import annotations

from datetime import datetime, tzinfo


class StillClock:
    """A clock that shows the moment it was given ; `moment` may be moved."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs a moment with a zone")
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def zone(self) -> tzinfo:
        assert self.moment.tzinfo is not None
        return self.moment.tzinfo
