"""From 15 minutes before until the end, in any zone, and once for each press."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.joining.join import Debounce, plan_join

START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
END = START + timedelta(hours=1)


@pytest.mark.parametrize(
    ("minutes", "state", "can_join"),
    [
        (-10_000, "early", False),
        (-15.02, "early", False),
        (-15, "open", True),
        (0, "open", True),
        (0.9, "open", True),
        (1, "late", True),
        (59.9, "late", True),
        (60, "over", False),
        (600, "over", False),
    ],
)
def test_from_when_and_until_when_it_may_be_joined(
    minutes: float, state: str, can_join: bool
) -> None:
    plan = plan_join(START, END, START + timedelta(minutes=minutes))
    assert (plan.state, plan.can_join) == (state, can_join)
    assert plan.opens_at == START - timedelta(minutes=15)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"cancelled": True}, "cancelled"),
        ({"has_link": False}, "no_link"),
        ({"opened": True}, "opened_already"),
        ({"cancelled": True, "opened": True, "has_link": False}, "cancelled"),
        ({"has_link": False, "opened": True}, "no_link"),
    ],
)
def test_what_else_decides(given: dict[str, Any], state: str) -> None:
    assert plan_join(START, END, START, **given).state == state


def test_opened_already_still_opens_after_a_question() -> None:
    plan = plan_join(START, END, START + timedelta(minutes=20), opened=True)
    assert (plan.can_join, plan.must_ask) == (True, True)


def test_a_session_that_is_over_is_over_even_if_opened() -> None:
    assert plan_join(START, END, END, opened=True).state == "over"


def test_a_day_without_a_time_is_joined_only_on_that_day() -> None:
    zone = ZoneInfo("Europe/London")
    day = datetime(2026, 11, 24, tzinfo=zone)
    states = [
        plan_join(day, day + timedelta(days=1), day + timedelta(hours=h), all_day=True).state
        for h in (-0.1, 0, 9, 24)
    ]
    assert states == ["early", "no_time", "no_time", "over"]


def test_the_clock_change_does_not_move_the_opening() -> None:
    """In London 1:00am comes twice on 25 October 2026; joining opens 15 real minutes before."""
    start = datetime(2026, 10, 25, 1, 0, tzinfo=ZoneInfo("Europe/London"), fold=1)
    end = start + timedelta(hours=1)

    def at(minutes: int) -> datetime:
        return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)

    assert plan_join(start, end, at(-20)).state == "early"
    assert plan_join(start, end, at(-14)).state == "open"
    assert [plan_join(start, end, at(minutes)).state for minutes in (0, 1)] == ["open", "late"]
    opens_at = plan_join(start, end, at(-20)).opens_at
    assert opens_at.astimezone(UTC) == datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    assert (opens_at.hour, opens_at.minute) == (1, 45)


def test_a_second_press_within_3_seconds_does_nothing() -> None:
    press = Debounce()
    assert [press.accepts(at) for at in (10.0, 10.1, 12.9, 13.0, 14.0, 16.1)] == [
        True, False, False, True, False, True,
    ]  # fmt: skip
