"""A session's calendar is re-checked on Join: when it is worth it, and how long it takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.calendars.calendars import Calendars
from desktop.calendars.recheck import Rechecked, is_due, recheck
from desktop.links.policy import may_open
from desktop.sessions.weekly import WeeklyRule
from resources.words import Words
from tests.support.calendar_store_life import NOW, CalendarStoreLife, read_here, tea

RULE = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")


class Unforeseen(Calendars):
    """Calendars whose check goes wrong as nobody foresaw."""

    def __init__(self, life: CalendarStoreLife) -> None:
        super().__init__(life.private, life.clock, read_here, Words(), may_open=may_open)
        self.asked = 0

    async def refresh(self, identity: str | None = None) -> None:
        self.asked += 1
        raise RuntimeError(identity)


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[CalendarStoreLife]:
    """Start a life whose calendars are unlocked."""
    life = CalendarStoreLife(tmp_path)
    await life.calendars.unlock(life.vault)
    yield life
    await life.calendars.close()


async def test_what_was_just_checked_is_not_asked_again(life: CalendarStoreLife) -> None:
    await life.calendars.add_file(life.file("tea.ics", tea()))
    (session,) = life.sessions
    assert not is_due(session, life.calendars, NOW + timedelta(seconds=59))
    assert is_due(session, life.calendars, NOW + timedelta(minutes=1))
    assert is_due(session, life.calendars, NOW - timedelta(hours=1))  # the clock was set


async def test_a_calendar_in_trouble_is_asked_again(life: CalendarStoreLife) -> None:
    file = life.file("tea.ics", tea())
    await life.calendars.add_file(file)
    file.unlink()
    await life.refresh()
    assert is_due(life.sessions[0], life.calendars, NOW)
    assert await recheck(life.sessions[0], life.calendars, NOW) == Rechecked(life.sessions[0])


async def test_a_weekly_rule_has_nothing_to_ask(life: CalendarStoreLife) -> None:
    await life.calendars.add_weekly(RULE)
    assert not is_due(life.sessions[0], life.calendars, NOW + timedelta(days=1))


async def test_news_comes_with_the_session_as_it_is_now(life: CalendarStoreLife) -> None:
    file = life.file("tea.ics", tea())
    await life.calendars.add_file(file)
    (before,) = life.sessions
    file.write_bytes(tea(at="20261124T150000"))
    found = await recheck(before, life.calendars, NOW)
    assert found.change is not None and found.change.kind == "moved"
    assert f"{found.session.start:%H:%M}" == "15:00"
    assert found.change.was == before.start


async def test_another_new_session_does_not_matter(life: CalendarStoreLife) -> None:
    file = life.file("tea.ics", tea())
    await life.calendars.add_file(file)
    (before,) = life.sessions
    both = tea() + tea("Walk", "2", at="20261125T100000")
    file.write_bytes(both)
    assert await recheck(before, life.calendars, NOW) == Rechecked(before)


async def test_whatever_goes_wrong_what_is_known_must_do(life: CalendarStoreLife) -> None:
    await life.calendars.add_file(life.file("tea.ics", tea()))
    (before,) = life.sessions
    calendars = Unforeseen(life)
    assert await recheck(before, calendars, NOW) == Rechecked(before)
    assert calendars.asked == 1


async def test_a_slow_calendar_does_not_hold_up_the_joining(life: CalendarStoreLife) -> None:
    with life.slow_server(tea()) as slow:
        slow.go_on.set()
        await life.calendars.add_address(slow.address)
        (before,) = life.sessions
        slow.go_on.clear()
        began = asyncio.get_running_loop().time()
        found = await recheck(before, life.calendars, NOW, seconds=0.05)
        assert asyncio.get_running_loop().time() - began < 1
        assert found == Rechecked(before)
        slow.go_on.set()  # the check goes on by itself, and its result still counts
        state = life.calendars.state(before.source)
        assert state is not None and state.task is not None
        await state.task
        assert state.problem is None
