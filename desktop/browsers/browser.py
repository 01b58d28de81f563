"""A browser that can be started: its name, and the command that opens a link in it."""

from __future__ import annotations

from dataclasses import dataclass

LINK = "\x00link"
"""Stands in a command where the link goes; no program can have it in its name."""


@dataclass(frozen=True)
class Browser:
    """A program that shows websites: its name as people know it, and what starts it.

    `command` is an argument list with `LINK` in it once; no shell ever reads it.
    """

    name: str
    command: tuple[str, ...]

    def opening(self, url: str) -> list[str]:
        """Return the argument list that opens `url`, which stands in it to the byte."""
        return [part.replace(LINK, url) for part in self.command]
