"""An opener of links that opens nothing, and remembers what it was given."""

from __future__ import annotations

import asyncio

from resources.declared import Problem


class WritesDown:
    """Stands where a browser would be started.

    `problem` makes it give up; while `holds` is not set it takes its time.
    """

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.problem: Problem | None = None
        self.holds = asyncio.Event()
        self.holds.set()

    async def open(self, url: str) -> None:
        """Write a link down."""
        await self.holds.wait()
        if self.problem is not None:
            raise self.problem
        self.opened.append(url)
