"""Reserves space on Windows as an application desktop toolbar (`SHAppBarMessage`).

Windows keeps other windows off such a bar; the taskbar and other bars push it inwards.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from accessibility.beside.geometry import Claim, Edge, placed
from accessibility.look.own_window import Rect

if TYPE_CHECKING:
    from accessibility.beside.geometry import Keeps

NEW, REMOVE, ASK, PLACE = 0, 1, 2, 3
"""ABM_NEW, ABM_REMOVE, ABM_QUERYPOS and ABM_SETPOS."""

EDGES: dict[Edge, int] = {"left": 0, "right": 2, "bottom": 3}
"""ABE_LEFT, ABE_RIGHT and ABE_BOTTOM."""


class Corners(ctypes.Structure):
    """A RECT: its right and bottom are the first pixels outside."""

    _fields_ = (
        ("left", ctypes.c_int32),
        ("top", ctypes.c_int32),
        ("right", ctypes.c_int32),
        ("bottom", ctypes.c_int32),
    )

    @classmethod
    def of(cls, rect: Rect) -> Corners:
        """Return the corners of a rectangle."""
        return cls(rect.left, rect.top, rect.left + rect.width, rect.bottom)


def rect_of(each: Corners) -> Rect:
    """Return the rectangle that they are the corners of."""
    return Rect(each.left, each.top, each.right - each.left, each.bottom - each.top)


class AppBarData(ctypes.Structure):
    """An APPBARDATA, for one window. We want no messages back, so its callback stays 0."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("window", ctypes.c_void_p),
        ("callback", ctypes.c_uint32),
        ("edge", ctypes.c_uint32),
        ("rect", Corners),
        ("more", ctypes.c_ssize_t),
    )

    @classmethod
    def of(cls, window: int) -> AppBarData:
        """Return what every message about a window begins with."""
        return cls(size=ctypes.sizeof(cls), window=window)


Shell = Callable[[int, AppBarData], int]
"""Tells the shell a message about a bar; what it answers is written into the data."""


class AppBar:
    """A bar of this program; `tell` is the shell."""

    def __init__(self, tell: Shell) -> None:
        self._tell = tell
        self._bars: set[int] = set()

    @property
    def keeps(self) -> Keeps:
        """Say that other windows stay off the place."""
        return "free"

    def claim(self, window: int, claim: Claim) -> Rect:
        """Ask where there is room at the edge, and take it."""
        data = AppBarData.of(window)
        if window not in self._bars:
            self._tell(NEW, data)
            self._bars.add(window)
        data.edge = EDGES[claim.edge]
        data.rect = Corners.of(placed(claim.edge, claim.size, claim.screen))
        self._tell(ASK, data)  # it moves the outer edge inwards, and leaves the inner one
        data.rect = Corners.of(placed(claim.edge, claim.size, rect_of(data.rect)))
        self._tell(PLACE, data)
        return rect_of(data.rect)

    def give_back(self, window: int) -> None:
        """Remove the bar."""
        if window in self._bars:
            self._bars.remove(window)
            self._tell(REMOVE, AppBarData.of(window))

    def has_changed(self) -> bool:
        """Say no: Windows tells what is free by itself."""
        return False


if sys.platform == "win32":

    def system_shell() -> Shell:
        """Return the shell of this Windows."""
        send = ctypes.windll.shell32.SHAppBarMessage
        send.argtypes = (ctypes.c_uint32, ctypes.POINTER(AppBarData))
        send.restype = ctypes.c_size_t

        def tell(message: int, data: AppBarData) -> int:
            answer: int = send(message, ctypes.byref(data))
            return answer

        return tell
