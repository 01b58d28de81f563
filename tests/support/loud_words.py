"""A tiny real engine: it says a numbered word for every loud second it hears.

Run as a module it is a caption worker with this engine. The name of the "pack"
decides how it goes: `abort` dies as Kaldi does while it loads, `refused` is a
`Problem`, `slow` takes 2 seconds, `faulty` has a bug that talks, `hungry` takes ever more
memory, `laggard` is too slow for this computer.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import ClassVar

from accessibility.audio.levels import rms
from accessibility.captions.events import BYTES_A_SECOND, Final, Partial, Word
from accessibility.captions.worker import main as worker
from resources.declared import Problem

LOUD = 0.01


class Refused(Problem):
    """A pack that cannot be read."""

    key = "refused"


class LoudWords:
    """Counts loud seconds; a quiet block ends the line."""

    def __init__(self) -> None:
        self._fed = 0.0
        self._loud = 0.0
        self._began = 0.0
        self._said: list[Word] = []
        self._count = 0

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear some sound."""
        self._fed += len(sound) / BYTES_A_SECOND
        if rms(sound) < LOUD:
            return [*self.flush()]
        self._loud += len(sound) / BYTES_A_SECOND
        if self._loud >= 0.999 * (len(self._said) + 1):
            self._count += 1
            self._said.append(Word(f"word{self._count}", self._fed - 1, self._fed, 1.0))
        return [self._draft()] if drafts and self._said else []

    def flush(self) -> list[Final]:
        """Finish the line."""
        draft, said = self._draft(), self._said
        self.reset()
        return [Final(draft.text, draft.start, draft.end, words=draft.words)] if said else []

    def reset(self) -> None:
        """Forget the line."""
        self._said, self._loud = [], 0.0

    def close(self) -> None:
        """Nothing to let go of."""

    def _draft(self) -> Partial:
        text = " ".join(word.word for word in self._said)
        start = self._said[0].start if self._said else self._fed
        return Partial(text, start, self._fed, words=tuple(self._said))


class Faulty(LoudWords):
    """Raises, with what was said in the message."""

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear nothing."""
        raise ValueError("a secret was said")


class Laggard(LoudWords):
    """Takes 2 seconds for each second of sound."""

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear slowly."""
        time.sleep(2 * len(sound) / BYTES_A_SECOND)
        return super().feed(sound, drafts=drafts)


class Hungry(LoudWords):
    """Never gives memory back: 4 megabytes for each piece of sound."""

    eaten: ClassVar[list[bytearray]] = []

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Eat and hear."""
        self.eaten.append(bytearray(b"x" * 4_000_000))
        return super().feed(sound, drafts=drafts)


class LoudEngine:
    """The engine of any pack."""

    name = "loud"
    has_cheap_drafts = has_long_lines = True

    def __init__(self, kind: type[LoudWords]) -> None:
        self._kind = kind

    def recogniser(self) -> LoudWords:
        """Make one."""
        return self._kind()


KINDS: dict[str, type[LoudWords]] = {"faulty": Faulty, "hungry": Hungry, "laggard": Laggard}


def load(path: Path, engine: str | None = None, tidy: Path | None = None) -> LoudEngine:
    """Load the "pack" at `path`, as its name says."""
    if path.name == "abort":
        os.abort()
    if path.name == "refused":
        raise Refused
    if path.name == "slow":
        time.sleep(2)
    return LoudEngine(KINDS.get(path.name, LoudWords))


def main() -> None:
    """Be a caption worker with this engine."""
    worker.main(load)


if __name__ == "__main__":
    main()
