"""What was answered stays answered, also after a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop.schedule.answers import NAME, Answers
from desktop.schedule.session import Session
from tests.desktop.schedule.test_timetable import InMemory

START = datetime(2026, 11, 24, 14, tzinfo=UTC)
TEA = Session(id="1", series="1", source="a", title="Tea", start=START, end=START)
NOW = START - timedelta(minutes=8)


async def test_answers_come_back_after_a_restart_in_their_order() -> None:
    keep = InMemory()
    first = Answers()
    await first.load(keep)
    await first.give(TEA, "later", NOW)
    again = Answers()
    await again.give(TEA, "not_today", NOW + timedelta(minutes=5))
    await again.load(keep)
    assert [one.kind for one in again.all] == ["later", "not_today"]
    assert again.all[0] == first.all[0]


async def test_nothing_but_ids_and_times_is_kept() -> None:
    keep, answers = InMemory(), Answers()
    await answers.load(keep)
    await answers.give(TEA, "joined", NOW)
    assert b"Tea" not in keep.kept[NAME]


async def test_a_spoilt_or_locked_place_is_no_trouble() -> None:
    keep, answers = InMemory(), Answers()
    keep.kept[NAME] = b"nonsense"
    await answers.load(keep)
    keep.broken = True
    await answers.give(TEA, "joined", NOW)
    assert len(answers.all) == 1
