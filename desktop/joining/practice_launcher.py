"""How the practice session is opened: its meeting is the recording, and no browser is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.browsers.browser import Browser


class PracticeLauncher:
    """Answers the practice session's link; `get_ready` tells the recording that somebody comes."""

    def __init__(self, get_ready: Callable[[], None]) -> None:
        self._get_ready = get_ready

    async def open(self, url: str, browser: Browser | None = None) -> None:
        """Let the recording wait for the person: it begins once the captions listen."""
        self._get_ready()
