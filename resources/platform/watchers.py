"""Observer list: calls back all that want to be told of a change.

It lives here, below everything else, because `desktop` and `accessibility` both
have things worth following and never import each other.
"""

from __future__ import annotations

from collections.abc import Callable


class Watchers:
    """Tells all that watch. Who has stopped is told no more, not even of the present change."""

    def __init__(self) -> None:
        self._watching: dict[object, Callable[[], None]] = {}

    def add(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called (twice is fine)."""
        mark = object()
        self._watching[mark] = watcher

        def stop() -> None:
            self._watching.pop(mark, None)

        return stop

    def tell(self) -> None:
        """Tell them, in the order in which they came."""
        for mark, watcher in list(self._watching.items()):
            if mark in self._watching:
                watcher()
