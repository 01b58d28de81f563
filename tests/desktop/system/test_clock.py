from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desktop.system.clock import ComputerZone, SystemClock, system_zone
from tests.support.still_clock import StillClock

SetZone = Callable[[str], None]


@pytest.fixture
def set_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetZone]:
    """Move this computer to another zone, and back."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "named",
    [
        "Asia/Kathmandu",
        ":Asia/Kathmandu",
        "/usr/share/zoneinfo/Asia/Kathmandu",
        ":/usr/share/zoneinfo/Asia/Kathmandu",
    ],
)
def test_the_zone_has_its_name(set_zone: SetZone, named: str) -> None:
    set_zone(named)
    assert system_zone() == ZoneInfo("Asia/Kathmandu")


def test_a_move_is_noticed_while_running(set_zone: SetZone) -> None:
    clock = SystemClock()
    set_zone("Europe/London")
    assert str(clock.now().tzinfo) == "Europe/London"
    set_zone("Asia/Tokyo")
    assert str(clock.now().tzinfo) == "Asia/Tokyo"
    assert clock.now().utcoffset() == timedelta(hours=9)


def test_without_the_link_the_zone_is_still_the_computers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    time.tzset()
    zone = system_zone(str(tmp_path / "localtime"))
    assert datetime.now(zone).utcoffset() == datetime.now().astimezone().utcoffset()


RULE = "GMT0BST,M3.5.0/1,M10.5.0"
"""London's rule, as some computers hold it: with no name to find."""


def test_a_zone_without_a_name_is_right_across_clock_changes(set_zone: SetZone) -> None:
    set_zone(RULE)
    zone = system_zone()
    assert isinstance(zone, ComputerZone)
    london = ZoneInfo("Europe/London")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year == 2026:
        ours, theirs = moment.astimezone(zone), moment.astimezone(london)
        assert ours.replace(tzinfo=None) == theirs.replace(tzinfo=None)
        assert (ours.utcoffset(), ours.tzname(), ours.fold) == (
            theirs.utcoffset(),
            theirs.tzname(),
            theirs.fold,
        )
        assert ours.dst() == theirs.dst()
        assert ours.astimezone(UTC) == moment
        moment += timedelta(minutes=30)


def test_a_zone_without_a_name_survives_the_ends_of_the_calendar(set_zone: SetZone) -> None:
    set_zone(RULE)
    for moment in (datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)):
        assert moment.replace(tzinfo=ComputerZone()).utcoffset() is not None


def test_a_zone_without_a_name_can_be_copied_for_a_child(set_zone: SetZone) -> None:
    set_zone(RULE)
    again = copy.deepcopy(ComputerZone())
    assert datetime(2026, 7, 1, tzinfo=again).utcoffset() == timedelta(hours=1)


def test_now_is_aware() -> None:
    now = SystemClock().now()
    assert now.tzinfo is not None
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_still_clock_shows_its_moment_until_it_is_moved() -> None:
    clock = StillClock(datetime(2026, 7, 7, 14, tzinfo=UTC))
    assert clock.now() == datetime(2026, 7, 7, 14, tzinfo=UTC)
    assert clock.zone() is UTC
    clock.moment += timedelta(days=1)
    assert clock.now().day == 8
    with pytest.raises(ValueError, match="zone"):
        StillClock(datetime(2026, 7, 7, 14))
