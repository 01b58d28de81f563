"""Port for reserving space of the desktop: X11 struts, a Windows app bar, or none at all."""

from __future__ import annotations

import sys
from typing import Protocol

from accessibility.beside.geometry import Claim, Keeps, placed
from accessibility.look.own_window import Rect, may_move_itself


class Space(Protocol):
    """Keeps a place free for one window. All numbers are pixels of the device."""

    @property
    def keeps(self) -> Keeps:
        """Say what this desktop can do."""
        ...

    def claim(self, window: int, claim: Claim) -> Rect:
        """Reserve a place for a window that is not shown yet, or change it; return the place."""
        ...

    def give_back(self, window: int) -> None:
        """Reserve nothing any more; twice is fine."""
        ...

    def has_changed(self) -> bool:
        """Say whether panels may have come or gone since this was asked last."""
        ...


class NoSpace:
    """Reserves nothing: the window just stands there."""

    def __init__(self, keeps: Keeps) -> None:
        self._keeps: Keeps = keeps

    @property
    def keeps(self) -> Keeps:
        """Say what this desktop can do."""
        return self._keeps

    def claim(self, window: int, claim: Claim) -> Rect:
        """Return the place at the edge of what is free."""
        return placed(claim.edge, claim.size, claim.free)

    def give_back(self, window: int) -> None:
        """Do nothing: nothing is reserved."""

    def has_changed(self) -> bool:
        """Say no: the desktop tells what is free by itself."""
        return False


def find_space(platform: str) -> Space:
    """Return the way of this desktop; `platform` is Qt's name for it."""
    if platform == "xcb":
        from accessibility.beside.x11 import X11Space

        return X11Space()
    if platform == "windows" and sys.platform == "win32":
        from accessibility.beside.app_bar import AppBar, system_shell

        return AppBar(system_shell())
    if not may_move_itself(platform):
        return NoSpace("unplaced")
    return NoSpace("covered" if platform == "cocoa" else "nothing")
