"""A quick engine that knows its script, and a tidy one that reads what it is given to read."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from accessibility.captions.events import BYTES_A_SECOND, Final, Partial, Word

HEARD = 0.5
"""Seconds after its end when a word is first drafted, as with Vosk."""

ENDED = 0.7
"""Seconds after its last word when a line ends."""


def line_of(text: str, start: float, end: float | None = None) -> tuple[Word, ...]:
    """Make the words of a line, spread evenly; half a second each if no end is given."""
    said = text.split()
    step = 0.5 if end is None else (end - start) / len(said)
    return tuple(
        Word(word, round(start + n * step, 3), round(start + (n + 1) * step, 3), 0.9)
        for n, word in enumerate(said)
    )


class Scripted:
    """`Recogniser` that says the lines of a script when their time has come, whatever it hears."""

    def __init__(self, *lines: Sequence[Word]) -> None:
        self._lines = [tuple(line) for line in lines]
        self._fed = 0.0
        self._told = 0.0

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Let time pass."""
        self._fed += len(sound) / BYTES_A_SECOND
        told: list[Partial | Final] = []
        while self._lines and self._lines[0][-1].end + ENDED <= self._fed:
            told.append(self._final(self._lines.pop(0)))
        heard = self._heard()
        if drafts and heard and not told:
            told.append(Partial(_text(heard), self._told, self._fed))
        return told

    def flush(self) -> list[Final]:
        """Finish what was heard of a line."""
        heard = self._heard()
        if heard:
            self._lines[0] = self._lines[0][len(heard) :]
            self._lines = [line for line in self._lines if line]
        return [self._final(heard)] if heard else []

    def reset(self) -> None:
        """Forget what was heard of a line."""
        if self._heard():
            self._lines.pop(0)

    def close(self) -> None:
        """Nothing to let go of."""

    def _heard(self) -> tuple[Word, ...]:
        line = self._lines[0] if self._lines else ()
        return tuple(word for word in line if word.end + HEARD <= self._fed)

    def _final(self, words: tuple[Word, ...]) -> Final:
        self._told = words[-1].end
        return Final(_text(words), words[0].start, words[-1].end, words=words)


class ScriptedReader:
    """`LineReader` that answers the next of its lines, once `may_answer` is set."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.given: list[float] = []
        self.may_answer = threading.Event()
        self.may_answer.set()

    def read_line(self, sound: bytes) -> tuple[Word, ...]:
        """Answer the next line, spread over the sound; nothing when there is none left."""
        self.given.append(len(sound) / BYTES_A_SECOND)
        self.may_answer.wait(10)
        text = self.answers.pop(0) if self.answers else ""
        return line_of(text, 0.0, self.given[-1]) if text else ()


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.word for word in words)
