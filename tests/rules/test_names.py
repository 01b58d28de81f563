"""Names are words that somebody might use, and public things say what they are for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.support.source import (
    Function,
    SourceFile,
    broken,
    expect_none,
    files_of,
    product_files,
    source,
)

EMPTY_NAMES = re.compile(
    r"(?i:manager|utils?|helpers?)$|(?:^|_)(?:utils?|misc|common|helpers?|stuff)(?:_|$)"
)
# A helper is a person in Parlour; a class of this name is about that person.
PEOPLE = {"HelperContact"}


def empty_names(file: SourceFile) -> Iterator[str]:
    """Yield modules and classes whose name says nothing."""
    if any(EMPTY_NAMES.search(part) for part in PurePosixPath(file.place).with_suffix("").parts):
        yield file.place
    for found in file.classes():
        if found.name not in PEOPLE and EMPTY_NAMES.search(found.name):
            yield f"{file.at(found)} {found.name}"


def test_no_empty_names() -> None:
    expect_none(broken(empty_names, (*product_files(), *files_of("tests"))))


@pytest.mark.parametrize("name", ["SoundManager", "LinkHelper", "TextUtils", "DateUtil"])
def test_a_class_with_an_empty_name_is_caught(name: str) -> None:
    assert list(empty_names(source(f"class {name}: ...")))


@pytest.mark.parametrize("place", ["desktop/utils.py", "ui/misc/x.py", "ui/link_helpers.py"])
def test_a_module_with_an_empty_name_is_caught(place: str) -> None:
    assert list(empty_names(source("", place)))


def test_the_person_who_helps_may_have_a_class() -> None:
    assert list(empty_names(source("class HelperContact: ..."))) == []


def undescribed(file: SourceFile) -> Iterator[str]:
    """Yield public modules, classes, functions, and methods of ports without a docstring."""
    if file.tree.body and not ast.get_docstring(file.tree):
        yield file.place
    for node in public(file.tree.body):
        if not ast.get_docstring(node):
            yield f"{file.at(node)} {node.name}"
        if isinstance(node, ast.ClassDef) and is_port(node):
            for method in public(node.body):
                if not ast.get_docstring(method):
                    yield f"{file.at(method)} {node.name}.{method.name}"


def public(body: list[ast.stmt]) -> Iterator[ast.ClassDef | Function]:
    """Yield classes and functions that others may use."""
    for node in body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node


def is_port(node: ast.ClassDef) -> bool:
    """Say whether a class is a Protocol."""
    return any(ast.unparse(base).split("[")[0].endswith("Protocol") for base in node.bases)


def test_public_things_say_what_they_are_for() -> None:
    expect_none(broken(undescribed, (*product_files(), *files_of("tests/support"))))


def test_what_says_nothing_is_caught() -> None:
    bare = source("import os\nclass A: ...\ndef f(): ...\ndef _g(): ...\n")
    assert list(undescribed(bare)) == ["example.py", "example.py:2 A", "example.py:3 f"]
    port = source("'''Words.'''\nclass P(Protocol):\n    '''Words.'''\n    def f(self): ...\n")
    assert list(undescribed(port)) == ["example.py:4 P.f"]
