"""Every sentence a person can meet, by name.

The sentences stand in `resources/text/<language>.<feature>.toml`; each has a
`text` (with `one` beside it where a count decides) and a `note` that tells a
translator who meets it and when. A problem also has `next`: what to do about it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from resources.declared import Problem

SOURCE_LANGUAGE = "en"


class MissingWords(KeyError):
    """A sentence was asked for that no file has: a bug, found by the tests."""


@dataclass(frozen=True)
class Sentence:
    """One entry of a text file."""

    text: str
    note: str
    next: str = ""
    one: str = ""

    @property
    def blanks(self) -> frozenset[str]:
        """Name the `{blanks}` that must be filled."""
        whole = f"{self.text} {self.next} {self.one}"
        return frozenset(name for _, name, _, _ in Formatter().parse(whole) if name)


@dataclass(frozen=True)
class Explained:
    """A problem in words: what happened, and what to do next."""

    happened: str
    next: str

    def __str__(self) -> str:
        return f"{self.happened} {self.next}".strip()


class Words:
    """The sentences of one language: `words("home.join")`, `words("x", count=3)`.

    What a language does not have yet is said in English.
    """

    def __init__(self, language: str = SOURCE_LANGUAGE) -> None:
        self.language = language
        self._sentences = {**read_sentences(SOURCE_LANGUAGE), **read_sentences(language)}

    def __call__(self, key: str, **blanks: str | int) -> str:
        """Return the sentence called `key` with its blanks filled.

        With `count`, one thing takes the `one` form. Raises `MissingWords`.
        """
        sentence = self.sentence(key)
        text = sentence.one if sentence.one and blanks.get("count") == 1 else sentence.text
        return text.format_map(blanks)

    def has(self, key: str) -> bool:
        """Say whether there is a sentence of that name."""
        return key in self._sentences

    def sentence(self, key: str) -> Sentence:
        """Return the whole entry called `key`; raises `MissingWords`."""
        try:
            return self._sentences[key]
        except KeyError:
            raise MissingWords(key) from None

    def keys(self) -> list[str]:
        """Name every sentence there is."""
        return sorted(self._sentences)

    def explain(self, problem: Problem) -> Explained:
        """Put a problem into words: what happened, and what to do next."""
        sentence = self.sentence(f"problem.{problem.key}")
        return Explained(
            sentence.text.format_map(problem.details), sentence.next.format_map(problem.details)
        )


@cache
def read_sentences(language: str) -> Mapping[str, Sentence]:
    """Read every text file of `language` into one flat table."""
    found: dict[str, Sentence] = {}
    for path in sorted(files("resources").joinpath("text").iterdir(), key=lambda entry: entry.name):
        if path.name.startswith(f"{language}.") and path.name.endswith(".toml"):
            for key, sentence in _flatten(tomllib.loads(path.read_text("utf-8"))):
                if key in found:
                    raise ValueError(f"{path.name}: {key} is already in another file")
                found[key] = sentence
    return found


def _flatten(table: dict[str, Any], prefix: str = "") -> list[tuple[str, Sentence]]:
    rows: list[tuple[str, Sentence]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if not isinstance(value, dict):
            continue
        if isinstance(value.get("text"), str):
            rows.append((key, _sentence(key, value)))
        rows.extend(_flatten(value, f"{key}."))
    return rows


def _sentence(key: str, entry: dict[str, Any]) -> Sentence:
    if not isinstance(entry.get("note"), str):
        raise ValueError(f"{key}: a translator needs a note")
    return Sentence(
        text=entry["text"],
        note=entry["note"],
        next=entry.get("next", ""),
        one=entry.get("one", ""),
    )
