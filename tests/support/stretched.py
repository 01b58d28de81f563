"""A pseudo-language for layout tests: every sentence 40 % longer, or written from right to left.

Put in place of `Words`, it shows what a translation would do to a screen.
"""

from __future__ import annotations

from resources.words import Words

LONGER = 0.4
_FILLING = "ěščřžýáíéúůďťňóöäüßøåæœłńśźżçğışãõâêîôûàèìòùëïÿ"
_RIGHT_TO_LEFT = "\u202e"
_POP = "\u202c"
MARKS = f"⟦{_RIGHT_TO_LEFT}"
"""What a text of either language begins with."""


def stretch(text: str) -> str:
    """Return `text` 40 % longer, between marks that show where it is cut."""
    extra = max(1, round(len(text) * LONGER)) if text else 0
    filling = (_FILLING * (extra // len(_FILLING) + 1))[:extra]
    words = " ".join(filling[start : start + 6] for start in range(0, extra, 7))
    return f"⟦{text} {words}⟧" if text else text


def mirror(text: str) -> str:
    """Return `text` as it would be laid out from right to left."""
    return f"{_RIGHT_TO_LEFT}{text}{_POP}" if text else text


class StretchedWords(Words):
    """English, each sentence 40 % longer."""

    def __call__(self, key: str, **blanks: str | int) -> str:
        """Return the sentence with its blanks filled, then stretched."""
        return stretch(super().__call__(key, **blanks))


class MirroredWords(Words):
    """English, each sentence written from right to left."""

    def __call__(self, key: str, **blanks: str | int) -> str:
        """Return the sentence with its blanks filled, then mirrored."""
        return mirror(super().__call__(key, **blanks))
