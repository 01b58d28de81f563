"""Words that change the meaning when they are wrong: numbers, negations, names; and unsure ones.

Only English, for it needs lists of words (`resources/unsure.en.toml`). A name is known by its
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

from accessibility.captions.events import Word
from accessibility.captions.text.settling import plain
from resources.declared import Setting

UNSURE = Setting("captions.unsure", False, (False, True))
"""Off from the start: most readers who tried such marks chose to be without (reference)."""

SURE_ENOUGH = 0.6
"""Confidence from which a word is not marked."""

ENDS_A_SENTENCE = (".", "?", "!", "…", '."', '?"', '!"')


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
    bare = plain(word).replace("’", "'")
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
