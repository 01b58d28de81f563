"""Opens windows of an example's Parlour, as a test goes along."""

from __future__ import annotations

from tests.support.dressed import put_away, show
from tests.support.example import Example
from tests.support.scenes import at
from ui.navigation import Place
from ui.window import Window


class Opener:
    """Opens windows of somebody's Parlour, and puts them away at the end."""

    def __init__(self, example: Example) -> None:
        self._example = example
        self._windows: list[Window] = []

    async def __call__(self, place: Place = Place.HOME, detail: str = "") -> Window:
        """Return a window at a place, shown and with the focus."""
        window = await at(self._example, place, detail)
        self._windows.append(window)
        show(window, 1024, 768)
        return window

    def close(self) -> None:
        """Put all windows away."""
        for window in self._windows:
            put_away(window)
