"""Pieces of speech as the caption stream gives them to the screen."""

from __future__ import annotations

from accessibility.captions.events import Source
from accessibility.captions.text.stream import Block


def spoken(number: int, settled: str, draft: str = "", *, source: Source = "group") -> Block:
    """Return words that were said."""
    return Block(number, source, 0.0, 1.0, settled, draft)


def missed(number: int, seconds: float) -> Block:
    """Return a gap."""
    return Block(number, "group", 0.0, seconds, kind="missed")
