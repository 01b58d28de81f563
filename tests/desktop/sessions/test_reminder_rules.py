"""Reminders come, stay, and go as a person expects; the clock may do what it likes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sessions.reminder_rules import (
    EARLIER,
    LATER,
    LEAD,
    NAMES,
    REMINDERS_ON,
    Kind,
    Plan,
    Reminder,
    ReminderWishes,
    Reply,
    answered,
    fresh,
    plan,
    say_notification,
    say_reminder,
    wishes_of,
)
from desktop.sessions.session import Session
from desktop.storage.settings import Settings
from resources.words import Words

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 24, 14, 0, tzinfo=LONDON)
WISHES = ReminderWishes()
WORDS = Words()
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    """Return the moment so many minutes after the start."""
    return (START.astimezone(UTC) + minutes * MINUTE).astimezone(LONDON)


def session(
    name: str = "tea", begins: float = 0, length: float = 60, title: str = "Tea", **more: object
) -> Session:
    """Return a session that begins so many minutes after the others."""
    whole = Session(
        id=name,
        series=name,
        source="a",
        title=title,
        start=at(begins),
        end=at(begins + length),
    )
    return msgspec.structs.replace(whole, **more)


TEA = session()


def shown(plan: Plan) -> list[tuple[str, str]]:
    """Say in short what a plan shows."""
    return [(reminder.session.id, reminder.stage) for reminder in plan]


def look(minutes: float, *answers: Reply, sessions: Sequence[Session] = (TEA,)) -> Plan:
    """Plan at a moment."""
    return plan(sessions, WISHES, answers, at(minutes))


def answer(kind: Kind, minutes: float, one: Session = TEA) -> Reply:
    """Return an answer that was given at a moment."""
    return Reply(one.id, one.start, kind, at(minutes))


@pytest.mark.parametrize(
    ("minutes", "found"),
    [
        (-1000, []),
        (-10.01, []),
        (-10, [("tea", "soon")]),
        (-0.01, [("tea", "soon")]),
        (0, [("tea", "now")]),
        (1, [("tea", "late")]),
        (59.9, [("tea", "late")]),
        (60, []),
        (6000, []),
    ],
)
def test_it_comes_in_time_and_stays_until_the_session_is_over(
    minutes: float, found: list[tuple[str, str]]
) -> None:
    assert shown(look(minutes)) == found


def test_while_it_stays_it_is_the_same_one() -> None:
    """It makes no second sound, however its words change."""
    keys = {look(minutes)[0].key for minutes in (-10, -3, 0, 5, 40)}
    assert len(keys) == 1
    assert fresh(look(-10), look(5)) == ()
    assert shown(fresh(look(-11), look(-10))) == [("tea", "soon")]


def test_asleep_through_the_start_it_says_that_one_can_still_join() -> None:
    (reminder,) = look(6)
    assert say_reminder(reminder, at(6), WORDS) == "Tea began 6 minutes ago. You can still join."
    assert fresh(look(-60), look(6)) == (reminder,)
    assert shown(look(61)) == []


def test_two_sessions_one_after_the_other_both_come() -> None:
    """12:05 to 12:12, and 12:15."""
    both = [session("second", begins=10), session("first", length=7)]
    assert shown(look(-6, sessions=both)) == [("first", "soon")]
    assert shown(look(0, sessions=both)) == [("first", "now"), ("second", "soon")]
    assert shown(look(1, answer("joined", 0, both[1]), sessions=both)) == [("second", "soon")]
    assert shown(look(8, sessions=both)) == [("second", "soon")]


# Answers


@pytest.mark.parametrize("kind", ["joined", "not_today"])
def test_what_is_answered_for_good_comes_no_more(kind: Kind) -> None:
    for minutes in (-5, 0, 30):
        planned = look(minutes, answer(kind, -8))
        assert planned == ()


def test_in_5_minutes_means_in_5_minutes_and_again_it_comes_up() -> None:
    later = answer("later", -8)
    before = look(-8)
    hidden = look(-7, later)
    assert hidden == ()
    assert shown(look(-3.01, later)) == []
    back = look(-3, later)
    assert shown(back) == [("tea", "soon")]
    assert fresh(hidden, back) == back
    assert fresh(before, back) == back  # even if nobody planned in between
    twice = [later, answer("later", -3)]
    assert shown(look(1.99, *twice)) == []
    assert shown(look(2, *twice)) == [("tea", "late")]


def test_in_5_minutes_past_the_end_is_nothing() -> None:
    planned = look(60, answer("later", 58))
    assert planned == ()


def test_an_answer_is_for_its_own_session_alone() -> None:
    other = session("walk")
    assert shown(look(-5, answer("joined", -6, other))) == [("tea", "soon")]


def test_old_answers_are_dropped() -> None:
    answers: tuple[Reply, ...] = ()
    for days in range(10):
        one = session(str(days), begins=days * 1440)
        answers = answered(answers, one, "joined", at(days * 1440))
    assert [one.session for one in answers] == ["8", "9"]


# What happens to sessions


@pytest.mark.parametrize(
    "gone",
    [[], [session(status="cancelled")], [session(problems=("declined",))], [session(all_day=True)]],
)
def test_called_off_taken_out_or_without_a_time_there_is_no_reminder(gone: list[Session]) -> None:
    planned = look(-5, sessions=gone)
    assert planned == ()


def test_a_tentative_session_is_reminded_of() -> None:
    assert shown(look(-5, sessions=[session(status="tentative")])) == [("tea", "soon")]


def test_a_session_that_moved_is_reminded_of_at_its_new_time() -> None:
    moved = session(begins=90)
    before = look(-8)
    for kind in ("joined", "later", "seen"):
        answers = [answer(kind, -8)]
        assert shown(look(0, *answers, sessions=[moved])) == []
        after = look(80, *answers, sessions=[moved])
        assert shown(after) == [("tea", "soon")]
        assert fresh(before, after) == after


def test_not_today_holds_for_the_day_and_not_for_another() -> None:
    not_today = answer("not_today", -8)
    assert shown(look(85, not_today, sessions=[session(begins=90)])) == []
    tomorrow = 24 * 60
    assert shown(look(tomorrow - 5, not_today, sessions=[session(begins=tomorrow)]))


def test_the_day_is_that_of_the_readers_clocks() -> None:
    """Half past eleven in London is the next day in Berlin."""
    late = session(begins=9.5 * 60)
    not_today = answer("not_today", 0, late)
    moved = session(begins=10.5 * 60)
    here, there = at(10.4 * 60), at(10.4 * 60).astimezone(ZoneInfo("Europe/Berlin"))
    assert plan([moved], WISHES, [not_today], here)
    assert not plan([moved], WISHES, [not_today], there)


# Clocks


def test_a_clock_that_is_set_back_shows_what_is_to_come_again_and_nothing_for_ever() -> None:
    later = answer("later", 52)  # the clock was an hour ahead
    assert shown(look(-8, later)) == [("tea", "soon")]
    assert shown(look(-20, later)) == []
    assert shown(look(-8, answer("joined", 52))) == []


def test_another_zone_changes_nothing_but_the_clock_on_which_it_is_said() -> None:
    there = at(-10).astimezone(ZoneInfo("Asia/Seoul"))
    planned = plan([TEA], WISHES, [], there)
    assert planned == look(-10)


def test_when_the_clocks_change_it_comes_10_real_minutes_before() -> None:
    """In London 1:00am comes twice on 25 October 2026; this is the second one."""
    start = datetime(2026, 10, 25, 1, 0, tzinfo=LONDON, fold=1)
    one = session(start=start, end=datetime(2026, 10, 25, 2, 0, tzinfo=LONDON))
    real = start.astimezone(UTC)
    for minutes, count in ((-11, 0), (-10, 1), (5, 1)):
        now = (real + minutes * MINUTE).astimezone(LONDON)
        assert len(plan([one], WISHES, [], now)) == count


# Wishes


def test_who_wants_none_gets_none() -> None:
    assert plan([TEA], ReminderWishes(is_on=False), [], at(-5)) == ()
    assert plan([TEA], ReminderWishes(quiet=frozenset({"tea"})), [], at(-5)) == ()


def test_an_early_reminder_is_seen_and_comes_back_when_it_can_be_joined() -> None:
    wishes = ReminderWishes(leads=(10, 1440))
    day_before = plan([TEA], wishes, [], at(-1440))
    (reminder,) = day_before
    assert (reminder.stage, reminder.choices) == ("ahead", ("seen", "not_today"))
    assert say_reminder(reminder, at(-1440), WORDS) == "Tea is tomorrow at 2:00pm."
    seen = [answer("seen", -1430)]
    quiet = plan([TEA], wishes, seen, at(-1400))
    assert quiet == ()
    (again,) = plan([TEA], wishes, seen, at(-10))
    assert again.choices == ("joined", "later", "not_today")


@pytest.mark.parametrize("leads", [(30,), (60, 30), ()])
def test_there_is_always_one_that_can_be_joined(leads: tuple[int, ...]) -> None:
    planned = plan([TEA], ReminderWishes(leads=leads), [answer("seen", -20)], at(-16))
    assert planned == ()
    (reminder,) = plan([TEA], ReminderWishes(leads=leads), [answer("seen", -20)], at(-15))
    assert "joined" in reminder.choices


def test_an_early_one_that_nobody_answered_comes_up_again_when_the_next_is_due() -> None:
    wishes = ReminderWishes(leads=(10, 60))
    early, late = (plan([TEA], wishes, [], at(minutes)) for minutes in (-30, -10))
    assert len(early) == len(late) == 1
    assert "joined" not in early[0].choices
    assert "joined" in plan([TEA], wishes, [], at(-15))[0].choices
    assert fresh(early, late) == late


def test_the_settings_are_the_wishes(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert wishes_of(settings) == ReminderWishes()
    settings[LEAD], settings[EARLIER], settings[NAMES] = 15, 60, True
    settings[REMINDERS_ON] = False
    assert wishes_of(settings, ["walk"]) == ReminderWishes(
        is_on=False, leads=(15, 60), shows_names=True, quiet=frozenset({"walk"})
    )


# Words


@pytest.mark.parametrize(
    ("minutes", "window", "private"),
    [
        (-10, "Tea starts in 10 minutes.", "Your session starts in 10 minutes."),
        (-9.5, "Tea starts in 10 minutes.", "Your session starts in 10 minutes."),
        (-0.5, "Tea starts in 1 minute.", "Your session starts in 1 minute."),
        (0.5, "Tea starts now.", "Your session starts now."),
        (
            6,
            "Tea began 6 minutes ago. You can still join.",
            "Your session began 6 minutes ago. You can still join.",
        ),
        (
            70,
            "Tea began about 1 hour ago. You can still join.",
            "Your session began about 1 hour ago. You can still join.",
        ),
    ],
)
def test_it_is_said_in_the_window_and_without_the_name_outside(
    minutes: float, window: str, private: str
) -> None:
    (reminder,) = look(minutes, sessions=[session(length=120)])
    assert say_reminder(reminder, at(minutes), WORDS) == window
    assert say_notification(reminder, WISHES, at(minutes), WORDS) == private


def test_between_two_plans_it_never_starts_in_0_minutes() -> None:
    (reminder,) = look(-1)
    assert say_reminder(reminder, at(0.05), WORDS) == "Tea starts in 1 minute."


def test_the_name_is_outside_only_if_it_was_wished_for_and_never_a_private_one() -> None:
    wishes = ReminderWishes(shows_names=True)
    (open_one,) = look(-10)
    assert say_notification(open_one, wishes, at(-10), WORDS) == "Tea starts in 10 minutes."
    (private,) = look(-10, sessions=[session(private=True)])
    assert "Tea" not in say_notification(private, wishes, at(-10), WORDS)


def test_a_session_without_a_name_has_one() -> None:
    (reminder,) = look(-10, sessions=[session(title="")])
    assert WORDS("schedule.untitled") in say_reminder(reminder, at(-10), WORDS)


def test_no_notification_of_a_day_before_names_the_group() -> None:
    (reminder,) = plan([TEA], ReminderWishes(leads=(1440,)), [], at(-1000))
    said = say_notification(reminder, WISHES, at(-1000), WORDS)
    assert said == "You have a session tomorrow at 2:00pm."


# Whatever happens

moments = st.floats(-3000, 3000)
kinds = st.sampled_from(["joined", "later", "not_today", "seen"])
some_answers = st.lists(st.tuples(kinds, moments), max_size=6)


@given(moments, some_answers)
def test_what_is_shown_is_on_or_near_and_was_not_answered_for_good(
    minutes: float, said: list[tuple[Kind, float]]
) -> None:
    answers = [answer(kind, when) for kind, when in said]
    shown: tuple[Reminder, ...] = plan([TEA], WISHES, answers, at(minutes))
    for _ in shown:
        assert -10 <= minutes < 60
        assert not {"joined", "not_today"} & {kind for kind, _ in said}
        assert not any(
            kind == "later" and when <= minutes < when + LATER / MINUTE - 0.001
            for kind, when in said
        )
