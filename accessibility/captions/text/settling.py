"""Which words of a draft may be shown as settled: those that several updates agreed on."""

from __future__ import annotations

from itertools import takewhile

from resources.declared import Setting

STEADINESS = Setting("captions.steadiness", "steady", ("steady", "fast", "calm"))
"""How long a word waits. Measured with Vosk (reference, section 3), per 311 words:
at once 336 words taken back and 0.55 s late, over two updates 128 and 0.84, over three 39 and 1.12.
"""

AGREE = {"fast": 1, "steady": 2, "calm": 3}


class SettlingDraft:
    """The line that is being said now: its settled words never change while it lasts."""

    def __init__(self, agree: int) -> None:
        self._agree = agree
        self._updates: list[list[str]] = []
        self.settled: list[str] = []

    @property
    def loose(self) -> list[str]:
        """Return the words behind the settled ones, which may still change."""
        return self._updates[-1][len(self.settled) :] if self._updates else []

    @property
    def words(self) -> list[str]:
        """Return all words."""
        return self.settled + self.loose

    def update(self, text: str) -> None:
        """Take the newest draft of the whole line."""
        self._updates = [*self._updates[1 - self._agree :], text.split()][-self._agree :]
        newest = self._updates[-1]
        if self._agree == 1:
            self.settled = newest
        elif len(self._updates) == self._agree:
            self.settled = self.settled + newest[len(self.settled) : self._agreed()]

    def _agreed(self) -> int:
        """Return how many words from the start are the same in all kept updates."""
        columns = zip(*self._updates, strict=False)
        return sum(1 for _ in takewhile(_same, columns))


def _same(column: tuple[str, ...]) -> bool:
    return len({plain(word) for word in column}) == 1


def plain(word: str) -> str:
    """Return a word without case and without the punctuation around it."""
    return word.casefold().strip(".,;:!?…\"'“”‘’«»()[]-–—")
