"""A number with a name says in what it is counted."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import zip_longest

import pytest

from tests.support.source import SourceFile, broken, expect_none, product_files, source

MEASURES = (
    "S|MS|PX|PT|HZ|DB|PERCENT|SHARE|TIMES|RATE|(?:A_)?(?:SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|YEAR"
    "|BYTE|KILOBYTE|MEGABYTE|CHARACTER|LETTER|WORD|LINE|ROW|SAMPLE|PIXEL)S?"
)
UNIT = re.compile(rf"(?:^|_)(?:{MEASURES})$|^_?(?:{MEASURES})_|^_?MOST_\w+S$")
"""Names that say a unit; a docstring below the constant says any other."""


def is_number(node: ast.expr | None) -> bool:
    """Say whether an expression is a number, or numbers reckoned or gathered."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand)
    if isinstance(node, ast.BinOp):
        sides = (node.left, node.right)
        reckoned = all(isinstance(side, ast.Name) or is_number(side) for side in sides)
        return reckoned and any(map(is_number, sides))
    if isinstance(node, ast.Tuple):
        return bool(node.elts) and all(map(is_number, node.elts))
    return False


def named(node: ast.stmt) -> list[str]:
    """Return the names that a statement gives to numbers."""
    if isinstance(node, ast.Assign) and is_number(node.value):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign) and is_number(node.value):
        targets = [node.target]
    else:
        return []
    leaves = [each for target in targets for each in ast.walk(target)]
    return [each.id for each in leaves if isinstance(each, ast.Name)]


def has_words(file: SourceFile, node: ast.stmt, below: ast.stmt | None) -> bool:
    """Say whether a docstring stands below a statement, or a comment behind or above it."""
    if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
        return isinstance(below.value.value, str)
    lines = file.text.splitlines()
    end = node.end_lineno or node.lineno
    above = lines[node.lineno - 2].lstrip() if node.lineno > 1 else ""
    return above.startswith("#") or "  # " in " ".join(lines[node.lineno - 1 : end])


def unitless(file: SourceFile) -> Iterator[str]:
    """Yield numbers at the top of a module that nobody says the unit of."""
    body = file.tree.body
    for node, below in zip_longest(body, body[1:]):
        nameless = [name for name in named(node) if not UNIT.search(name)]
        if nameless and not has_words(file, node, below):
            yield f"{file.at(node)} {', '.join(nameless)}"


def test_every_number_has_a_unit() -> None:
    expect_none(broken(unitless, product_files()))


@pytest.mark.parametrize(
    "line", ["PATIENCE = 5", "_MOST: int = 3 * 1024", "A, B = 0.1, -2", "X = Y = 1"]
)
def test_a_number_without_a_unit_is_caught(line: str) -> None:
    assert list(unitless(source(line)))


@pytest.mark.parametrize(
    "line",
    [
        "PATIENCE_S = 5",
        'PATIENCE = 5\n"""Seconds until it is given up."""',
        "PATIENCE = 5  # seconds",
        "# Seconds.\nPATIENCE = 5",
        "WAIT = timedelta(seconds=5)",
        "YES = True",
        "NAME = 'five'",
    ],
)
def test_a_number_with_a_unit_is_let_through(line: str) -> None:
    assert not list(unitless(source(line)))
