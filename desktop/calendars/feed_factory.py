"""From a calendar on the person's list to the feed it is read from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from desktop.feeds.caldav import CalDavFeed
from desktop.feeds.feeds import CacheMarks, Feed, Fetched, FileFeed, WebFeed
from desktop.feeds.problems import CalendarProblem, PasswordWrong
from desktop.feeds.saved_calendars import CalendarSource, FeedAccess
from desktop.sessions.weekly import WeeklyRule, as_calendar

Finds = Callable[[CalendarSource], FeedAccess | None]
"""Finds what opens a calendar on the web. May block, and raise a vault's problem."""


class AddressLost(CalendarProblem):
    """The safe place for links no longer has the link or the password of a calendar."""

    key = "calendar_address_lost"
    lasting = True


@dataclass(frozen=True)
class WeeklyFeed:
    """A weekly rule, as a calendar like any other."""

    rule: WeeklyRule
    uid: str

    def fetch(self, seen: CacheMarks) -> Fetched:
        """Return the rule written as a calendar."""
        body = as_calendar(self.rule, self.uid)
        digest = sha256(body).hexdigest()
        return Fetched(None if digest == seen.digest else body, CacheMarks(digest=digest))


@dataclass(frozen=True)
class VaultFeed:
    """A calendar on the web. What opens it is asked of the vault when it is first read.

    A vault may block or be locked: then this calendar cannot be read this time, and
    the copies of all are there nevertheless.
    """

    source: CalendarSource
    access: Finds = field(compare=False, repr=False)
    now: Callable[[], datetime] = field(compare=False, repr=False)
    _found: list[Feed] = field(default_factory=list, compare=False, repr=False)

    def fetch(self, seen: CacheMarks) -> Fetched:
        """Ask the calendar. Raises `AddressLost` or a vault's problem too."""
        if not self._found:
            self._found.append(self._find())
        try:
            return self._found[0].fetch(seen)
        except PasswordWrong:
            self._found.clear()  # the next time with the one that may have been typed since
            raise

    def _find(self) -> Feed:
        access = self.access(self.source)
        if access is None:
            raise AddressLost
        address = access.address.reveal()
        if access.user is None or access.password is None:
            return WebFeed(address)
        login = access.user.reveal(), access.password.reveal()
        return CalDavFeed(address, login, now=self.now)


def feed_for(source: CalendarSource, access: Finds, now: Callable[[], datetime]) -> Feed:
    """Return where a calendar is read from; `access` finds what opens one on the web.

    For a calendar that a card brought it is asked at once: a newer card may name another.
    """
    if source.weekly is not None:
        return WeeklyFeed(source.weekly, source.id)
    if source.kind == "file":
        return FileFeed(Path(source.path))
    if not source.group:
        return VaultFeed(source, access, now)
    found = access(source)
    return WebFeed(found.address.reveal() if found else "")
