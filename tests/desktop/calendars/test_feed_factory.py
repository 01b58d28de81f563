"""What a calendar on the list is read from; a vault is asked late, and once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.calendars.feed_factory import AddressLost, VaultFeed, WeeklyFeed, feed_for
from desktop.credentials.secret import Secret
from desktop.credentials.vault import KeyringLocked
from desktop.feeds.feeds import CacheMarks, Feed, FileFeed, WebFeed
from desktop.feeds.problems import is_lasting
from desktop.feeds.saved_calendars import CalendarSource, FeedAccess
from desktop.sessions.weekly import WeeklyRule
from tests.support.servers import reply, served
from tests.support.shelf_life import tea

WEB = CalendarSource(id="1", kind="address")
RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")


class Safe:
    """Gives one access, or fails as a locked keyring does; counts how often it was asked."""

    def __init__(self, access: FeedAccess | None) -> None:
        self.access = access
        self.is_locked = False
        self.asked = 0

    def find(self, _: CalendarSource) -> FeedAccess | None:
        """Return what opens the calendar."""
        self.asked += 1
        if self.is_locked:
            raise KeyringLocked
        return self.access


def feed(source: CalendarSource, safe: Safe | None = None) -> Feed:
    """Return the feed of a calendar."""
    finds = safe or Safe(None)
    return feed_for(source, finds.find, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def test_each_kind_has_its_own_feed() -> None:
    assert feed(CalendarSource(id="1", kind="file", path="/a.ics")) == FileFeed(Path("/a.ics"))
    assert feed(CalendarSource(id="1", kind="weekly", weekly=RULE)) == WeeklyFeed(RULE, "1")
    assert isinstance(feed(WEB), VaultFeed)
    of_card = msgspec.structs.replace(WEB, group="tea-group")
    access = FeedAccess(Secret("https://example.org/tea.ics"))
    assert feed(of_card, Safe(access)) == WebFeed("https://example.org/tea.ics")


def test_the_feed_of_one_calendar_is_always_the_same_one() -> None:
    """So that it is not read again whenever another calendar comes or goes."""
    assert feed(WEB) == feed(WEB)
    assert feed(WEB) != feed(msgspec.structs.replace(WEB, id="2"))


def test_a_rule_that_did_not_change_is_not_read_again() -> None:
    rule = WeeklyFeed(RULE, "1")
    first = rule.fetch(CacheMarks())
    assert first.body is not None
    assert rule.fetch(first.seen).body is None


def test_the_vault_is_asked_when_it_is_needed_and_again_only_after_it_failed() -> None:
    with served(lambda request: reply(request, tea())) as address:
        safe = Safe(FeedAccess(Secret(f"{address}/s3cret.ics")))
        calendar = feed(WEB, safe)
        assert safe.asked == 0
        safe.is_locked = True
        with pytest.raises(KeyringLocked):
            calendar.fetch(CacheMarks())
        safe.is_locked = False
        seen = calendar.fetch(CacheMarks()).seen
        assert calendar.fetch(seen).body is None
    assert safe.asked == 2
    assert "s3cret" not in repr(calendar)


def test_a_link_that_the_vault_has_lost_is_said_in_its_own_words() -> None:
    with pytest.raises(AddressLost) as raised:
        feed(WEB).fetch(CacheMarks())
    assert is_lasting(raised.value)
