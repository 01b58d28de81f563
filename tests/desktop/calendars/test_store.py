"""What a calendar is read from; the vault is asked once, and again where it was shut."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.calendars.store import CalendarStore, FileOffer, feed_for
from desktop.credentials.secret import Secret
from desktop.credentials.vault import KeyringLocked
from desktop.feeds.caldav import CalDavFeed
from desktop.feeds.feeds import CacheMarks, ClosedFeed, Feed, FileFeed, WebFeed, WeeklyFeed
from desktop.feeds.problems import (
    AddressLost,
    CalendarRemoved,
    FileChanged,
    NeedsPassword,
    PasswordWrong,
    is_lasting,
)
from desktop.feeds.saved_calendars import (
    CalendarSource,
    FeedAccess,
    new_address,
    new_caldav,
    new_file,
    new_weekly,
)
from desktop.sessions.weekly import WeeklyRule
from resources.declared import Problem
from tests.support.calendar_store_life import NOW, read_here, tea
from tests.support.memory_keyring import KeptVault
from tests.support.radicale_server import LOGIN, radicale
from tests.support.servers import reply, served
from tests.support.source import ROOT
from tests.support.still_clock import StillClock

WEB = CalendarSource(id="1", kind="address")
RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")
ACCESS = FeedAccess(Secret("https://example.org/s3cret.ics"))


class CountingVault(KeptVault):
    """Counts how often it was asked for the address of a calendar; may be locked for these."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.is_shut = False

    def get(self, name: str) -> Secret | None:
        if name.startswith("calendar/"):
            self.asked += 1
            if self.is_shut:
                raise KeyringLocked
        return super().get(name)


@pytest.fixture
def vault() -> CountingVault:
    """Return a vault that counts."""
    return CountingVault()


@pytest.fixture
async def store(tmp_path: Path, vault: CountingVault) -> AsyncIterator[CalendarStore]:
    """Return a store with nothing in it."""
    store = CalendarStore(tmp_path, vault, StillClock(NOW), read_here)
    await store.load()
    yield store
    await store.close()


async def again(tmp_path: Path, vault: CountingVault) -> CalendarStore:
    """Return the store of the next start."""
    store = CalendarStore(tmp_path, vault, StillClock(NOW), read_here)
    await store.load()
    return store


def feed(source: CalendarSource, access: FeedAccess | None = None) -> Feed:
    """Return the feed of a calendar."""
    return feed_for(source, access, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def problem_of(store: CalendarStore) -> Problem | None:
    """Return what is wrong with the only calendar."""
    (state,) = store.timetable.states
    return state.problem


def titles(store: CalendarStore) -> list[str]:
    """Name the sessions there are."""
    return [session.title for session in store.timetable.sessions]


def test_each_kind_has_its_own_feed() -> None:
    assert feed(CalendarSource(id="1", kind="file", path="/a.ics")) == FileFeed(Path("/a.ics"))
    assert feed(CalendarSource(id="1", kind="weekly", weekly=RULE)) == WeeklyFeed(RULE, "1")
    assert feed(WEB, ACCESS) == WebFeed("https://example.org/s3cret.ics")
    of_card = msgspec.structs.replace(WEB, group="tea-group")
    assert feed(of_card, ACCESS) == WebFeed("https://example.org/s3cret.ics")
    with_login = FeedAccess(ACCESS.address, Secret("mary"), Secret("pw"))
    assert isinstance(feed(msgspec.structs.replace(WEB, kind="caldav"), with_login), CalDavFeed)
    assert "s3cret" not in f"{feed(WEB, ACCESS)!r}{feed(WEB, with_login)!r}"


def test_the_feed_of_one_calendar_is_always_the_same_one() -> None:
    """So that it is not read again whenever another calendar comes or goes."""
    assert feed(WEB, ACCESS) == feed(WEB, ACCESS)
    assert feed(WEB, ACCESS) != feed(WEB, FeedAccess(Secret("https://example.org/other.ics")))


def test_a_rule_that_did_not_change_is_not_read_again() -> None:
    rule = WeeklyFeed(RULE, "1")
    first = rule.fetch(CacheMarks())
    assert first.body is not None
    assert rule.fetch(first.seen).body is None


def test_a_link_that_the_vault_has_lost_is_said_in_its_own_words() -> None:
    with pytest.raises(AddressLost) as raised:
        feed(WEB).fetch(CacheMarks())
    assert is_lasting(raised.value)


async def test_the_vault_is_asked_once_and_again_only_while_it_is_shut(
    tmp_path: Path, store: CalendarStore, vault: CountingVault
) -> None:
    with served(lambda request: reply(request, tea())) as address:
        await store.add(new_address(f"{address}/tea.ics"))
        vault.asked = 0
        await store.change(lambda: None)
        assert vault.asked == 0
        vault.is_shut = True
        later = await again(tmp_path, vault)
        assert titles(later) == ["Tea"]  # the copy
        await later.refresh()
        assert isinstance(problem_of(later), KeyringLocked) and titles(later) == ["Tea"]
        vault.is_shut = False
        await later.refresh_due()
        vault.asked = 0
        await later.refresh()
        assert problem_of(later) is None and vault.asked == 0
        await later.close()


async def test_a_vault_that_stays_shut_keeps_how_often_it_was_tried(
    tmp_path: Path, store: CalendarStore, vault: CountingVault
) -> None:
    with served(lambda request: reply(request, tea())) as address:
        await store.add(new_address(f"{address}/tea.ics"))
    vault.is_shut = True
    later = await again(tmp_path, vault)
    for failures in (1, 2):
        await later.refresh()
        assert [state.failures for state in later.timetable.states] == [failures]
    (state,) = later.timetable.states
    assert isinstance(state.source.feed, ClosedFeed) and state.due is not None
    await later.close()


async def test_a_password_that_was_refused_is_asked_of_the_vault_again(
    tmp_path: Path, store: CalendarStore, vault: CountingVault
) -> None:
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder) as server:
        address = server.make("tea", "Tuesday Tea")
        server.put(address, "1", tea())
        added = await store.add(new_caldav(address, *LOGIN))
        name = f"calendar/{added.id}/password"
        vault.set(name, Secret("wrong"))
        later = await again(tmp_path, vault)
        await later.refresh()
        assert isinstance(problem_of(later), PasswordWrong | NeedsPassword)
        vault.set(name, Secret(LOGIN[1]))
        await later.refresh_due()
        assert problem_of(later) is None
        await later.close()


async def test_a_password_for_a_calendar_that_is_gone_has_words(store: CalendarStore) -> None:
    with pytest.raises(CalendarRemoved):
        await store.renew("gone", "a password")


async def test_a_weekly_session_that_went_while_it_was_changed_has_words(
    store: CalendarStore,
) -> None:
    with pytest.raises(CalendarRemoved):
        await store.exchange("gone", new_weekly(RULE))
    assert store.sources == ()


async def test_what_was_shown_of_a_file_is_what_is_added(
    tmp_path: Path, store: CalendarStore
) -> None:
    path = tmp_path / "tea.ics"
    path.write_bytes(tea())
    offer = await store.offer_file(new_file(path))
    assert isinstance(offer, FileOffer)
    path.write_bytes(tea("Another"))
    with pytest.raises(FileChanged):
        await store.add(new_file(path), offer.digest)
    assert store.sources == () and store.timetable.sessions == []
    path.write_bytes(tea())
    added = await store.add(new_file(path), offer.digest)
    assert [one.title for one in added.sessions] == ["Tea"]


def test_neither_the_store_nor_asyncio_is_read_before_home_is_painted(tmp_path: Path) -> None:
    """What takes long to import waits until the window stands there."""
    painted = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "desktop", "--until-painted"],
        cwd=ROOT,
        env=os.environ | {"PARLOUR_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    read = {line.rpartition("|")[2].strip() for line in painted.stderr.splitlines()}
    assert "desktop.calendars.calendars" in read
    assert not read & {"asyncio", "requests", "desktop.calendars.store", "desktop.feeds.timetable"}
