"""The project's own source, parsed once, for the rules that read it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("desktop", "ui", "accessibility", "resources")

Rule = Callable[["SourceFile"], Iterator[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceFile:
    """One Python file: its place below the project, its text, its syntax tree."""

    place: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Return `place:line` of a node."""
        return f"{self.place}:{getattr(node, 'lineno', 1)}"

    def find(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Yield every node of these kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def calls(self) -> Iterator[ast.Call]:
        """Yield every call."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def functions(self) -> Iterator[Function]:
        """Yield every function and method."""
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def classes(self) -> Iterator[ast.ClassDef]:
        """Yield every class."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


def source(text: str, place: str = "example.py") -> SourceFile:
    """Make a file out of `text`: for showing that a rule catches what it should."""
    return SourceFile(place, text, ast.parse(text))


@cache
def files_of(*folders: str) -> tuple[SourceFile, ...]:
    """Parse every Python file in these top folders."""
    paths = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return tuple(
        source(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()) for path in paths
    )


def product_files() -> tuple[SourceFile, ...]:
    """Return the files that are shipped."""
    return files_of(*PRODUCT)


def broken(rule: Rule, files: tuple[SourceFile, ...]) -> list[str]:
    """Return every place where a rule is broken."""
    return [place for file in files for place in rule(file)]


def expect_none(places: Iterable[str]) -> None:
    """Fail with one line for each place, if there is any."""
    found = sorted(set(places))
    assert not found, "\n" + "\n".join(found)


def called(call: ast.Call) -> str:
    """Return the last name of what is called: `setText` for `self.label.setText(...)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def literal(node: ast.AST | None) -> str | None:
    """Return the text of a string literal, else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def fixed_parts(node: ast.AST) -> list[str] | None:
    """Return the fixed parts of an f-string, "" for each blank, else None."""
    if not isinstance(node, ast.JoinedStr):
        return None
    return [literal(part) or "" for part in node.values]
