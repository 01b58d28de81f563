"""A launcher that starts no browser and records what it was given."""

from __future__ import annotations

import asyncio

from desktop.browsers.browser import Browser
from resources.declared import Problem


class RecordingLauncher:
    """Stands where a browser would be started.

    `others` are the other browsers, `others_given` says whether somebody asked for them;
    `problem` makes it give up; while `holds` is not set it takes its time.
    """

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.browsers: list[str] = []
        self.others: tuple[Browser, ...] = ()
        self.others_given = False
        self.problem: Problem | None = None
        self.holds = asyncio.Event()
        self.holds.set()

    async def open(self, url: str, browser: Browser | None = None) -> None:
        """Write a link down, and the browser it was to be opened in."""
        await self.holds.wait()
        if self.problem is not None:
            raise self.problem
        self.opened.append(url)
        self.browsers.append(browser.name if browser else "")

    def other_browsers(self) -> tuple[Browser, ...]:
        """Return the other browsers of this computer."""
        self.others_given = True
        return self.others
