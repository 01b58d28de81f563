"""A gate that is opened once: whoever comes earlier waits for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio


class Gate:
    """Closed until `open`. Made without an event loop; waited at on one."""

    def __init__(self) -> None:
        self._opened: asyncio.Event | None = None

    def open(self) -> None:
        """Let everybody through, now and later."""
        self._event().set()

    async def passed(self, seconds: float) -> bool:
        """Wait until it is open; False if that takes longer than `seconds`."""
        import asyncio

        try:
            await asyncio.wait_for(self._event().wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _event(self) -> asyncio.Event:
        import asyncio  # not before the first paint, which a gate is made for

        if self._opened is None:
            self._opened = asyncio.Event()
        return self._opened
