"""Parlour stands beside a maximised meeting: neither covers the other, and the space comes back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from accessibility.look.own_window import Rect
from accessibility.look.themes import THEMES
from tests.support.desk import Desk
from tests.support.example import calendar
from tests.support.on_screen import places, point_at, resize_screen, split_screen
from tests.support.person import Person
from tests.support.real_browser import chromium_on
from tests.support.until import wait_until

MEETING = "A room"
"""What the page says that a small server shows in place of each meeting."""

STRIPS = "At the foot of the screen – Parlour"
SCREEN = Rect(0, 0, 1366, 768)
TURNED = Rect(0, 0, 768, 1366)
LEFT, RIGHT = Rect(0, 0, 1024, 700), Rect(1024, 0, 1000, 800)
"""Two screens side by side; the foot of one is no edge of the desktop."""


@contextmanager
def joined(desk: Desk) -> Iterator[Person]:
    """Somebody who has pressed Join: a maximised Chromium opens with the meeting."""
    desk.plug_keyring()
    file = desk.root / "group.ics"
    file.write_bytes(calendar(datetime.now(UTC).replace(microsecond=0)))
    with chromium_on(desk, "--start-maximized") as internet, Person(desk) as person:
        person.adds(file)
        person.waits_for("in the next 2 weeks")
        person.presses("Home")
        person.presses("Join now")
        person.waits_for("Opening Zoom")
        internet.waits_for(1)
        yield person


def strip(desk: Desk) -> Rect | None:
    """Return where Parlour stands beside the meeting."""
    return next(iter(places(desk, STRIPS)), None)


def meeting(desk: Desk) -> Rect | None:
    """Return where the meeting stands."""
    return next(iter(places(desk, MEETING)), None)


def stands_beside(desk: Desk, screen: Rect = SCREEN, *, foot: int = 0) -> Rect:
    """Wait until the strip fills the foot of the screen and the meeting all above it."""

    def neither_covers_the_other() -> bool:
        low, high = strip(desk), meeting(desk)
        stands = (screen.left, screen.width, screen.bottom - foot)
        return (
            low is not None
            and high is not None
            and (low.left, low.width, low.bottom) == stands
            and screen.height // 8 < low.height < screen.height // 2
            and fills(high, Rect(screen.left, 0, screen.width, low.top))
        )

    wait_until(neither_covers_the_other, what=f"{strip(desk)} beside {meeting(desk)}")
    found = strip(desk)
    assert found is not None
    return found


def fills(window: Rect, room: Rect) -> bool:
    """Say whether a maximised window fills the room there is, but for its frame and title."""
    near = window.bottom <= room.bottom and room.bottom - window.bottom < 12
    wide = 0 <= room.width - window.width < 12 and 0 <= window.left - room.left < 12
    return near and wide and window.top < 80


def has_the_screen(desk: Desk, screen: Rect = SCREEN, *, foot: int = 0) -> None:
    """Wait until the meeting fills the whole screen again."""
    room = Rect(screen.left, 0, screen.width, screen.height - foot)

    def meeting_fills_it() -> bool:
        high = meeting(desk)
        return high is not None and fills(high, room)

    wait_until(meeting_fills_it, what=f"a meeting on the whole screen, not {meeting(desk)}")


def colour_at(picture: Path, x: int, y: int) -> QColor:
    """Return the colour of a point of the screen."""
    return QImage(str(picture)).pixelColor(x, y)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("window_manager", ["openbox", "metacity", "xfwm4"])
def test_neither_covers_the_other_and_the_space_comes_back(window_manager: str) -> None:
    with Desk(size="1366x768", window_manager=window_manager) as desk, joined(desk) as person:
        stands_beside(desk)  # the question too: "Did it open?" is never behind the meeting
        person.presses("It opened")
        person.waits_for("I am leaving")
        place = stands_beside(desk)

        picture = desk.root / "screen.png"
        desk.shot(picture)
        edge = THEMES["light"].edge
        line = [colour_at(picture, x, place.top).name() for x in range(0, 1366, 97)]
        assert line == [edge] * len(line)  # nothing lies over the upper edge of the strip
        above = colour_at(picture, 683, place.top - 40)
        assert above == QColor("white")  # nor over the meeting, whose page is white

        person.presses("Bigger Parlour")
        has_the_screen(desk)
        person.presses("Back beside the meeting")
        stands_beside(desk)
        person.presses("I am leaving")
        person.waits_for("You are still in Zoom.")
        stands_beside(desk)
        person.presses("I have closed it")
        person.waits_for("Take a moment")
        has_the_screen(desk)
        assert desk.leaks() == []


@pytest.mark.timeout(300)
def test_the_space_comes_back_when_parlour_is_closed_or_killed() -> None:
    with Desk(size="1366x768") as desk, joined(desk) as person:
        stands_beside(desk)
        assert person.close_parlour() == 0
        has_the_screen(desk)
        person.open_parlour()
        person.presses("Join now")
        person.presses("It opened")
        person.waits_for("I am leaving")
        stands_beside(desk)
        person.kill_parlour()
        has_the_screen(desk)


@pytest.mark.timeout(300)
def test_it_follows_a_screen_that_is_turned_and_stands_above_a_panel() -> None:
    with Desk(size="1366x1366") as desk:
        resize_screen(desk, SCREEN.width, SCREEN.height)
        panel = desk.start("panel", sys.executable, "-m", "tests.support.panel", "40")
        wait_until(lambda: "ready" in desk.log("panel"), what="a panel")
        with joined(desk) as person:
            stands_beside(desk, foot=40)
            panel.kill()
            stands_beside(desk)
            resize_screen(desk, TURNED.width, TURNED.height)
            stands_beside(desk, TURNED)
            person.presses("It opened")
            person.waits_for("I am leaving")
            stands_beside(desk, TURNED)
            assert person.close_parlour() == 0
            has_the_screen(desk, TURNED)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("here", [LEFT, RIGHT])
def test_of_two_screens_it_takes_the_foot_of_the_one_it_is_on(here: Rect) -> None:
    with Desk(size="2024x800", window_manager="metacity") as desk:
        split_screen(desk, LEFT, RIGHT)
        point_at(desk, here)  # that is where Parlour opens
        with joined(desk) as person:
            stands_at_the_foot_of(desk, here)
            person.presses("It opened")
            person.waits_for("I am leaving")
            stands_at_the_foot_of(desk, here)
            assert person.close_parlour() == 0
            has_the_screen(desk, LEFT)


def stands_at_the_foot_of(desk: Desk, screen: Rect) -> None:
    """Wait until the strip does; the meeting, on the left screen, has all else there."""

    def both_have_their_place() -> bool:
        low, high = strip(desk), meeting(desk)
        if low is None or high is None:
            return False
        bottom = low.top if screen == LEFT else LEFT.bottom
        place = (low.left, low.width, low.bottom)
        stands = place == (screen.left, screen.width, screen.bottom)
        return stands and fills(high, Rect(LEFT.left, 0, LEFT.width, bottom))

    wait_until(both_have_their_place, what=f"{strip(desk)} beside {meeting(desk)}")
