"""The reader's marks in the captions: the place they have read to, and starred lines."""

from __future__ import annotations


class Marks:
    """`place` is the last line that was read. `waits` says that new words wait below it.

    `stars` are the lines to be kept, if the person saves any. Lines are known by the
    ids of their blocks. All is forgotten with the words.
    """

    def __init__(self) -> None:
        self.place: int | None = None
        self.waits = False
        self.stars: set[int] = set()

    def mark(self, line: int) -> None:
        """Put the place below `line`; at the line where it is already, take it away."""
        self.place = None if line == self.place else line
        self.waits = self.place is not None

    def come_back(self) -> None:
        """Let new words wait below the place again: the person reads on from there."""
        self.waits = self.place is not None

    def pass_by(self) -> None:
        """Let new words come into sight: the person has gone to them."""
        self.waits = False

    def star(self, line: int) -> bool:
        """Give a line a star or take it off; say whether it has one now."""
        self.stars ^= {line}
        return line in self.stars

    def clear(self) -> None:
        """Forget all of it."""
        self.place, self.waits = None, False
        self.stars.clear()
