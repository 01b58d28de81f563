"""Which sentences the code asks for: read from its syntax, not by running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.support.source import SourceFile, called, fixed_parts, literal

KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
# `words("a.b")`, and the same through a part of it.
ASKING = {"words", "_words", "sentence", "has", "say", "spoken"}
BLANK = "\0"
# Names of files and hosts look like names of sentences.
NO_WORDS = re.compile(r".*\.(example|html|ics|invalid|json|log|md|part|py|svg|toml|wav|zip)")


@dataclass
class WordUse:
    """What was found: each name with the places that use it."""

    keys: dict[str, list[str]] = field(default_factory=dict)
    patterns: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)

    def uses(self, key: str) -> bool:
        """Say whether some code asks for the sentence called `key`."""
        if key.startswith("problem."):
            return key.removeprefix("problem.") in self.problems
        return key in self.keys or any(matches(pattern, key) for pattern in self.patterns)


def matches(pattern: str, key: str) -> bool:
    """Say whether `key` fits a pattern in which a NUL stands for each blank."""
    services = (re.escape(part) for part in pattern.split(BLANK))
    return re.fullmatch(r"[a-z0-9_.]+".join(services), key) is not None


def find_use(files: Iterable[SourceFile], first_names: set[str]) -> WordUse:
    """Find every sentence that `files` ask for; names begin with one of `first_names`."""
    use = WordUse()
    for file in files:
        _literals(file, first_names, use)
        _problems(file, use)
        _asked(file, use)
    return use


def _literals(file: SourceFile, first_names: set[str], use: WordUse) -> None:
    own_names = {id(node) for node in _names_of_settings(file)}
    for node in file.find(ast.Constant, ast.JoinedStr):
        text = literal(node)
        if text and KEY.fullmatch(text) and id(node) not in own_names:
            if text.partition(".")[0] in first_names and not NO_WORDS.fullmatch(text):
                use.keys.setdefault(text, []).append(file.at(node))
            continue
        services = fixed_parts(node)
        if services and services[0].partition(".")[0] in first_names and "." in services[0]:
            pattern = "".join(part or BLANK for part in services)
            if re.fullmatch(rf"[a-z0-9_.{BLANK}]+", pattern):
                use.patterns.setdefault(pattern, []).append(file.at(node))


def _names_of_settings(file: SourceFile) -> list[ast.expr]:
    """Return what names a setting or a log: they look like names of sentences and are none."""
    calls = (call for call in file.calls() if called(call) in ("Setting", "getLogger"))
    return [call.args[0] for call in calls if call.args]


def _problems(file: SourceFile, use: WordUse) -> None:
    for found in file.classes():
        for line in found.body:
            key = literal(line.value) if isinstance(line, ast.Assign | ast.AnnAssign) else None
            targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", 0)]
            if key and any(isinstance(t, ast.Name) and t.id == "key" for t in targets):
                use.problems.setdefault(key, []).append(file.at(found))


def _asked(file: SourceFile, use: WordUse) -> None:
    """Keep `words("key", name=...)` with its blanks, where they can be read from the code."""
    for call in file.calls():
        key = literal(call.args[0]) if call.args else None
        whole = all(word.arg is not None for word in call.keywords) and len(call.args) == 1
        if key and whole and called(call) in ASKING - {"sentence", "has"} and KEY.fullmatch(key):
            blanks = frozenset(word.arg for word in call.keywords if word.arg)
            use.asked.append((file.at(call), key, blanks))
