"""Observer list: calls back all that want to be told of a change.

It lives here, below everything else, because `desktop` and `accessibility` both
have things worth following and never import each other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack


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
        """Tell them, in the order in which they came.

        All are told whatever one of them raises; that is raised at the end.
        """
        with ExitStack() as every:
            for mark in reversed(self._watching):  # the stack begins with the last
                every.callback(self._tell_one, mark)

    def _tell_one(self, mark: object) -> None:
        if mark in self._watching:
            self._watching[mark]()
