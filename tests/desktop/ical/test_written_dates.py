"""Dates as programs write them, and almost-dates."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta, timezone

import pytest

from desktop.ical.written_dates import read_written


@pytest.mark.parametrize(
    "value", ["20261105", "20261105Z", "2026-11-05", " 20261105 ", "20261105T"]
)
def test_a_day_is_a_day(value: str) -> None:
    assert read_written(value) == (date(2026, 11, 5), None, None)


@pytest.mark.parametrize(
    "value",
    [
        "20261105T190000",
        "20261105T1900",
        "20261105t190000",
        "20261105 190000",
        "2026-11-05T19:00:00",
        "2026-11-05 19:00",
        "20261105T190000.000",
    ],
)
def test_a_time_is_read_however_it_is_punctuated(value: str) -> None:
    assert read_written(value) == (date(2026, 11, 5), time(19), None)
    assert read_written(value + "Z").offset is UTC
    assert read_written(value + "-0530").offset == timezone(-timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    "value",
    [
        '"20261105T190000Z"',
        "20261105T190000Z;",
        "20261105T190000Z,",
        "20261105T190000UTC",
        "20261105T190000 GMT",
        "\u200e20261105T190000Z\u200f",
        "\u00a020261105T190000Z",
    ],
)
def test_marks_around_a_time_say_nothing(value: str) -> None:
    assert read_written(value) == (date(2026, 11, 5), time(19), UTC)


def test_the_end_of_a_day_is_the_midnight_after_it() -> None:
    assert read_written("20261231T240000") == (date(2027, 1, 1), time(0), None)


@pytest.mark.parametrize(
    "value", ["", "INVALID", "20261301", "20260230", "20261105T250000", "2026110", "99991231", "0"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_written(value)
