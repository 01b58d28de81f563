"""What may be typed, value by value."""

from __future__ import annotations

import pytest

from desktop.cli import arguments
from desktop.cli.arguments import DaysWrong, HostWrong, MomentWrong, SecondsWrong, ZoneUnknown


@pytest.mark.parametrize(("text", "days"), [("1", 1), ("14", 14), ("3660", 3660), ("007", 7)])
def test_days(text: str, days: int) -> None:
    assert arguments.days(text) == days


@pytest.mark.parametrize("text", ["", "0", "-1", "3661", "1.5", "two", "²", "9" * 5000, " 1"])
def test_what_is_no_number_of_days(text: str) -> None:
    with pytest.raises(DaysWrong):
        arguments.days(text)


@pytest.mark.parametrize(("text", "seconds"), [("0.5", 0.5), ("60", 60.0), ("1e3", 1000.0)])
def test_seconds(text: str, seconds: float) -> None:
    assert arguments.seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "-1", "nan", "inf", "1e9", "a minute"])
def test_what_is_no_number_of_seconds(text: str) -> None:
    with pytest.raises(SecondsWrong):
        arguments.seconds(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-08-04",
        "2026-08-04T14:00",
        "2026-08-04 14:00:30",
        "2026-08-04T14:00Z",
        "2026-08-04T14:00:00+05:30",
    ],
)
def test_moments(text: str) -> None:
    assert arguments.moment(text).year == 2026


@pytest.mark.parametrize(
    "text", ["", "now", "14:00", "2026-02-30", "0001-01-01T00:00+14:00", "1969-01-01", "9999-12-31"]
)
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(MomentWrong):
        arguments.moment(text)


@pytest.mark.parametrize("text", ["Europe/London", "UTC", "GMT Standard Time"])
def test_zones(text: str) -> None:
    assert arguments.zone(text)


@pytest.mark.parametrize("text", ["", "Atlantis", "../../etc/passwd", "/etc/localtime", "Europe"])
def test_what_is_no_zone(text: str) -> None:
    with pytest.raises(ZoneUnknown):
        arguments.zone(text)


def test_hosts() -> None:
    assert arguments.host("Meet.Example.org") == "meet.example.org"
    with pytest.raises(HostWrong):
        arguments.host("meet.example.org:8443")
