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
    keep = InMemory()
    first = ReminderReplies()
    await first.load(keep)
    first.give(TEA, "later", NOW)
    await first.save()
    again = ReminderReplies()
    again.give(TEA, "not_today", NOW + timedelta(minutes=5))
    await again.load(keep)
    assert [one.kind for one in again.all] == ["later", "not_today"]
    assert again.all[0] == first.all[0]


async def test_nothing_but_ids_and_times_is_kept() -> None:
    keep, answers = InMemory(), ReminderReplies()
    await answers.load(keep)
    answers.give(TEA, "joined", NOW)
    answers.mute(TEA.series, is_quiet=True)
    await answers.save()
    assert not any(b"Tea" in kept for kept in keep.kept.values())


async def test_a_spoilt_or_locked_place_is_no_trouble() -> None:
    keep, answers = InMemory(), ReminderReplies()
    keep.kept[NAME] = keep.kept[QUIET] = b"nonsense"
    await answers.load(keep)
    keep.broken = True
    answers.give(TEA, "joined", NOW)
    await answers.save()
    assert len(answers.all) == 1


async def test_what_is_taken_back_is_as_if_it_was_never_said() -> None:
    answers = ReminderReplies()
    answers.give(TEA, "later", NOW)
    answers.give(TEA, "not_today", NOW)
    answers.take_back(TEA)
    assert [one.kind for one in answers.all] == ["later"]


async def test_a_quiet_series_is_quiet_after_a_restart_until_it_is_wanted_again() -> None:
    keep, answers = InMemory(), ReminderReplies()
    await answers.load(keep)
    answers.mute("1", is_quiet=True)
    await answers.save()
    again = ReminderReplies()
    await again.load(keep)
    assert again.quiet == {"1"}
    again.mute("1", is_quiet=False)
    await again.save()
    last = ReminderReplies()
    await last.load(keep)
    assert last.quiet == frozenset()
