"""Word error rate, and the edit distance it stands on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_NOT_IN_WORDS = re.compile(r"[^\w\s]|_")


def share_right(said: str, heard: str) -> float:
    """Return the share of words that are right, from 0 to 1: 1 minus the word error rate.

    A word left out, put in or changed counts as one wrong. Case, accents' encoding
    and punctuation do not count.
    """
    script, read = plain_words(said), plain_words(heard)
    if not script:
        return 0.0 if read else 1.0
    return max(0.0, 1 - changes(script, read) / len(script))


def plain_words(text: str) -> list[str]:
    """Return the words of a text without case and punctuation: "Don't go." is `dont`, `go`."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("-", " ")
    return _NOT_IN_WORDS.sub("", folded).split()


def changes(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how few words must be left out, put in or changed to make one text the other."""
    return distances(before, after)[-1]


def distances(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """Return the `changes` between `before` and each beginning of `after`, the empty one first."""
    row = list(range(len(after) + 1))
    for number, word in enumerate(before, 1):
        corner, row[0] = row[0], number
        for place, other in enumerate(after, 1):
            corner, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, corner + (word != other)),
            )
    return row
