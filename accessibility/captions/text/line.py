"""The text of one line of speech: which words are settled, capitals, which words are unsure.

Unsure are words that change the meaning when they are wrong: numbers, negations, names. Only
English, for it needs lists of words (`resources/unsure.en.toml`). A name is known by its
capital letter inside a sentence, so one that begins a sentence is not, and Vosk, which writes
no capitals, gives no names at all. What an engine is sure of may still be wrong: no mark says
nothing. How sure it is comes from the engine itself and is not the same scale in each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile

from accessibility.captions.events import Word
from resources.declared import Setting

STEADINESS = Setting("captions.steadiness", "steady", ("steady", "fast", "calm"))
"""How long a word waits. Measured with Vosk (reference, section 3), per 311 words:
at once 336 words taken back and 0.55 s late, over two updates 128 and 0.84, over three 39 and 1.12.
"""

AGREE = {"fast": 1, "steady": 2, "calm": 3}
"""Updates of a draft that must agree on a word before it is settled."""

UNSURE = Setting("captions.unsure", False, (False, True))
"""Off from the start: most readers who tried such marks chose to be without (reference)."""

SURE_ENOUGH = 0.6
"""Confidence from which a word is not marked."""

ENDS_A_SENTENCE = (".", "?", "!", "…", '."', '?"', '!"')

I_ALONE = re.compile(r"\bi(?=$|\s|'(?:m|d|ll|ve|s)\b)")
DOTTED_I = ("tr", "az")


class SettlingDraft:
    """The line that is being said now: its settled words never change while it lasts."""

    def __init__(self, agree: int) -> None:
        self._agree = agree
        self._updates: list[list[str]] = []
        self.settled: list[str] = []

    @property
    def loose(self) -> list[str]:
        """Return the words behind the settled ones, which may still change."""
        return self._updates[-1][len(self.settled) :] if self._updates else []

    @property
    def words(self) -> list[str]:
        """Return all words."""
        return self.settled + self.loose

    def update(self, text: str) -> None:
        """Take the newest draft of the whole line."""
        self._updates = [*self._updates[1 - self._agree :], text.split()][-self._agree :]
        newest = self._updates[-1]
        if self._agree == 1:
            self.settled = newest
        elif len(self._updates) == self._agree:
            self.settled = self.settled + newest[len(self.settled) : self._agreed()]

    def _agreed(self) -> int:
        """Return how many words from the start are the same in all kept updates."""
        columns = zip(*self._updates, strict=False)
        return sum(1 for _ in takewhile(_same, columns))


def _same(column: tuple[str, ...]) -> bool:
    return len({without_marks(word) for word in column}) == 1


def without_marks(word: str) -> str:
    """Return a word without case and without the punctuation around it."""
    return word.casefold().strip(".,;:!?…\"'“”‘’«»()[]-–—")


def is_bare(text: str) -> bool:
    """Say whether an engine wrote neither capitals nor punctuation (Vosk); scripts without
    capitals are bare too, and come out as they were."""
    return text == text.lower() and not re.search(r"[.,?!…]", text)


def with_capitals(text: str, *, language: str, begins: bool) -> str:
    """Give text of an engine that writes none the capitals that are certain: "I" in English, and
    a block's first letter. Nothing else is added: a full stop would be a guess."""
    if not is_bare(text):
        return text
    if language.startswith("en"):
        text = I_ALONE.sub("I", text)
    return _capital(text, language) if begins else text


def _capital(text: str, language: str) -> str:
    if language.startswith(DOTTED_I) and text.startswith("i"):
        return f"İ{text[1:]}"
    return text[:1].upper() + text[1:]


def unsure_words(words: Sequence[Word], language: str) -> list[bool]:
    """Say of each word whether it is unsure and would change the meaning."""
    if not language.startswith("en"):
        return [False] * len(words)
    begins = [True, *(word.word.endswith(ENDS_A_SENTENCE) for word in words)]
    return [
        word.confidence < SURE_ENOUGH and _matters(word.word, begins=first)
        for word, first in zip(words, begins, strict=False)
    ]


def _matters(word: str, *, begins: bool) -> bool:
    bare = without_marks(word).replace("’", "'")
    known = _known()
    if any(letter.isdigit() for letter in bare) or bare.endswith("n't"):
        return True
    if bare in known["negations"] or any(part in known["numbers"] for part in bare.split("-")):
        return True
    letters = re.sub(r"^\W+", "", word)
    return not begins and letters[:1].isupper() and bare not in known["capitals"]


@cache
def _known() -> dict[str, frozenset[str]]:
    text = files("resources").joinpath("unsure.en.toml").read_text("utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}
