"""Hears what a caption client tells, and waits for what a test expects."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from accessibility.captions.events import Final, Missed, Source, State
from accessibility.captions.protocol import Event, Level


class Listener:
    """Pass `tell` to a client; `await until(...)` in the test."""

    def __init__(self) -> None:
        self.told: list[Event] = []
        self._came = asyncio.Event()

    def tell(self, event: Event) -> None:
        """Take one event."""
        self.told.append(event)
        self._came.set()

    @property
    def states(self) -> list[str]:
        """Name the states so far."""
        return [each.text for each in self.told if isinstance(each, State)]

    def of(self, text: str, source: Source) -> list[State]:
        """Return the states of one source that are called so."""
        states = [each for each in self.told if isinstance(each, State)]
        return [each for each in states if (each.text, each.source) == (text, source)]

    @property
    def level_until(self) -> float:
        """Return how far the levels go, in seconds."""
        return max((each.end for each in self.told if isinstance(each, Level)), default=0.0)

    @property
    def finals(self) -> list[str]:
        """Return the texts of the finals so far."""
        return [each.text for each in self.told if isinstance(each, Final) and each.text]

    @property
    def missed(self) -> list[Missed]:
        """Return the gaps so far."""
        return [each for each in self.told if isinstance(each, Missed)]

    async def until(self, holds: Callable[[], bool], *, seconds: float = 10.0) -> float:
        """Wait until something holds; answer how long that took."""
        began = time.monotonic()
        while not holds():
            self._came.clear()
            left = seconds - (time.monotonic() - began)
            try:
                await asyncio.wait_for(self._came.wait(), max(0.01, left))
            except TimeoutError:
                raise AssertionError(
                    f"waited {seconds:g} s in vain; states {self.states}"
                ) from None
        return time.monotonic() - began

    async def until_state(self, text: str, *, seconds: float = 10.0, after: int = 0) -> float:
        """Wait for a state that is told after the first `after` events."""
        return await self.until(
            lambda: any(
                isinstance(each, State) and each.text == text for each in self.told[after:]
            ),
            seconds=seconds,
        )
