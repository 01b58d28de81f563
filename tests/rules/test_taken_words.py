"""A word has one meaning in the code: retired words stay away, public names belong to one."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Collection, Iterator

import pytest

from tests.support.source import (
    Function,
    SourceFile,
    broken,
    expect_none,
    product_files,
    source,
)

RETIRED = {
    "anatomy": "links.url_parts",
    "bury": "worker_process: `_terminate`",
    "contents": "calendars.calendars: `Calendars`",
    "doorway": "joining.join: `Join`",
    "ear": "audio.source: `AudioSource`",
    "ears": "audio.source: `AudioSource`",
    "feeding": "calendars.feed_factory",
    "freshness": "calendars.agenda",
    "gate": "an `asyncio.Event`",
    "heir": "client.renewal: `ReplacementWorker`",
    "holdings": "calendars.store: `CalendarStore`",
    "house": "ui.services: `Services`",
    "imitation": "links.lookalikes",
    "lane": "client.client; events.source_state",
    "murmur": "`warm_up_noise`",
    "rounds": "calendars.poller",
    "shelf": "calendars.calendars: `Calendars`",
    "track": "captions.worker: a pipeline",
}
"""Words that meant several things, or nothing to an engineer new here; what is said instead."""

TAKEN = {
    "AppLook": "accessibility.qt.palette",
    "AudioSource": "accessibility.audio.source",
    "Calendars": "desktop.calendars.calendars",
    "CalendarStore": "desktop.calendars.store",
    "Join": "desktop.joining.join",
    "LinkVerdict": "desktop.links.policy",
    "Services": "ui.services",
    "Session": "desktop.sessions.session",
    "judge": "desktop.links.policy",
}
"""Public names that belong to one module and to no other."""

CLASSES_SHARED = {
    "Heading": "a part of a page, and the widget that shows it",
    "Page": "a page's content, and the widget that shows it",
    "Paragraph": "a part of a page, and the widget that shows it",
}
"""Public classes that two modules may both have, each with the reason. It may only shrink."""

FUNCTIONS_SHARED = {
    "load": "how an engine is loaded, one of each engine",
    "main": "what a process of its own begins with",
    "other_browsers": "one of each operating system",
    "usual_browser": "one of each operating system",
}
"""Public functions that two modules may both have, each with the reason. It may only shrink."""

PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def parts_of(name: str) -> set[str]:
    """Return the words of a name, split at underscores and capitals."""
    return {part.lower() for part in PARTS.findall(name)}


def named(file: SourceFile) -> Iterator[tuple[ast.AST, str]]:
    """Yield what a file gives a name to: classes, functions, arguments, variables, attributes."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ClassDef | Function):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node, node.attr


def retired(file: SourceFile) -> Iterator[str]:
    """Yield names that hold a retired word; the module's own name too."""
    for part in file.place.removesuffix(".py").split("/"):
        if parts_of(part) & RETIRED.keys():
            yield file.place
    for node, name in named(file):
        for word in sorted(parts_of(name) & RETIRED.keys()):
            yield f"{file.at(node)} {name}: {word} -> {RETIRED[word]}"


def public(files: tuple[SourceFile, ...], *kinds: type[ast.AST]) -> dict[str, list[str]]:
    """Return the public things of these kinds at the top of modules: name -> modules."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        module = file.place.removesuffix(".py").replace("/", ".")
        for node in file.tree.body:
            if isinstance(node, kinds):
                name = getattr(node, "name", "_")
                if not name.startswith("_"):
                    found[name].append(module)
    return found


def told_twice(found: dict[str, list[str]], shared: Collection[str] = ()) -> list[str]:
    """Return the names that more than one module gives, and those of `shared` that are not."""
    twice = {name for name, at in found.items() if len(at) > 1}
    said = [f"{name}: {', '.join(found[name])}" for name in sorted(twice.difference(shared))]
    return said + [f"{name}: said once now" for name in sorted(set(shared) - twice)]


def strayed(files: tuple[SourceFile, ...]) -> list[str]:
    """Return taken names that are not, or not only, where they belong."""
    found = public(files, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [f"{name}: {found[name]}" for name, owner in TAKEN.items() if found[name] != [owner]]


def test_retired_words_are_gone() -> None:
    expect_none(broken(retired, product_files()))


def test_taken_words_stand_where_they_belong() -> None:
    expect_none(strayed(product_files()))


def test_no_two_public_classes_have_one_name() -> None:
    expect_none(told_twice(public(product_files(), ast.ClassDef), CLASSES_SHARED))


def test_no_two_public_functions_have_one_name() -> None:
    found = public(product_files(), ast.FunctionDef, ast.AsyncFunctionDef)
    expect_none(told_twice(found, FUNCTIONS_SHARED))


@pytest.mark.parametrize(
    "line",
    [
        "class PulseEar: ...",
        "def open_ear(): ...",
        "def f(old_lane): ...",
        "next_heir = 1",
        "self.shelf = 1",
        "for house in []: ...",
    ],
)
def test_a_retired_word_is_caught(line: str) -> None:
    assert list(retired(source(line)))


@pytest.mark.parametrize("line", ["year = 1", "class Search: ...", "def heard(early): ..."])
def test_a_word_that_only_looks_alike_is_let_through(line: str) -> None:
    assert not list(retired(source(line)))


def test_a_module_with_a_retired_word_is_caught() -> None:
    assert list(retired(source("", "desktop/doorway.py")))


def test_a_name_of_two_things_is_caught() -> None:
    files = (source("class A: ...", "ui/a.py"), source("class A: ...\nclass _B: ...", "ui/b.py"))
    found = public(files, ast.ClassDef)
    assert told_twice(found) == ["A: ui.a, ui.b"]
    assert told_twice(found, {"A": "two sides"}) == []
    assert told_twice(found, {"A": "two sides", "C": "gone"}) == ["C: said once now"]


def test_a_taken_word_elsewhere_is_caught() -> None:
    assert strayed((source("def judge(): ...", "ui/a.py"),))
