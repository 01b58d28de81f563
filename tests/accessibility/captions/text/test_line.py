"""Unsure words that change the meaning, and only these."""

from __future__ import annotations

import pytest

from accessibility.captions.events import Word
from accessibility.captions.text.line import unsure_words


def marked(text: str, *, confidence: float = 0.3, language: str = "en") -> list[str]:
    """Return the words that are marked when the engine is as sure of each as `confidence`."""
    words = [Word(each, n, n + 1.0, confidence) for n, each in enumerate(text.split())]
    marks = unsure_words(words, language)
    return [word.word for word, mark in zip(words, marks, strict=True) if mark]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("i don't want it", ["don't"]),
        ("Nobody said that.", ["Nobody"]),
        ("it begins at twenty-five past 7pm", ["twenty-five", "7pm"]),
        ("take two, not ten.", ["two,", "not", "ten."]),
        ("Thank you, Iris. Good evening, said Tom.", ["Iris.", "Tom."]),
        ("I think I'm late", []),
        ("a lovely morning", []),
        ("“Yes,” said “Anna”", ["“Anna”"]),
    ],
)
def test_numbers_negations_and_names_are_marked(said: str, expected: list[str]) -> None:
    assert marked(said) == expected


def test_what_the_engine_is_sure_of_is_not_marked() -> None:
    assert marked("not ten", confidence=0.9) == []


def test_without_lists_for_a_language_nothing_is_marked() -> None:
    assert marked("nicht 10", language="de") == []
    assert marked("not ten", language="en-GB") == ["not", "ten"]
