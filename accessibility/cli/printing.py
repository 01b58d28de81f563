"""Port for what a command prints: `desktop.cli.terminal.Terminal` stands behind it."""

from __future__ import annotations

from typing import Protocol

from resources.words import Words


class Output(Protocol):
    """Where a command's answer goes, and what is said beside it (standard error)."""

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
