"""Files, classes and functions stay small enough to be read in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from statistics import median

from tests.support.source import SourceFile, broken, expect_none, files_of, product_files, source

FILE, CLASS, FUNCTION, TYPICAL = 400, 300, 40, 10
TEST_FILE, TEST_FUNCTION = 500, 60

# What is too large, each with its reason. It may only shrink: an entry no longer needed fails.
DEBT: dict[str, str] = {}


def lines_of(node: ast.AST) -> int:
    """Count the lines of a class or function, from its own line to its last."""
    return getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) + 1


def too_large(
    file: SourceFile, most: int = FILE, most_class: int = CLASS, most_function: int = FUNCTION
) -> Iterator[str]:
    """Yield what is too large: `place` or `place name`."""
    if file.text.count("\n") > most:
        yield file.place
    for found in file.classes():
        if lines_of(found) > most_class:
            yield f"{file.place} {found.name}"
    for function in file.functions():
        if lines_of(function) > most_function:
            yield f"{file.place} {function.name}"


def test_the_product_is_small() -> None:
    found = set(broken(too_large, product_files()))
    expect_none(found - DEBT.keys())
    assert not DEBT.keys() - found, "paid off: take these out of the list"


def test_a_typical_function_is_very_small() -> None:
    lengths = [lines_of(found) for file in product_files() for found in file.functions()]
    assert median(lengths) <= TYPICAL


def test_the_tests_are_small() -> None:
    def rule(file: SourceFile) -> Iterator[str]:
        return too_large(file, TEST_FILE, TEST_FILE, TEST_FUNCTION)

    expect_none(broken(rule, files_of("tests")))


def test_what_is_too_large_is_caught() -> None:
    body = "    pass\n" * FUNCTION
    assert list(too_large(source(f"def long():\n{body}"))) == ["example.py long"]
    assert list(too_large(source("x = 1\n" * (FILE + 1)))) == ["example.py"]
    inner = "    x = 1\n" * CLASS
    assert list(too_large(source(f"class Large:\n{inner}"))) == ["example.py Large"]
