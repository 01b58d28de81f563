"""Queue of screen reader announcements: no repeats, nothing stale, never too many at once.

A screen reader hears announcements only from the window that has the focus. So
they wait here, and the window takes them when it may speak. Nothing on the
screen depends on them: an announcement is never the only way to learn something.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

REPEAT_S = 0.25
"""The same words again within this time are one announcement."""

MOST_WAITING = 9
"""Announcements that wait at most."""

STALE_S = 45.0
"""Seconds after which an announcement is not worth saying any more."""


class Urgency(Enum):
    """Whether to wait for the screen reader to finish its sentence."""

    POLITE = "polite"
    NOW = "now"


@dataclass(frozen=True)
class Announcement:
    """Words to be spoken; `at` is when they were said, in seconds of any steady clock."""

    text: str
    urgency: Urgency
    at: float


class Announcer:
    """Announcements that wait: in with `say`, out with `take`.

    The three figures are those of the Orca screen reader's own queue.
    """

    def __init__(self) -> None:
        self._waiting: deque[Announcement] = deque(maxlen=MOST_WAITING)
        self._last: Announcement | None = None

    def say(self, text: str, now: float, urgency: Urgency = Urgency.POLITE) -> None:
        """Let `text` wait to be announced; the oldest makes room when too many wait."""
        if not text.strip() or self._is_repeat(text, now):
            return
        self._last = Announcement(text, urgency, now)
        self._waiting.append(self._last)

    def take(self, now: float) -> list[Announcement]:
        """Return what is to be announced now, urgent words first; it waits no more."""
        fresh = [each for each in self._waiting if now - each.at <= STALE_S]
        self._waiting.clear()
        return sorted(fresh, key=lambda each: each.urgency is not Urgency.NOW)

    def _is_repeat(self, text: str, now: float) -> bool:
        last = self._last
        return last is not None and last.text == text and now - last.at < REPEAT_S
