"""What the decoding thread has to do next: a pack to load, or the oldest waiting sound."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from accessibility.captions.events import Source
from accessibility.captions.protocol import Load
from accessibility.captions.worker.backlog import LIMIT, Backlog, Piece, SoundBlock

Job = Load | tuple[Source, Piece]


class Inbox:
    """Filled by the capturing threads and the worker's main thread, emptied by one thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._loads: deque[Load] = deque()
        self._backlogs: dict[Source, Backlog] = {"group": Backlog(), "me": Backlog()}

    def load(self, order: Load) -> None:
        """A language pack is to be loaded before anything else is read."""
        with self._changed:
            self._loads.append(order)
            self._changed.notify_all()

    def put(self, source: Source, piece: Piece) -> float:
        """Add sound, and answer how many seconds of it wait now.

        Sound that can wait does so here while there is too much already.
        """
        backlog = self._backlogs[source]
        with self._changed:
            if isinstance(piece, SoundBlock) and piece.at is None:
                self._changed.wait_for(lambda: backlog.seconds < LIMIT)
            backlog.put(piece)
            self._changed.notify_all()
            return backlog.seconds

    def take(self, patience: float | None = None) -> Job | None:
        """Block until there is something to do; the oldest sound of all sources first.

        `None` after `patience` seconds without anything.
        """
        with self._changed:
            if not self._changed.wait_for(self._has_work, patience):
                return None
            if self._loads:
                return self._loads.popleft()
            source = min(self._waiting(), key=lambda each: self._backlogs[each].oldest())
            piece = self._backlogs[source].take(self._clock())
            self._changed.notify_all()
            if piece is None:
                raise RuntimeError("a backlog was not empty and gave nothing")
            return source, piece

    def _has_work(self) -> bool:
        return bool(self._loads or self._waiting())

    def _waiting(self) -> list[Source]:
        return [source for source, backlog in self._backlogs.items() if len(backlog)]
