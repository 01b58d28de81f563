"""Quick exit: three presses of Shift, or a button; an everyday page takes Parlour's place.

Shift, not Escape: people press that to get out of what they are in (GOV.UK, "Exit this page").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.declared import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.browsers.launcher import Launcher

BY_KEY = Setting("quick_exit.by_key", False, (True, False))
"""Whether three presses of Shift leave Parlour quickly."""

PRESSES = 3
"""How many presses of Shift leave Parlour."""

WITHIN_S = 5.0
"""Seconds within which Shift is pressed so often."""

EVERYDAY_PAGE = "https://www.bbc.co.uk/weather"
"""What stands on the screen afterwards: a page that anybody may have open."""


class ShiftPresses:
    """Counts presses of Shift alone; any other key in between begins anew."""

    def __init__(self) -> None:
        self._at: tuple[float, ...] = ()

    def press(self, now: float, *, is_shift: bool) -> bool:
        """Take a key that goes down at `now` (seconds); say whether it was the last one needed."""
        recent = (at for at in self._at if now - at <= WITHIN_S)
        self._at = (*recent, now) if is_shift else ()
        if len(self._at) < PRESSES:
            return False
        self._at = ()
        return True


class QuickExit:
    """Leaves at once: `hide` takes all windows away, `end` ends Parlour in order."""

    def __init__(self, outside: Launcher) -> None:
        self._outside = outside
        self.presses = ShiftPresses()
        self.hide: Callable[[], None] = lambda: None
        self.end: Callable[[], None] = lambda: None

    async def leave(self) -> None:
        """Hide everything, open an everyday page, and end; also where no page can be opened.

        Raises a `Problem` where no browser could be started.
        """
        self.hide()
        try:
            await self._outside.open(EVERYDAY_PAGE)
        finally:
            self.end()
