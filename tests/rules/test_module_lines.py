"""A module's first line says in one plain sentence what it is, as no other module's does."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.support.source import SourceFile, broken, expect_none, product_files, source

LONGEST = 100
"""Characters of a first line, as of every line."""

PRIVATE = re.compile(
    r"\b(ears?|heirs?|lanes?|house|shelf|shelves|doorways?|honest line|anatomy|rounds|murmur)\b",
    re.IGNORECASE,
)
"""Words that only their author understands; the field has its own."""


def first_line(file: SourceFile) -> str:
    """Return the first line of a module's docstring."""
    return (ast.get_docstring(file.tree) or "").partition("\n")[0]


def unclear(file: SourceFile) -> Iterator[str]:
    """Yield a first line that is no short sentence, or is written in private words."""
    line = first_line(file)
    if not line and not file.tree.body:
        return
    if not line.endswith(".") or len(line) > LONGEST or PRIVATE.search(line):
        yield f"{file.place} {line!r}"


def said_twice(files: tuple[SourceFile, ...]) -> list[str]:
    """Return the first lines that more than one module has."""
    counted = Counter(line for file in files if (line := first_line(file)))
    return [line for line, times in counted.items() if times > 1]


def test_every_module_says_what_it_is() -> None:
    expect_none(broken(unclear, product_files()))


def test_no_two_modules_say_the_same() -> None:
    expect_none(said_twice(product_files()))


@pytest.mark.parametrize(
    "line", ["Polls each feed", "The shelf of feeds.", f"{'Long ' * 20}lines.", "A wall. Or"]
)
def test_a_first_line_that_is_unclear_is_caught(line: str) -> None:
    assert list(unclear(source(f'"""{line}"""\nx = 1')))


def test_a_module_without_a_first_line_is_caught() -> None:
    assert list(unclear(source("x = 1")))
    assert not list(unclear(source("", "desktop/__init__.py")))


def test_the_same_line_twice_is_caught() -> None:
    polls = source('"""Polls each feed when it is due."""')
    assert said_twice((polls, polls)) == ["Polls each feed when it is due."]
    assert said_twice((polls, source("x = 1"), source("y = 2"))) == []
