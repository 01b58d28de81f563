"""The port through which a command answers; what stands behind it knows the terminal."""

from __future__ import annotations

from typing import Protocol

from resources.words import Words


class Tells(Protocol):
    """Says an answer, and what stands beside it."""

    words: Words

    def say(self, line: str) -> None:
        """Give one line of the answer, at once."""
        ...

    def show(self, answer: object) -> None:
        """Give plain data as one line of JSON."""
        ...

    def note(self, line: str) -> None:
        """Give one line beside the answer."""
        ...
