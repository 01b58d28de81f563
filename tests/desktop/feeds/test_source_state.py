"""When to check a calendar again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.feeds.source_state import poll_interval, retry_interval
from tests.desktop.ical.written import LONDON
from tests.desktop.sessions.test_upcoming import session

NOW = datetime(2026, 8, 4, 14, 0, tzinfo=LONDON)


def test_h7_a_calendar_is_checked_as_often_as_it_asks_within_bounds() -> None:
    assert poll_interval(0, [], NOW) == timedelta(hours=1)
    assert poll_interval(60, [], NOW) == timedelta(minutes=15)
    assert poll_interval(3 * 3600, [], NOW) == timedelta(hours=3)
    assert poll_interval(10**9, [], NOW) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("start", "minutes"), [(119, 15), (-30, 15), (121, 15), (180, 60), (600, 8 * 60), (6000, 1440)]
)
def test_near_a_session_it_is_checked_often(start: int, minutes: int) -> None:
    assert poll_interval(86400, [session("tea", start)], NOW) == timedelta(minutes=minutes)


def test_a_cancelled_session_is_no_reason_to_hurry() -> None:
    assert poll_interval(0, [session("off", 5, status="cancelled")], NOW) == timedelta(hours=1)


def test_after_failures_it_waits_longer_and_longer_but_not_for_ever() -> None:
    waits = [retry_interval(failures).total_seconds() / 60 for failures in range(1, 8)]
    assert waits == [1, 2, 4, 8, 15, 15, 15]
    assert retry_interval(10**6) == timedelta(minutes=15)
    assert retry_interval(1, 3600) == timedelta(hours=1)
    assert retry_interval(1, 10**9) == timedelta(hours=24)
