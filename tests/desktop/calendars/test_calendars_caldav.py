"""Calendars with a password, on a real server, from choosing one to forgetting it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from desktop.feeds.accounts import find_calendars
from desktop.feeds.caldav import CalDavCalendar
from desktop.feeds.problems import NeedsPassword, NoConnection
from tests.support.calendar_store_life import CalendarStoreLife, tea
from tests.support.radicale_server import LOGIN, Radicale, radicale


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    """Run a server with 2 calendars of Mary's."""
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder) as running:
        running.put(running.make("tea", "Tuesday Tea"), "1", tea())
        running.put(running.make("walk", "Walking"), "2", tea("Walk", "2", at="20261125T100000"))
        yield running


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[CalendarStoreLife]:
    """Start a life whose calendars are unlocked."""
    life = CalendarStoreLife(tmp_path)
    await life.calendars.unlock(life.vault)
    yield life
    await life.calendars.close()


async def test_a_calendar_is_chosen_read_kept_and_forgotten(
    life: CalendarStoreLife, server: Radicale
) -> None:
    found = await find_calendars(server.address, *LOGIN)
    assert [one.name for one in found] == ["Tuesday Tea", "Walking"]
    for chosen in found:
        added = await life.calendars.add_caldav(chosen, *LOGIN)
        assert len(added.sessions) == 1 and not added.was_there
    assert (await life.calendars.add_caldav(found[0], *LOGIN)).was_there
    assert [source.name for source in life.calendars.sources] == ["Tuesday Tea", "Walking"]
    await life.restart()
    server.process.kill()
    server.process.wait()
    await life.refresh()
    assert life.titles() == ["Tea", "Walk"]
    states = [life.calendars.state(source.id) for source in life.calendars.sources]
    assert all(state and isinstance(state.problem, NoConnection) for state in states)
    tea_calendar, walk = life.calendars.sources
    await life.calendars.remove(tea_calendar.id)
    assert not [name for name in life.vault.names() if tea_calendar.id in name]
    assert f"calendar/{walk.id}/password" in life.vault.names()
    await life.calendars.undo_remove()
    assert life.titles() == ["Tea", "Walk"]
    on_disk = life.on_disk()
    assert not any(private.encode() in on_disk for private in (*LOGIN, server.address))


async def test_a_wrong_password_leaves_everything_as_it_was(
    life: CalendarStoreLife, server: Radicale
) -> None:
    with pytest.raises(NeedsPassword):
        await find_calendars(server.address, LOGIN[0], "wrong")
    chosen = CalDavCalendar("Tea", f"{server.address}/mary/tea/")
    with pytest.raises(NeedsPassword):
        await life.calendars.add_caldav(chosen, LOGIN[0], "wrong")
    assert life.calendars.sources == () and life.copies() == []
    assert not [name for name in life.vault.names() if name.startswith("calendar/")]
