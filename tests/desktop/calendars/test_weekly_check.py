"""What lets people into a typed session is checked before it is kept; once needs its day."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from desktop.calendars.weekly_check import WeeklyPhoneWrong, WeeklyRuleWrong, check_weekly
from desktop.sessions.weekly import WeeklyRule
from resources.declared import Problem

TEA = WeeklyRule(name="Tea", day="tuesday", at="14:00", zone="Europe/London")


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": "020 3481 5237", "code": "81234567890#,,,,*482913#"},
        {"passcode": "tea 4 us"},
        {"every": 0, "starts": date(2026, 12, 1)},
    ],
)
def test_codes_and_a_single_day_are_fine(changes: dict[str, object]) -> None:
    check_weekly(replace(TEA, **changes), lambda _: True)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"every": 0}, WeeklyRuleWrong),
        ({"passcode": "a\nb"}, WeeklyRuleWrong),
        ({"passcode": "x" * 61}, WeeklyRuleWrong),
        ({"code": "*#06#x"}, WeeklyPhoneWrong),
    ],
)
def test_what_makes_no_sense_is_refused(changes: dict[str, object], problem: type[Problem]) -> None:
    with pytest.raises(problem):
        check_weekly(replace(TEA, **changes), lambda _: True)
