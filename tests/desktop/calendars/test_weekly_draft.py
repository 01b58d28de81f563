"""A weekly session while it is typed: its zone, its next date, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import msgspec
import pytest

from desktop.calendars.pasted import read_pasted
from desktop.calendars.weekly_draft import (
    Typed,
    WeeklyDraft,
    lasting_name,
    next_of,
    say_length,
    say_rule,
)
from desktop.feeds.saved_calendars import CalendarSource
from desktop.sessions.weekly import as_calendar
from resources.words import Words

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 13, 50, tzinfo=LONDON)
TEA = Typed("tuesday", time(14), 60, "Tea", phone="020 7946 0018")
WORDS = Words()


def test_nothing_is_kept_while_an_answer_is_missing() -> None:
    assert Typed().rule(LONDON, NOW) is None
    assert Typed(day="tuesday", at=time(14)).rule(LONDON, NOW) is None
    assert TEA.rule(LONDON, NOW) is not None


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (LONDON, "Europe/London"),
        (UTC, "Etc/GMT"),
        (timezone(timedelta(hours=2)), "Etc/GMT-2"),
        (timezone(-timedelta(hours=5)), "Etc/GMT+5"),
    ],
)
def test_a_zone_has_a_name_that_lasts(zone: tzinfo, name: str) -> None:
    assert lasting_name(zone, NOW) == name
    assert ZoneInfo(name)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOW, "2026-11-24 14:00"),
        (NOW + timedelta(minutes=9), "2026-11-24 14:00"),
        (NOW + timedelta(minutes=10), "2026-12-01 14:00"),
        (NOW - timedelta(days=1), "2026-11-24 14:00"),
        (datetime(2026, 3, 28, 12, tzinfo=LONDON), "2026-03-31 14:00"),  # the clocks change
    ],
)
def test_the_next_one_is_on_the_clock_of_its_zone(now: datetime, expected: str) -> None:
    rule = TEA.rule(LONDON, NOW)
    assert rule is not None
    assert f"{next_of(rule, now):%Y-%m-%d %H:%M}" == expected


def test_it_is_said_before_it_is_kept() -> None:
    rule = TEA.rule(LONDON, NOW)
    assert rule is not None
    assert say_rule(rule, "", NOW - timedelta(days=4), WORDS) == [
        "Tea: every Tuesday at 2:00pm.",
        "It lasts 1 hour.",
        "The next one is Tuesday 24 November.",
        "You can join by phone: 020 7946 0018.",
    ]


@pytest.mark.parametrize(("minutes", "is_on"), [(-1, False), (0, True), (50, True), (60, False)])
def test_what_is_on_now_is_said_before_the_next_one(minutes: int, is_on: bool) -> None:
    rule = Typed(day="tuesday", at=time(14, 0), name="Tea").rule(LONDON, NOW)
    assert rule is not None
    begun = datetime(2026, 11, 24, 14, 0, tzinfo=LONDON)
    said = say_rule(rule, "", begun + timedelta(minutes=minutes), WORDS)
    assert ("It is on now. You can still join." in said) is is_on
    following = "Tuesday 1 December" if minutes >= 0 else "today"
    assert f"The next one is {following}." in said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (30, "30 minutes"),
        (60, "1 hour"),
        (90, "1 and a half hours"),
        (120, "2 hours"),
        (150, "2 and a half hours"),
        (135, "2 hours and 15 minutes"),
    ],
)
def test_a_length_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert say_length(minutes, WORDS) == said


def test_a_rule_that_is_there_is_taken_up_to_be_changed() -> None:
    rule = TEA.rule(LONDON, NOW)
    draft = WeeklyDraft()
    draft.take(CalendarSource(id="1", kind="weekly", name="Tea", weekly=rule))
    assert draft.typed.rule(LONDON, NOW) == rule
    assert draft.typed.changes == "1"
    draft.clear()
    assert draft.typed == Typed()


def test_changed_abroad_it_stays_in_its_zone_and_its_weeks() -> None:
    """Every other Tuesday at 2pm in London, however far away its person looks at it."""
    typed = TEA.rule(LONDON, NOW)
    assert typed is not None
    rule = msgspec.structs.replace(typed, every=2, starts=date(2026, 11, 3))
    draft = WeeklyDraft()
    draft.take(CalendarSource(id="1", kind="weekly", name="Tea", weekly=rule))
    draft.typed = replace(draft.typed, name="Tea and cake")
    sydney = ZoneInfo("Australia/Sydney")
    changed = draft.typed.rule(sydney, NOW.astimezone(sydney))
    assert changed == msgspec.structs.replace(rule, name="Tea and cake")
    draft.clear()
    fresh = TEA.rule(sydney, NOW)
    assert fresh is not None and (fresh.zone, fresh.every) == ("Australia/Sydney", 1)


def test_its_number_stands_in_the_calendar_it_makes() -> None:
    rule = TEA.rule(LONDON, NOW)
    assert rule is not None
    assert b"FEATURE=PHONE:tel:02079460018" in as_calendar(rule, "1")


def test_what_is_once_is_said_as_that_and_on_the_persons_own_clock() -> None:
    typed = replace(TEA, every=0, starts=date(2026, 12, 1), zone="America/New_York", code="482913#")
    rule = typed.rule(LONDON, NOW)
    assert rule is not None
    assert say_rule(rule, "Zoom", NOW, WORDS) == [
        "Tea: Tuesday 1 December at 2:00pm, only once.",
        "It lasts 1 hour.",
        "Times are those of New York.",
        "On your clock that is Tuesday 1 December at 7:00pm.",
        "Join now opens Zoom.",
        "You can join by phone: 020 7946 0018.",
        "If you are asked for a code, press: 482 913\xa0#",
    ]


def test_once_needs_its_day() -> None:
    assert replace(TEA, every=0).rule(LONDON, NOW) is None


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("https://zoom.us/j/81234567890", ("day", "time")),
        ("Tuesdays 2pm https://zoom.us/j/81234567890", ()),
        ("1 December 2pm https://zoom.us/j/81234567890", ("often",)),
        ("1 September 2026 2pm https://zoom.us/j/81234567890", ()),
        ("Tuesdays at 2, 020 3481 5237", ("time",)),
        ("first Tuesday of the month, 2pm, 020 3481 5237", ("day",)),
        ("we meet on Tuesday", ("time", "name", "join")),
    ],
)
def test_only_what_a_pasted_text_leaves_open_is_asked(text: str, steps: tuple[str, ...]) -> None:
    draft = WeeklyDraft()
    pasted = read_pasted(text, NOW.date())
    name = "Tea" if pasted.room or pasted.phone else ""
    first = draft.take_pasted(pasted, NOW.date(), name)
    assert draft.typed.open == steps
    assert first == (steps[0] if steps else "check")
    went = [first]
    while went[-1] != "check":
        went.append(draft.typed.step_after(went[-1]))
    assert tuple(went[:-1]) == steps


def test_every_question_is_asked_where_nothing_was_pasted() -> None:
    assert Typed().step_after("day") == "time"
    assert Typed(may_be_once=True).step_after("day") == "often"
    assert Typed(every=0).step_after("day") == "often"
