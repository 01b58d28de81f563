"""Every sentence a person can meet, by name.

The sentences stand in `resources/text/<language>.<feature>.toml`; each has a
`text` (with `one` beside it where a count decides) and a `note` that tells a
translator who meets it and when. A problem also has `next`: what to do about it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from resources.declared import Problem

SOURCE_LANGUAGE = "en"
_SUBJECT = re.compile(r"^\[(\w+)\.", re.MULTILINE)


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
        self._languages = tuple(dict.fromkeys((language, SOURCE_LANGUAGE)))

    def __call__(self, key: str, **blanks: str | int) -> str:
        """Return the sentence called `key` with its blanks filled.

        With `count`, one thing takes the `one` form. Raises `MissingWords`.
        """
        sentence = self.sentence(key)
        text = sentence.one if sentence.one and blanks.get("count") == 1 else sentence.text
        return text.format_map(blanks)

    def has(self, key: str) -> bool:
        """Say whether there is a sentence of that name."""
        return self._find(key) is not None

    def sentence(self, key: str) -> Sentence:
        """Return the whole entry called `key`; raises `MissingWords`."""
        found = self._find(key)
        if found is None:
            raise MissingWords(key)
        return found

    def keys(self) -> list[str]:
        """Name every sentence there is."""
        return sorted(
            {
                key
                for language in self._languages
                for subject in _texts(language)
                for key in read_subject(language, subject)
            }
        )

    def _find(self, key: str) -> Sentence | None:
        subject = key.partition(".")[0]
        for language in self._languages:
            found = read_subject(language, subject).get(key)
            if found is not None:
                return found
        return None

    def explain(self, problem: Problem) -> Explained:
        """Put a problem into words: what happened, and what to do next."""
        sentence = self.sentence(f"problem.{problem.key}")
        return Explained(
            sentence.text.format_map(problem.details), sentence.next.format_map(problem.details)
        )


@cache
def read_subject(language: str, subject: str) -> Mapping[str, Sentence]:
    """Read the sentences of `language` whose names begin with `subject`, such as `home`.

    Only the files that have some are read, so that the first screen waits for few.
    """
    found: dict[str, Sentence] = {}
    for text in _texts(language).get(subject, ()):
        for key, sentence in _flatten(tomllib.loads(text)):
            if key in found:
                raise ValueError(f"{key} stands in two files")
            if key.startswith(f"{subject}."):
                found[key] = sentence
    return found


@cache
def _texts(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the texts of `language`, by the subjects that each has sentences of."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(files("resources").joinpath("text").iterdir(), key=lambda entry: entry.name):
        if path.name.startswith(f"{language}.") and path.name.endswith(".toml"):
            text = path.read_text("utf-8")
            for subject in dict.fromkeys(_SUBJECT.findall(text)):
                found[subject] = (*found.get(subject, ()), text)
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
