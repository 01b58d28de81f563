"""The sound of one source that waits to be read: bounded, and honest about what it drops."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from accessibility.captions.events import BYTES_A_SECOND, State

LIMIT = 4.0
"""Seconds of sound that may wait."""

TOO_LATE = 3.0
"""Behind by more than this there is no catching up by reading on: jump."""

KEPT = 0.5
"""Seconds before now where reading goes on after a jump."""


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


class Backlog:
    """First in, first out, at most `LIMIT` seconds. One thread at a time."""

    def __init__(self) -> None:
        self._pieces: deque[Piece] = deque()
        self.seconds = 0.0

    def put(self, piece: Piece) -> None:
        """Add the newest piece; the oldest go, as a gap, when there are too many."""
        self._pieces.append(piece)
        if isinstance(piece, SoundBlock):
            self.seconds += piece.seconds
            if piece.at is not None and self.seconds > LIMIT:
                self._drop(LIMIT)

    def take(self, now: float) -> Piece | None:
        """Return the oldest piece, after a jump when it is too old; `None`: nothing waits."""
        first = self._pieces[0] if self._pieces else None
        if isinstance(first, SoundBlock) and first.at is not None and now - first.at > TOO_LATE:
            self._drop(KEPT)
        if not self._pieces:
            return None
        taken = self._pieces.popleft()
        if isinstance(taken, SoundBlock):
            self.seconds -= taken.seconds
        return taken

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
