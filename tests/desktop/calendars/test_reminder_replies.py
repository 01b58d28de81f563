"""What was answered stays answered, also after a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.calendars.reminder_replies import NAME, QUIET, ReminderReplies
from desktop.sessions.session import Session
from tests.desktop.feeds.test_timetable import InMemory

START = datetime(2026, 11, 24, 14, tzinfo=UTC)
TEA = Session(id="1", series="1", source="a", title="Tea", start=START, end=START)
NOW = START - timedelta(minutes=8)


async def test_answers_come_back_after_a_restart_in_their_order() -> None:
    store = InMemory()
    first = ReminderReplies()
    await first.load(store)
    first.give(TEA, "later", NOW)
    await first.save()
    again = ReminderReplies()
    again.give(TEA, "not_today", NOW + timedelta(minutes=5))
    await again.load(store)
    assert [one.kind for one in again.all] == ["later", "not_today"]
    assert again.all[0] == first.all[0]


async def test_nothing_but_ids_and_times_is_kept() -> None:
    store, replies = InMemory(), ReminderReplies()
    await replies.load(store)
    replies.give(TEA, "joined", NOW)
    replies.mute(TEA.series, is_quiet=True)
    await replies.save()
    assert not any(b"Tea" in body for body in store.bodies.values())


async def test_a_spoilt_or_locked_place_is_no_trouble() -> None:
    store, replies = InMemory(), ReminderReplies()
    store.bodies[NAME] = store.bodies[QUIET] = b"nonsense"
    await replies.load(store)
    store.broken = True
    replies.give(TEA, "joined", NOW)
    await replies.save()
    assert len(replies.all) == 1


async def test_what_is_taken_back_is_as_if_it_was_never_said() -> None:
    replies = ReminderReplies()
    replies.give(TEA, "later", NOW)
    replies.give(TEA, "not_today", NOW)
    replies.take_back(TEA)
    assert [one.kind for one in replies.all] == ["later"]


async def test_a_quiet_series_is_quiet_after_a_restart_until_it_is_wanted_again() -> None:
    store, replies = InMemory(), ReminderReplies()
    await replies.load(store)
    replies.mute("1", is_quiet=True)
    await replies.save()
    again = ReminderReplies()
    await again.load(store)
    assert again.quiet == {"1"}
    again.mute("1", is_quiet=False)
    await again.save()
    last = ReminderReplies()
    await last.load(store)
    assert last.quiet == frozenset()
