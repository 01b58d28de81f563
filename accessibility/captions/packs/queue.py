"""Queue of language packs to download and install, one after another, in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Literal

from accessibility.captions.engines.pack_catalogue import KnownPack
from accessibility.captions.packs.download import DownloadStopped
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.packs.library import PackLibrary
from resources.declared import Problem
from resources.platform.watchers import Watchers

Stage = Literal["waiting", "fetching", "checking", "done", "stopped", "failed"]
UNDER_WAY: frozenset[Stage] = frozenset({"waiting", "fetching", "checking"})


@dataclass
class QueuedPack:
    """One pack that somebody wants. `done` and `total` are bytes; `problem` says why it failed."""

    pack: KnownPack
    replaces: LanguagePack | None = None
    stage: Stage = "waiting"
    done: int = 0
    total: int = 0
    problem: Problem | None = None
    stop: Event = field(default_factory=Event)

    @property
    def percent(self) -> int:
        """Return how much of it is here."""
        return self.done * 100 // max(1, self.total)

    @property
    def is_under_way(self) -> bool:
        """Say whether it may still arrive."""
        return self.stage in UNDER_WAY


class PackQueue:
    """What is fetched now and next. It goes on whatever screen the person looks at.

    `start` starts work in the background, and ends it when the program ends.
    """

    def __init__(
        self, library: PackLibrary, start: Callable[[Coroutine[Any, Any, None]], object]
    ) -> None:
        self._library, self._start = library, start
        self._watchers = Watchers()
        self._coming: dict[str, QueuedPack] = {}
        self._works = False

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    @property
    def coming(self) -> tuple[QueuedPack, ...]:
        """Return everything wanted and not yet put away, in the order it was wanted."""
        return tuple(self._coming.values())

    def is_under_way(self, name: str) -> bool:
        """Say whether the pack of that name is waited for."""
        return name in self._coming and self._coming[name].is_under_way

    def want(self, pack: KnownPack, *, replaces: LanguagePack | None = None) -> None:
        """Fetch a pack after those before it. One that it `replaces` goes once it is there."""
        if self.is_under_way(pack.name):
            return
        self._coming.pop(pack.name, None)
        self._coming[pack.name] = QueuedPack(pack, replaces, total=pack.bytes)
        self._watchers.tell()
        self._begin_next()

    def stop(self, name: str) -> None:
        """Stop fetching a pack; what has come is kept for the next time."""
        coming = self._coming[name]
        coming.stop.set()
        if coming.stage == "waiting":
            self._reach(coming, "stopped")

    def put_away(self, name: str) -> None:
        """Say no more of a pack that is there, was stopped or failed."""
        if not self.is_under_way(name):
            self._coming.pop(name, None)
            self._watchers.tell()

    def _begin_next(self) -> None:
        waiting = (each for each in self._coming.values() if each.stage == "waiting")
        coming = None if self._works else next(waiting, None)
        if coming is not None:
            self._works = True
            self._start(self._fetch(coming))

    async def _fetch(self, coming: QueuedPack) -> None:
        self._reach(coming, "fetching")

        def progress(done: int, total: int) -> None:
            before = coming.percent
            coming.done, coming.total = done, total
            if coming.percent != before:  # thousands of small pieces come, a hundred are told
                self._reach(coming, "checking" if done >= total else "fetching")

        try:
            await self._library.get(coming.pack, progress, coming.stop)
            if coming.replaces is not None and coming.replaces.origin == "own":
                await self._library.remove(coming.replaces)
        except DownloadStopped:
            self._reach(coming, "stopped")
        except asyncio.CancelledError:  # the program ends: nothing is begun any more
            self._coming.clear()
            raise
        except Problem as problem:
            coming.problem = problem
            self._reach(coming, "failed")
        else:
            self._reach(coming, "done")
        finally:
            if coming.is_under_way:  # a fault of ours
                coming.problem = Problem()
                self._reach(coming, "failed")
            self._works = False
            self._begin_next()

    def _reach(self, coming: QueuedPack, stage: Stage) -> None:
        coming.stage = stage
        self._watchers.tell()
