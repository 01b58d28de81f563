"""No sentence stands in `ui/`: everything a person meets comes from `resources/text/`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import pytest

from tests.support.source import (
    SourceFile,
    broken,
    called,
    expect_none,
    files_of,
    fixed_parts,
    literal,
    source,
)

# What puts words before a person: Qt's own widgets and the methods that set words.
SHOWS_WORDS = {
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QMessageBox",
    "QPushButton",
    "QRadioButton",
    "QToolButton",
    "addAction",
    "addItem",
    "addRow",
    "addTab",
    "announce",
    "insertPlainText",
    "appendPlainText",
    "showMessage",
    "setAccessibleDescription",
    "setAccessibleName",
    "setHtml",
    "setPlaceholderText",
    "setPlainText",
    "setStatusTip",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
}
NAMED = {"description", "heading", "hint", "label", "name", "text", "title", "tooltip", "words"}
KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
LETTER = re.compile(r"[^\W\d_]")
SENTENCE = re.compile(r"^[A-Z]|[^\W\d_]\s+[^\W\d_]")


def words_of(node: ast.AST) -> str:
    """Return the fixed words in a string, an f-string, or strings joined by + or %."""
    if isinstance(node, ast.BinOp):
        return f"{words_of(node.left)} {words_of(node.right)}".strip()
    if isinstance(node, ast.Call) and called(node) in ("format", "join"):
        return words_of(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    return literal(node) or "".join(fixed_parts(node) or [])


def own_widgets() -> set[str]:
    """Name the classes of `ui/widgets`, which all show words."""
    return {
        found.name
        for file in files_of("ui")
        if file.place.startswith("ui/widgets/")
        for found in file.classes()
    }


def literal_words(file: SourceFile, widgets: AbstractSet[str]) -> Iterator[str]:
    """Yield every place where a literal is put before a person.

    For our own widgets a literal must look like a sentence: they also take names of
    icons and roles. The name of a sentence (`home.join`) is fine.
    """
    for call in file.calls():
        name = called(call)
        if name not in SHOWS_WORDS and name not in widgets:
            continue
        looks_wrong = LETTER if name in SHOWS_WORDS else SENTENCE
        given = [*call.args, *(word.value for word in call.keywords if word.arg in NAMED)]
        for node in given:
            words = words_of(node)
            if looks_wrong.search(words) and not KEY.fullmatch(words):
                yield f"{file.at(node)} {words!r}"


def test_no_literal_is_shown() -> None:
    widgets = own_widgets()
    expect_none(broken(lambda file: literal_words(file, widgets), files_of("ui")))


@pytest.mark.parametrize(
    "line",
    [
        'QLabel("Hello")',
        'label.setText("join now")',
        'label.setText(f"Hello {name}")',
        'label.setText("Hello " + name)',
        'label.setText("Hello %s" % name)',
        'label.setText("Hello {}".format(name))',
        'button.setAccessibleName("Close")',
        'window.setWindowTitle("Parlour")',
        'button.setToolTip("close")',
        'BigButton("Join now")',
        'BigButton(parent, text="Join now")',
        'form.addRow("Name", field)',
    ],
)
def test_a_literal_is_caught(line: str) -> None:
    assert list(literal_words(source(line), {"BigButton"}))


@pytest.mark.parametrize(
    "line",
    [
        'QLabel(words("home.join"))',
        'label.setText("")',
        'label.setText("· ")',
        'label.setText(f"{when} · {where}")',
        'BigButton("home.join", icon="home")',
        'BigButton(words("home.join"), "shield")',
        'label.setObjectName("caption")',
    ],
)
def test_what_is_no_sentence_passes(line: str) -> None:
    assert list(literal_words(source(line), {"BigButton"})) == []


def translations_by_f_string(file: SourceFile) -> Iterator[str]:
    """Yield `tr(f"...")`: the translation tools never match it."""
    for call in file.calls():
        if called(call) in ("tr", "translate") and call.args and fixed_parts(call.args[-1]):
            yield file.at(call)


def test_no_translation_of_an_f_string() -> None:
    expect_none(broken(translations_by_f_string, files_of("ui")))


def test_a_translation_of_an_f_string_is_caught() -> None:
    assert list(translations_by_f_string(source('self.tr(f"Hello {name}")')))
