"""Pieces of speech as the caption stream gives them to the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SpokenBlock:
    """One piece of speech, or a gap of some seconds."""

    id: int
    settled: str = ""
    draft: str = ""
    source: str = "group"
    kind: str = "words"
    seconds: float = 0.0
    unsure: tuple[tuple[int, int], ...] = ()


def spoken(number: int, settled: str, draft: str = "", *, source: str = "group") -> SpokenBlock:
    """Return words that were said."""
    return SpokenBlock(number, settled, draft, source)


def missed(number: int, seconds: float) -> SpokenBlock:
    """Return a gap."""
    return SpokenBlock(number, kind="missed", seconds=seconds)
