"""The practice recording and its script: who says what, and when."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

LANGUAGES = ("en",)


@dataclass(frozen=True)
class SpokenLine:
    """One line of the rehearsal; `start` and `end` are seconds from the recording's beginning."""

    who: str
    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Rehearsal:
    """A whole rehearsal, with its sounds: WAV files of 16 kHz, one channel, 16 bits.

    `sound` is the recording of the lines; `sound_check` one friendly sentence of 4 seconds.
    """

    lines: tuple[SpokenLine, ...]
    sound: Traversable
    sound_check: Traversable

    @property
    def text(self) -> str:
        """Return every word that is said, in order."""
        return " ".join(line.text for line in self.lines)

    def said_by(self, second: float) -> tuple[SpokenLine, ...]:
        """Return the lines that have begun `second` seconds into the recording.

        With no sound card the words can still be shown as if they were spoken.
        """
        return tuple(line for line in self.lines if line.start <= second)


def read_rehearsal(language: str = "en") -> Rehearsal:
    """Read the rehearsal in `language`, or in English where there is none in it."""
    spoken = language if language in LANGUAGES else "en"
    folder = files("resources") / "practice"
    script = tomllib.loads((folder / f"rehearsal.{spoken}.toml").read_text("utf-8"))
    lines = tuple(
        SpokenLine(who=row["who"], text=row["text"], start=row["start"], end=row["end"])
        for row in script["line"]
    )
    return Rehearsal(
        lines=lines,
        sound=folder / f"rehearsal.{spoken}.wav",
        sound_check=folder / f"sound-check.{spoken}.wav",
    )
