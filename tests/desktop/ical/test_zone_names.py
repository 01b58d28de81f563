"""Names of zones that no list has: what they mean, and when nobody can know."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.ical.zone_names import guessed

WINTER, SUMMER = datetime(2026, 1, 15, 12), datetime(2026, 7, 15, 12)


def hours(name: str) -> tuple[float, float]:
    """Return how far ahead of UTC the zone is, in winter and in summer."""
    zone = guessed(name)
    assert zone is not None, name
    offsets = [zone.utcoffset(moment) for moment in (WINTER, SUMMER)]
    ahead = [(offset or timedelta()) / timedelta(hours=1) for offset in offsets]
    return ahead[0], ahead[1]


@pytest.mark.parametrize(
    ("name", "ahead"),
    [
        ("UTC-5", -5),
        ("UTC+0", 0),
        ("GMT+0100", 1),
        ("UTC+05:30", 5.5),
        ("UTC+5.5", 5.5),
        ("GMT -3", -3),
        ("+01:00", 1),
        ("(UTC) Coordinated Universal Time", 0),
        ("(UTC-02:00) Coordinated Universal Time-02", -2),
        ("(UTC) Koordinierte Weltzeit", 0),
        ("(GMT)", 0),
    ],
)
def test_an_offset_is_what_it_says_all_year(name: str, ahead: float) -> None:
    assert hours(name) == (ahead, ahead)


@pytest.mark.parametrize(
    ("name", "ahead"),
    [
        ("europe/berlin", (1, 2)),
        ("AMERICA/NEW YORK", (-5, -4)),
        ("W. Europe Standard Time 1", (1, 2)),
        ("gmt standard time", (0, 1)),
        ("Eastern Daylight Time", (-5, -4)),
        ("Pacific Standard Time-2", (-8, -7)),
    ],
)
def test_capitals_numbers_and_summer_make_no_other_zone(
    name: str, ahead: tuple[float, float]
) -> None:
    assert hours(name) == ahead


@pytest.mark.parametrize(
    ("name", "ahead"),
    [
        ("(UTC-05:00) Eastern Time (US & Canada)", (-5, -4)),
        ("(GMT-08:00) Pacific Time (US & Canada); Tijuana", (-8, -7)),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", (1, 2)),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", (1, 2)),
        ("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", (1, 2)),
        ("(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London", (0, 1)),
        ("(UTC+00:00) Monrovia, Reykjavik", (0, 0)),
        ("(UTC-07:00) Chihuahua, La Paz, Mazatlan", (-7, -7)),
        ("(UTC-04:00) Georgetown, La Paz, Manaus, San Juan", (-4, -4)),
        ("(UTC-03:00) Brasilia", (-3, -3)),
        ("(UTC+05:30) Sri Jayawardenepura", (5.5, 5.5)),
        ("(UTC+13:00) Samoa", (13, 13)),
        ("(UTC-10:00) Hawaii", (-10, -10)),
        ("(UTC+01:00) West Central Africa", (1, 1)),
        ("(UTC+10:30) Lord Howe Island", (11, 10.5)),
        ("Eastern Time (US & Canada)", (-5, -4)),
        ("London", (0, 1)),
    ],
)
def test_a_display_name_is_the_zone_of_its_places(name: str, ahead: tuple[float, float]) -> None:
    assert hours(name) == ahead


@pytest.mark.parametrize(
    "name",
    [
        "",
        "(UTC+05:00) London",
        "(UTC+77:00) London",
        "UTC+15",
        "Customized Time Zone",
        "Customized Time Zone 1",
        "Nowhere/Land",
        "Europe",
        "../../etc/passwd",
    ],
)
def test_what_nobody_can_know_is_not_guessed(name: str) -> None:
    assert guessed(name) is None
