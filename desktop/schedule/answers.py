"""What the person said to reminders, kept across restarts: "not today" is asked once."""

from __future__ import annotations

from datetime import datetime

from desktop.schedule.copies import Copies, Keep
from desktop.schedule.reminders import Answer, Kind, answered
from desktop.schedule.session import Session

NAME = "answers"
"""The name under which they are kept; no source may have it."""


class Answers:
    """The answers that still matter. Until `load` they last for this run."""

    def __init__(self) -> None:
        self._copies: Copies | None = None
        self.all: tuple[Answer, ...] = ()

    async def load(self, keep: Keep) -> None:
        """Read those of earlier runs; what was said in this one comes after them."""
        self._copies = Copies(keep)
        self.all = (await self._copies.get(NAME, tuple[Answer, ...]) or ()) + self.all

    async def give(self, session: Session, kind: Kind, now: datetime) -> None:
        """The person has answered a reminder of `session`, or has joined it."""
        self.all = answered(self.all, session, kind, now)
        if self._copies is not None:
            await self._copies.put(NAME, self.all)
