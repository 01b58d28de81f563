"""Queue of finished caption lines for a screen reader: paced by length, the oldest left out."""

from __future__ import annotations

from collections import deque

from accessibility.captions.events import Final
from resources.declared import Setting
from resources.words import Words

ANNOUNCE = Setting("captions.announce", False, (False, True))
"""Off from the start: who reads in braille or with the eyes needs no second voice."""

MOST_WAITING = 3
"""Lines that may wait; with more only the newest is said, and how many were left out."""

MOST_KEPT = 500
"""Lines in the queue; older ones are dropped unsaid."""

LETTERS_A_SECOND = 14.0
"""How fast a screen reader is taken to speak."""

LEAST_SECONDS = 1.0
"""The time that the shortest line is given."""


class LinesAloud:
    """Finished lines wait here until the one before has been spoken, by its length."""

    def __init__(self) -> None:
        self.is_wished = False
        self._waiting: deque[Final] = deque(maxlen=MOST_KEPT)
        self._spoken_at = 0.0

    @property
    def is_waiting(self) -> bool:
        """Say whether a line waits to be said."""
        return bool(self._waiting)

    def add(self, line: Final) -> None:
        """Take a finished line."""
        if self.is_wished and line.text.strip():
            self._waiting.append(line)

    def take(self, now: float, words: Words) -> str | None:
        """Return what is to be said now, if it is time; `now` is in seconds of any steady clock."""
        if not self._waiting or now < self._spoken_at:
            return None
        text = self._next(words)
        self._spoken_at = now + max(LEAST_SECONDS, len(text) / LETTERS_A_SECOND)
        return text

    def forget(self) -> None:
        """Let go of what waits."""
        self._waiting.clear()

    def _next(self, words: Words) -> str:
        if len(self._waiting) <= MOST_WAITING:
            return _said(self._waiting.popleft(), words)
        newest = self._waiting.pop()
        left_out = len(self._waiting)
        self._waiting.clear()
        return f"{words('captions.left_out', count=left_out)} {_said(newest, words)}"


def _said(line: Final, words: Words) -> str:
    return f"{words('captions.me')} {line.text}" if line.source == "me" else line.text
