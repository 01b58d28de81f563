"""Bounded queue of each source's sound, between the capture threads and the decoder thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from accessibility.captions.events import BYTES_A_SECOND, Source, State
from accessibility.captions.protocol import Load

LIMIT_S = 8.0
"""Seconds of sound that may wait."""

TOO_LATE_S = 6.0
"""Seconds behind from which there is no catching up by reading on: jump. Without drafts, which
end long before, a busy computer catches up with a few seconds; what is jumped is lost."""

KEPT_S = 0.5
"""Seconds before now where reading goes on after a jump."""

WORTH_S = 1.0
"""Seconds of sound that a jump has to pass: for less, no words are given up. Old sound that is
short comes from a computer too busy to bring more of it."""


@dataclass(frozen=True)
class SoundBlock:
    """A block: where it starts on the source's clock, and when it was caught.

    `at` is `None` for sound that waits for us. `exact` sound (a recording) is fed
    as it is: no silence left out, none added.
    """

    data: bytes
    start: float
    at: float | None
    exact: bool = False

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.data) / BYTES_A_SECOND

    @property
    def end(self) -> float:
        """Where it ends on the source's clock."""
        return self.start + self.seconds


@dataclass(frozen=True)
class SoundGap:
    """Sound that was lost, on the source's clock."""

    start: float
    end: float


@dataclass(frozen=True)
class SourceEnd:
    """The source was let go; `state` is said when everything before it has been read."""

    state: State | None = None


Piece = SoundBlock | SoundGap | SourceEnd
Job = Load | tuple[Source, Piece]


class Backlog:
    """One source's queue: at most `LIMIT_S` of live sound; what is dropped becomes a gap."""

    def __init__(self) -> None:
        self._pieces: deque[Piece] = deque()
        self.seconds = 0.0

    def put(self, piece: Piece) -> None:
        """Add the newest piece; the oldest go, as a gap, when there are too many."""
        self._pieces.append(piece)
        if isinstance(piece, SoundBlock):
            self.seconds += piece.seconds
            if piece.at is not None and self.seconds > LIMIT_S:
                self._drop(LIMIT_S)

    def take(self, now: float) -> Piece | None:
        """Return the oldest piece, after a jump when that is worth it; `None`: nothing waits."""
        caught = self._caught()
        too_late = caught is not None and now - caught > TOO_LATE_S
        if too_late and self.seconds > KEPT_S + WORTH_S:
            self._drop(KEPT_S)
        if not self._pieces:
            return None
        taken = self._pieces.popleft()
        if isinstance(taken, SoundBlock):
            self.seconds -= taken.seconds
        return taken

    def _caught(self) -> float | None:
        """Return when the oldest sound was caught, also behind a gap: both become one."""
        behind_gap = len(self._pieces) > 1 and isinstance(self._pieces[0], SoundGap)
        first = self._pieces[1 if behind_gap else 0] if self._pieces else None
        return first.at if isinstance(first, SoundBlock) else None

    def oldest(self) -> float:
        """Return when the oldest piece was caught; 0 when it is not sound."""
        first = self._pieces[0]
        return first.at or 0.0 if isinstance(first, SoundBlock) else 0.0

    def __len__(self) -> int:
        return len(self._pieces)

    def _drop(self, keep: float) -> None:
        """Turn the oldest sound into one gap until `keep` seconds are left, up to an end."""
        gap: SoundGap | None = None
        while self._pieces and not isinstance(self._pieces[0], SourceEnd) and self.seconds > keep:
            oldest = self._pieces.popleft()
            if isinstance(oldest, SoundBlock):
                self.seconds -= oldest.seconds
            if isinstance(oldest, (SoundBlock, SoundGap)):
                gap = SoundGap(gap.start if gap else oldest.start, oldest.end)
        if gap:
            self._pieces.appendleft(gap)


class Inbox:
    """Packs to load, and the backlog of each source. Filled by many threads, emptied by one."""

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
                self._changed.wait_for(lambda: backlog.seconds < LIMIT_S)
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
