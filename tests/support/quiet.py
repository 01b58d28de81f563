"""Sound, captions and notifications that leave no trace: they note what they are asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from accessibility.audio.playing import Player
from accessibility.captions.client.client import CaptionClient
from accessibility.captions.events import Source
from accessibility.captions.protocol import BOTH_SOURCES, Event
from resources.declared import Problem


class QuietPlayer(Player):
    """Plays in silence until `over` is set; `problem` makes it give up."""

    def __init__(self) -> None:
        super().__init__(())
        self.played: list[Path] = []
        self.problem: Problem | None = None
        self.over = asyncio.Event()

    async def play(self, path: str | Path) -> None:
        """Take the time of a recording."""
        self.played.append(Path(path))
        if self.problem is not None:
            raise self.problem
        await self.over.wait()


class QuietClient(CaptionClient):
    """Writes every wish down in `wishes`, and starts no worker."""

    def __init__(self, tell: Callable[[Event], None], wishes: list[str]) -> None:
        super().__init__(tell, command=())
        self.wishes = wishes

    def warm(
        self,
        pack: Path,
        engine: str | None = None,
        *,
        tidy: Path | None = None,
        warms: tuple[Source, ...] = BOTH_SOURCES,
    ) -> None:
        """Note that a pack is to be used, or two together."""
        self.wishes.append(f"warm {pack.name} + {tidy.name}" if tidy else f"warm {pack.name}")

    def listen(self, source: Source, device: str = "") -> None:
        """Note that listening is wished."""
        self.wishes.append(f"listen {source}")

    def stop(self, source: Source) -> None:
        """Note that listening is to end."""
        self.wishes.append(f"stop {source}")

    def try_again(self) -> None:
        """Note that all is to be taken up again."""
        self.wishes.append("try again")


class QuietNotifier:
    """A desktop that shows nothing and writes down what it was told; "" for taken away."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.is_there = True
        self.chosen: Callable[[], None] = lambda: None

    async def show(self, text: str) -> bool:
        """Write it down."""
        self.told.append(text)
        return self.is_there

    async def clear(self) -> None:
        """Write that down too."""
        self.told.append("")

    async def close(self) -> None:
        """Do nothing."""
