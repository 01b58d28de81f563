"""An app bar asks Windows for room, and stands where the taskbar leaves it."""

from __future__ import annotations

import ctypes

from accessibility.beside.app_bar import (
    ASK,
    NEW,
    PLACE,
    REMOVE,
    AppBar,
    AppBarData,
    Corners,
    rect_of,
)
from accessibility.beside.geometry import Claim
from accessibility.look.own_window import Rect

SCREEN = Rect(0, 0, 1920, 1080)
TASKBAR_TOP = 1040


class TaskBar:
    """A shell as it is documented: with a taskbar at the bottom of its one screen."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []
        self.taken = Rect(0, 0, 0, 0)

    def __call__(self, message: int, data: AppBarData) -> int:
        """Take a message; asked for room, give way to the taskbar with the outer edge alone."""
        assert data.size == ctypes.sizeof(AppBarData)
        self.told.append((message, data.window))
        if message == ASK:
            data.rect = Corners(
                data.rect.left,
                data.rect.top,
                data.rect.right,
                min(data.rect.bottom, TASKBAR_TOP),
            )
        elif message == PLACE:
            self.taken = rect_of(data.rect)
        return 1


def test_the_data_are_as_long_as_windows_wants_them() -> None:
    assert ctypes.sizeof(AppBarData) == (48 if ctypes.sizeof(ctypes.c_void_p) == 8 else 36)


def test_it_stands_above_the_taskbar_as_high_as_was_wished() -> None:
    shell = TaskBar()
    bar = AppBar(shell)
    place = bar.claim(7, Claim("bottom", 270, SCREEN, (SCREEN,), SCREEN))
    assert place == shell.taken == Rect(0, 770, 1920, 270)
    assert bar.keeps == "free"


def test_a_side_goes_down_to_the_taskbar() -> None:
    place = AppBar(TaskBar()).claim(7, Claim("right", 960, SCREEN, (SCREEN,), SCREEN))
    assert place == Rect(960, 0, 960, TASKBAR_TOP)


def test_one_bar_is_moved_and_removed_once() -> None:
    shell = TaskBar()
    bar = AppBar(shell)
    for size in (270, 300):
        bar.claim(7, Claim("bottom", size, SCREEN, (SCREEN,), SCREEN))
    bar.give_back(7)
    bar.give_back(7)
    asked = [message for message, _ in shell.told]
    assert asked == [NEW, ASK, PLACE, ASK, PLACE, REMOVE]
