"""Times as people type them; what could be two times is asked about, never guessed."""

from __future__ import annotations

from datetime import time

import pytest

from desktop.calendars.typed_time import EitherHalf, read_time

EITHER_2 = EitherHalf(time(2), time(14))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2pm", time(14)),
        ("2 pm", time(14)),
        ("2 PM", time(14)),
        ("2p.m.", time(14)),
        ("2 p.m.", time(14)),
        ("2.30 pm", time(14, 30)),
        ("2:30pm", time(14, 30)),
        ("2 30 pm", time(14, 30)),
        ("230pm", time(14, 30)),
        ("at 2pm", time(14)),
        ("2 in the afternoon", time(14)),
        ("7 in the evening", time(19)),
        ("half past 7 in the evening", time(19, 30)),
        ("10 at night", time(22)),
        ("9am", time(9)),
        ("9.15am", time(9, 15)),
        ("9 in the morning", time(9)),
        ("quarter to 9 am", time(8, 45)),
        ("12pm", time(12)),
        ("12:30 pm", time(12, 30)),
        ("12am", time(0)),
        ("midday", time(12)),
        ("Noon", time(12)),
        ("12 noon", time(12)),
        ("midnight", time(0)),
        ("14:00", time(14)),
        ("14.00", time(14)),
        ("1400", time(14)),
        ("14h", time(14)),
        ("14h30", time(14, 30)),
        ("14:00 pm", time(14)),
        ("18:30 hours", time(18, 30)),
        ("0:30", time(0, 30)),
        ("00:00", time(0)),
        ("24:00", time(0)),
        ("２pm", time(14)),
        ("  2pm  ", time(14)),
    ],
)
def test_a_time_is_understood(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", EITHER_2),
        ("2:00", EITHER_2),
        ("02:00", EITHER_2),
        ("2 o'clock", EITHER_2),
        ("at 2 o’clock", EITHER_2),
        ("2.30", EitherHalf(time(2, 30), time(14, 30))),
        ("630", EitherHalf(time(6, 30), time(18, 30))),
        ("half past 7", EitherHalf(time(7, 30), time(19, 30))),
        ("a quarter past 7", EitherHalf(time(7, 15), time(19, 15))),
        ("quarter to 1", EitherHalf(time(0, 45), time(12, 45))),
        ("12", EitherHalf(time(0), time(12))),
        ("12:15", EitherHalf(time(0, 15), time(12, 15))),
    ],
)
def test_a_time_that_could_be_two_is_both(text: str, expected: EitherHalf) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Tuesday",
        "25:00",
        "24:30",
        "2:60",
        "2:5",
        "14 am",
        "0:30 pm",
        "2 am pm",
        "-2",
        "2pm3",
        "half past 14",
        "half past 7:15",
        "12345",
        "2pm tomorrow",
        "pm",
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None
