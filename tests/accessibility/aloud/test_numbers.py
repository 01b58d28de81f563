"""Phone numbers are read digit by digit; times, years and amounts are not."""

from __future__ import annotations

import pytest

from accessibility.aloud.numbers import for_speaking


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Call 116 123.", "Call 1 1 6, 1 2 3."),
        ("Phone 0800 1111 now.", "Phone 0 8 0 0, 1 1 1 1 now."),
        ("Phone +44 117 496 0000.", "Phone + 4 4, 1 1 7, 4 9 6, 0 0 0 0."),
        ("Call 999.", "Call 9 9 9."),
        ("Text SHOUT to 85258.", "Text SHOUT to 8 5 2 5 8."),
        ("Call 999, then 55.", "Call 9 9 9, then 5 5."),
        ("The number is 07700 900123.", "The number is 0 7 7 0 0, 9 0 0 1 2 3."),
    ],
)
def test_numbers_to_call_are_spelled(written: str, spoken: str) -> None:
    assert for_speaking(written) == spoken


@pytest.mark.parametrize(
    "text",
    [
        "Today at 2:00pm, in 25 minutes.",
        "It was checked on 3 May 2026.",
        "It has 3 steps.",
        "It is 40 MB and costs 12.50.",
        "Wait until 11:30.",
        "From 2 to 4 people.",
        "Open from 9am to 12pm.",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert for_speaking(text) == text
