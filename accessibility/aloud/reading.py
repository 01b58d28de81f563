"""Position in a text that is read aloud: the next sentence, pausing, repeating."""

from __future__ import annotations

from collections.abc import Sequence


class ReadingPosition:
    """Sentences, one after the other. `current` is the one to be said now, or None."""

    def __init__(self, sentences: Sequence[str] = ()) -> None:
        self._sentences = tuple(each for each in sentences if each.strip())
        self._at = 0
        self.is_paused = False

    @property
    def current(self) -> str | None:
        """Return the sentence to be said now; None when paused or at the end."""
        return None if self.is_paused or self.is_over else self._sentences[self._at]

    @property
    def is_over(self) -> bool:
        """Say whether everything has been said."""
        return self._at >= len(self._sentences)

    def was_said(self) -> None:
        """Go on to the next sentence."""
        self._at += 1

    def pause(self) -> None:
        """Stop at this sentence; it is said again from its beginning."""
        self.is_paused = not self.is_over

    def resume(self) -> None:
        """Go on with the sentence at which it stopped."""
        self.is_paused = False

    def again(self) -> None:
        """Start from the beginning."""
        self._at = 0
        self.is_paused = False
