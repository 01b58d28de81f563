"""Every sentence is asked for, exists, is plain, and tells a translator who meets it."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from functools import cache
from typing import Any

import pytest

from resources.declared import Problem, Setting
from resources.words import Sentence, Words
from tests.support.prose import AVERAGE, average_length, complaints
from tests.support.source import PRODUCT, ROOT, expect_none, product_files, source
from tests.support.word_use import WordUse, find_use

WORDS = Words()
KEYS = WORDS.keys()
FIRST_NAMES = {key.partition(".")[0] for key in KEYS}
# Where the thinking parts declare settings and problems; importing them needs no screen.
LEFT_OUT = {"desktop.main", "desktop.commands", "desktop.__main__", "accessibility.qt"}


@cache
def use() -> WordUse:
    """Return what the product asks for."""
    return find_use(product_files(), FIRST_NAMES)


def sentences_of(key: str) -> list[str]:
    """Return the texts of one entry that are not empty."""
    sentence = WORDS.sentence(key)
    return [text for text in (sentence.text, sentence.one, sentence.next) if text]


def modules() -> list[Any]:
    """Import every thinking module."""
    found: list[Any] = []
    names = list(PRODUCT)
    while names:
        name = names.pop()
        if name in LEFT_OUT or name == "ui":
            continue
        module = importlib.import_module(name)
        found.append(module)
        if hasattr(module, "__path__"):
            names += [f"{name}.{inner.name}" for inner in pkgutil.iter_modules(module.__path__)]
    return found


def declared_settings() -> dict[str, Setting[Any]]:
    """Return every setting that a module declares."""
    values = (value for module in modules() for value in vars(module).values())
    return {value.key: value for value in values if isinstance(value, Setting)}


def test_every_sentence_asked_for_exists() -> None:
    missing = [f"{at[0]} {key}" for key, at in use().keys.items() if not WORDS.has(key)]
    missing += [
        f"{at[0]} {pattern!r}"
        for pattern, at in use().patterns.items()
        if not any(use_matches(pattern, key) for key in KEYS)
    ]
    missing += [f"{at} {key}" for at, key, _ in use().asked if not WORDS.has(key)]
    expect_none(missing)


def use_matches(pattern: str, key: str) -> bool:
    """Say whether one pattern alone would ask for `key`."""
    return WordUse(patterns={pattern: []}, problems={key.removeprefix("problem."): []}).uses(key)


def test_every_sentence_is_asked_for() -> None:
    expect_none(key for key in KEYS if not use().uses(key))


def test_blanks_are_filled() -> None:
    wrong = [
        f"{at} {key}: {sorted(given)} for {sorted(WORDS.sentence(key).blanks)}"
        for at, key, given in use().asked
        if WORDS.has(key) and given - {"count"} != WORDS.sentence(key).blanks - {"count"}
    ]
    expect_none(wrong)


@pytest.mark.parametrize("path", sorted((ROOT / "resources/text").glob("*.toml")), ids=str)
def test_every_entry_has_a_note(path: Any) -> None:
    """A table that holds words of any kind must be a whole entry."""
    entries = [(path.name, tomllib.loads(path.read_text("utf-8")))]
    wrong = []
    while entries:
        key, table = entries.pop()
        inner = {name: value for name, value in table.items() if isinstance(value, dict)}
        entries += [(f"{key} {name}", value) for name, value in inner.items()]
        if {"text", "one", "next"} & (table.keys() - inner.keys()):
            wrong += [key] if len(str(table.get("note", ""))) < len("A page.") else []
    expect_none(wrong)


def test_every_sentence_is_plain() -> None:
    expect_none(
        f"{key}: {what}" for key in KEYS for text in sentences_of(key) for what in complaints(text)
    )


def test_sentences_are_short_on_average() -> None:
    assert average_length([text for key in KEYS for text in sentences_of(key)]) <= AVERAGE


def test_one_and_many_have_the_same_blanks() -> None:
    def blanks(text: str) -> frozenset[str]:
        return Sentence(text=text, note="").blanks - {"count"}

    many = [WORDS.sentence(key) for key in KEYS]
    expect_none(s.text for s in many if s.one and blanks(s.one) != blanks(s.text))


def test_every_problem_says_what_happened_and_what_next() -> None:
    modules()
    kinds = {Problem} | all_below(Problem)
    keys = {kind.key for kind in kinds if kind.__module__.partition(".")[0] in PRODUCT}
    keys |= use().problems.keys()
    wrong = [key for key in keys if not WORDS.has(f"problem.{key}")]
    wrong += [key for key in keys - set(wrong) if not WORDS.sentence(f"problem.{key}").next.strip()]
    expect_none(wrong)


def all_below(kind: type[Problem]) -> set[type[Problem]]:
    """Return every subclass."""
    below = set(kind.__subclasses__())
    return below.union(*(all_below(inner) for inner in below)) if below else below


def test_every_setting_and_choice_has_words() -> None:
    """Yes and no are `true` and `false`; numbers may share `each`, with the blank `{value}`."""
    wrong = []
    for key, setting in declared_settings().items():
        name = f"setting.{key}"
        wrong += [] if WORDS.has(name) else [name]
        if WORDS.has(f"{name}.each"):
            continue
        choices = [f"{name}.{str(choice).lower()}" for choice in setting.choices]
        wrong += [choice for choice in choices if not WORDS.has(choice)]
    expect_none(wrong)


def test_a_missing_and_an_unused_sentence_are_caught() -> None:
    code = source(
        "class Lost(Problem):\n    key = 'lost'\n"
        "words('home.join', time=now)\n"
        "note = f'link.{reason}.text'\n"
        "SIZE = Setting('home.size', 1, (1,))\n"
        "log = getLogger('home.log')\n"
        "words(f'{kind}.x')\n"
    )
    found = find_use([code], {"home", "link"})
    assert set(found.keys) == {"home.join"}
    assert found.asked == [("example.py:3", "home.join", frozenset({"time"}))]
    assert found.uses("link.unknown.text") and found.uses("problem.lost")
    assert not found.uses("link.unknown") and not found.uses("problem.found")
    assert not found.uses("home.size")


@pytest.mark.parametrize(
    "text",
    [
        "Please note that it works.",
        "Your URL is invalid.",
        "Click here.",
        "Simply press it.",
        "Wait three minutes.",
        "You can add more than 1.",
        "1 button takes you in.",
        "Well done!",
        "On a real day you would hear people.",
        "Parlour may not save here.",
        "The password of {name} does not work.",
        "This goes on and on and on, and on, and nobody who is tired can keep all of it in mind.",
    ],
)
def test_a_hard_sentence_is_caught(text: str) -> None:
    assert list(complaints(text))
