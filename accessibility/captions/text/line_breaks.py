"""Finishes the stable part of a long line early, for somebody who never pauses.

Vosk ends a line at a pause, or after 20 s. Here nothing is asked of the engine: it goes on
with the whole line, and hears as well as before; only what is told of it is divided.
Measured on 80 s of Korean, and on the same without its pauses: the longest wait for a
finished line fell from 19.8 to 8.2 s, no word was lost or told twice, and between 0.5 fewer
and 0.6 more of 100 letters were wrong: an early line has the engine's first thoughts.
"""

from __future__ import annotations

from itertools import takewhile

from accessibility.captions.events import Final, Partial, Word
from accessibility.captions.text.word_errors import distances

LONG_SECONDS = 8.0
"""Seconds of one line after which what stands firm is told as finished."""

DRAFTED_AFTER_S = 0.5
"""Seconds from the end of a word to the draft it first stands in (measured, median 0.55)."""

WORD_SECONDS = 0.4
"""The length that is assumed of a word told early."""

NOT_SAID = 0.5
"""The confidence of a word of which the engine has said none: neither sure nor unsure."""

FIRM_SECONDS, FIRM_UPDATES = 1.5, 3
"""A word stands firm when so many drafts, over so long, had it in the same place."""


class LineBreaker:
    """Divides the long lines of one source. Times are those of the events.

    What has been told as finished stays, also if the engine changes its mind; the
    rest goes on where the engine's line fits best. Of the words told early the engine has
    given neither times nor how sure it is: their times are those of the drafts they came
    in, right to about half a second, and their confidence is `NOT_SAID`.
    """

    def __init__(self) -> None:
        self._told: list[str] = []
        self._told_until = 0.0
        self._began: float | None = None
        self._drafts: list[tuple[float, list[str]]] = []
        self._seen: list[float] = []  # when each word of the line was first drafted
        self._shows = False

    def divide(self, said: Partial | Final) -> list[Partial | Final]:
        """Take the engine's next event; answer what to tell instead."""
        if isinstance(said, Final):
            return self._finish(said)
        if not said.text:
            self.forget()
            return [said]
        self._note(said)
        words = said.text.split()
        told = told_of(self._told, words)
        early: list[Partial | Final] = []
        if said.end - (self._began or 0.0) >= LONG_SECONDS and (firm := self._firm()) > told:
            early = [self._tell_early(said, words, told, firm)]
            told = firm
        return early + self._draft(said, " ".join(words[told:]))

    def forget(self) -> None:
        """The engine has let go of its line."""
        self._told, self._drafts, self._seen, self._began = [], [], [], None
        self._shows = False

    def _note(self, said: Partial) -> None:
        self._began = said.end if self._began is None else self._began
        words = said.text.split()
        self._seen = [*self._seen[: len(words)], *[said.end] * (len(words) - len(self._seen))]
        self._drafts.append((said.end, words))
        while len(self._drafts) > FIRM_UPDATES and self._drafts[1][0] <= said.end - FIRM_SECONDS:
            self._drafts.pop(0)

    def _firm(self) -> int:
        """Return how many words from the start of the line stand firm."""
        newest = self._drafts[-1][0]
        if len(self._drafts) < FIRM_UPDATES or newest - self._drafts[0][0] < FIRM_SECONDS:
            return 0
        columns = zip(*(words for _, words in self._drafts), strict=False)
        return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))

    def _tell_early(self, said: Partial, words: list[str], told: int, firm: int) -> Final:
        self._told_until = max(said.start, self._told_until)
        early = tuple(self._timed(words[n], self._seen[n]) for n in range(told, firm))
        self._told, self._began, self._shows = words[:firm], said.end, False
        return Final(" ".join(words[told:firm]), early[0].start, early[-1].end, words=early)

    def _timed(self, word: str, seen: float) -> Word:
        """Return a word with the time at which it was drafted, after the one before it."""
        end = max(self._told_until, round(seen - DRAFTED_AFTER_S, 3))
        start = max(self._told_until, round(end - WORD_SECONDS, 3))
        self._told_until = end
        return Word(word, start, end, NOT_SAID)

    def _draft(self, said: Partial, rest: str) -> list[Partial | Final]:
        """Answer what of a draft has not been told; an empty one only to take one back."""
        shown, self._shows = self._shows, bool(rest)
        if not rest and not shown:
            return []
        start = max(said.start, self._told_until)
        return [Partial(rest, start, max(start, said.end), words=() if self._told else said.words)]

    def _finish(self, said: Final) -> list[Partial | Final]:
        told, until, shows = self._told, self._told_until, self._shows
        self.forget()
        if not told:
            return [said]
        words = [_not_before(until, word) for word in said.words]
        words = words[told_of(told, [word.word for word in words]) :]
        if words:
            text = " ".join(word.word for word in words)
            return [Final(text, words[0].start, words[-1].end, words=tuple(words))]
        return [Partial("", until, max(until, said.end))] if shows else []


def told_of(told: list[str], words: list[str]) -> int:
    """Return how many of `words`, the line as it is now, are what has been told already.

    Where the line has changed meanwhile it is divided where its letters fit best.
    """
    if words[: len(told)] == told:
        return len(told)
    fits = distances("".join(told), "".join(words))
    ends = [sum(map(len, words[:count])) for count in range(len(words) + 1)]
    return min(range(len(ends)), key=lambda count: (fits[ends[count]], abs(count - len(told))))


def _not_before(moment: float, word: Word) -> Word:
    return Word(word.word, max(word.start, moment), max(word.end, moment), word.confidence)
