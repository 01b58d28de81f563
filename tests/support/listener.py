"""Hears what a caption client tells, and waits for what a test expects."""

from __future__ import annotations

from collections.abc import Callable

from accessibility.captions.events import Final, Missed, Source, State
from accessibility.captions.protocol import Event, Level
from tests.support.until import until


class Listener:
    """Pass `tell` to a client; `await until(...)` in the test."""

    def __init__(self) -> None:
        self.told: list[Event] = []

    def tell(self, event: Event) -> None:
        """Take one event."""
        self.told.append(event)

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

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        try:
            await until(holds)
        except AssertionError as error:
            raise AssertionError(f"{error}; states {self.states}") from None

    async def until_state(self, text: str, *, after: int = 0) -> None:
        """Wait for a state that is told after the first `after` events."""
        await self.until(
            lambda: any(isinstance(each, State) and each.text == text for each in self.told[after:])
        )
