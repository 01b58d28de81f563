"""Ports of the speech engines: `SpeechModel`, `Recogniser`, `LineReader`."""

from __future__ import annotations

from typing import Protocol

from accessibility.captions.events import Final, Partial, Word
from resources.declared import Problem


class PackNotLoaded(Problem):
    """A language pack is damaged, or the library that reads it is not installed."""

    key = "pack_not_loaded"


class Recogniser(Protocol):
    """Turns the sound of one source into words. Made, used and closed in one thread.

    Sound is `bytes` of 16 kHz mono signed 16 bit samples, any even length, none
    included. Times in the answers are seconds of audio fed since it was made;
    they never go back, not even across `flush` and `reset`.
    """

    def feed(
        self, sound: bytes, *, drafts: bool = True, waits: bool = False
    ) -> list[Partial | Final]:
        """Hear some sound; answer what changed, oldest first, at most one partial, last.

        With `drafts=False` (the worker is behind) no partial is made. Sound that `waits`
        is a file's: nobody reads along, so nothing need be hurried.
        """
        ...

    def flush(self) -> list[Final]:
        """Answer what is still held back, as finals; the next sound starts afresh."""
        ...

    def reset(self) -> None:
        """Forget what is held back without answering it (a gap in the sound)."""
        ...

    def close(self) -> None:
        """Let go of the engine's memory; closing twice is harmless."""
        ...


class SpeechModel(Protocol):
    """A loaded language pack, shared by the recognisers of all sources; one thread's own."""

    @property
    def name(self) -> str:
        """The engine's id (`loading.py`), or `both`."""
        ...

    @property
    def has_cheap_drafts(self) -> bool:
        """Say whether drafts of a file cost next to nothing."""
        ...

    @property
    def has_long_lines(self) -> bool:
        """Say whether it goes on with a line for longer than a reader would wait for it."""
        ...

    def recogniser(self) -> Recogniser:
        """Make a recogniser for one source; slow, so never while somebody speaks."""
        ...


class LineReader(Protocol):
    """An engine that can also read one finished line at once, to tidy what another heard."""

    def read_line(self, sound: bytes) -> tuple[Word, ...]:
        """Answer the words in `sound`, with times from its start; none if it is no speech."""
        ...
