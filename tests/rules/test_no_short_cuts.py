"""Nothing is silenced, put off or pretended."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.support.source import (
    ROOT,
    SourceFile,
    broken,
    called,
    expect_none,
    files_of,
    product_files,
    source,
)
from tests.support.until import PATIENCE_MS, PATIENCE_S, until, wait_until

# Written in parts, so that this file does not break its own rule.
SILENCED = re.compile(r"#\s*(type:\s*ignore|no" + r"qa|pragma|fmt:\s*off)")
PUT_OFF = re.compile(r"#.*\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|for" + r" now)\b")

CLOCK = re.compile(r"\b(monotonic|perf_counter|time\.time|time\.sleep)(_ns)?\b|from time import")
BY_THE_CLOCK = {
    "tests/desktop/ical/measuring.py": "measures",
    "tests/rules/test_no_short_cuts.py": "this rule",
    "tests/rules/test_no_work_at_import.py": "names what may not be done",
    "tests/support/at_spi_reader.py": "notes when something was read",
    "tests/support/bench_caption_delay.py": "measures",
    "tests/support/bench_stall.py": "measures",
    "tests/support/bench_startup.py": "measures",
    "tests/support/loud_words.py": "is an engine that is too slow",
    "tests/support/scripted_words.py": "is somebody who speaks at a pace",
    "tests/support/until.py": "waits for everybody",
}
"""Files of the tests that may know what time it is, and why. None may be added."""

QT_WAITS = frozenset({"waitUntil", "waitSignal"})
"""What waits for as long as Qt counts; its own patience is five seconds."""

WAITS = frozenset({"until", "wait_until", "waits_for"}) | QT_WAITS


def silenced(file: SourceFile) -> Iterator[str]:
    """Yield comments that silence a check or put work off."""
    for number, line in enumerate(file.text.splitlines(), 1):
        if SILENCED.search(line) or PUT_OFF.search(line):
            yield f"{file.place}:{number} {line.strip()}"


def unfinished(file: SourceFile) -> Iterator[str]:
    """Yield code that only says it is not there yet."""
    for node in file.find(ast.Raise):
        if "NotImplementedError" in ast.unparse(node):
            yield file.at(node)


def pretended(file: SourceFile) -> Iterator[str]:
    """Yield mocks: a fake of ours is a small real thing in `tests/support`."""
    for node in file.find(ast.Import, ast.ImportFrom):
        if "unittest.mock" in ast.unparse(node) or "import mock" in ast.unparse(node):
            yield file.at(node)


def hidden(file: SourceFile) -> Iterator[str]:
    """Yield imports by name, which the contracts cannot see; only the table of screens may."""
    for node in file.find(ast.Import, ast.ImportFrom):
        if "importlib" in ast.unparse(node) and "resources" not in ast.unparse(node):
            yield file.at(node)


def patched(file: SourceFile) -> Iterator[str]:
    """Yield tests with more than 2 patches: a port is missing."""
    for function in file.functions():
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        patches = [call for call in calls if called(call) == "setattr" and is_patch(call)]
        if len(patches) > 2:
            yield f"{file.at(function)} {function.name}"


def is_patch(call: ast.Call) -> bool:
    """Say whether a call replaces a part of the program."""
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "monkeypatch"


def slept(file: SourceFile) -> Iterator[str]:
    """Yield fixed sleeps, in a loop of its own too: a test waits with `until` for what it needs.

    Sleeping 0 only lets others run, and more than a minute means until cancelled.
    """
    for call in file.calls():
        name = ast.unparse(call.func)
        length = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else 0
        sleeps = name in ("time.sleep", "asyncio.sleep", "qtbot.wait", "QTest.qWait")
        if sleeps and isinstance(length, int | float) and 0 < length <= minute(name):
            yield file.at(call)


def timed(file: SourceFile) -> Iterator[str]:
    """Yield what judges by the clock or passes time, in programs that a test writes down too.

    Who asks what time it is compares it with something, and a busy computer is late.
    """
    for number, line in enumerate(file.text.splitlines(), 1):
        if CLOCK.search(line):
            yield f"{file.place}:{number} {line.strip()}"


def hurried(file: SourceFile) -> Iterator[str]:
    """Yield waits that fail before a busy computer has had its time."""
    for call in file.calls():
        named = {keyword.arg for keyword in call.keywords}
        if called(call) in QT_WAITS and "timeout" not in named:
            yield file.at(call)
        for keyword in call.keywords:
            length = keyword.value.value if isinstance(keyword.value, ast.Constant) else 0
            is_wait = called(call) in WAITS and keyword.arg in ("seconds", "timeout")
            most = PATIENCE_MS if keyword.arg == "timeout" else PATIENCE_S
            if is_wait and isinstance(length, int | float) and 0 < length < most:
                yield file.at(call)


def minute(name: str) -> int:
    """Return a minute in the unit of what sleeps: Qt counts in thousandths of a second."""
    return 60_000 if name.startswith(("qtbot", "QTest")) else 60


def test_nothing_is_silenced() -> None:
    expect_none(broken(silenced, (*product_files(), *files_of("tests"))))
    expect_none(silenced(source((ROOT / "dev.py").read_text("utf-8"), "dev.py")))


def test_nothing_is_unfinished() -> None:
    expect_none(broken(unfinished, product_files()))


def test_nothing_is_pretended() -> None:
    expect_none(broken(pretended, files_of("tests")))
    expect_none(broken(patched, files_of("tests")))


def test_only_the_table_of_screens_imports_by_name() -> None:
    table = "ui/screens/registry.py"
    expect_none(broken(hidden, tuple(file for file in product_files() if file.place != table)))
    assert list(hidden(source("from importlib import import_module")))


def test_no_test_sleeps() -> None:
    """What stands in for something slow, in `tests/support`, may sleep."""
    tests = tuple(file for file in files_of("tests") if not file.place.startswith("tests/support/"))
    expect_none(broken(slept, tests))


def test_no_test_judges_by_the_clock() -> None:
    """It waits for what it means, counts steps, or has a clock of its own to set."""
    tests = files_of("tests")
    expect_none(broken(timed, tuple(file for file in tests if file.place not in BY_THE_CLOCK)))
    expect_none(broken(hurried, tests))
    assert {file.place for file in tests if list(timed(file))} == set(BY_THE_CLOCK)


@pytest.mark.parametrize(
    "line",
    [
        "assert time.monotonic() - began < 5",
        "began = time.time()",
        "from time import sleep",
        "code = 'import time; time.sleep(60)'",
        "time.monotonic_ns()",
    ],
)
def test_a_look_at_the_clock_is_caught(line: str) -> None:
    assert list(timed(source(line)))


def test_a_hurried_wait_is_caught() -> None:
    assert list(hurried(source("wait_until(ready, seconds=5)")))
    assert list(hurried(source("qtbot.waitUntil(ready)\nqtbot.waitSignal(shut, timeout=1000)")))
    assert not list(hurried(source("qtbot.waitUntil(ready, timeout=PATIENCE_MS)")))
    assert list(hurried(source("person.waits_for('Hello', seconds=59.9)")))
    assert not list(hurried(source("wait_until(ready, seconds=90)\nwait_until(ready)")))
    assert not list(timed(source("await asyncio.sleep(0)\nwith person.asleep():\n    pass")))


@pytest.mark.parametrize(
    "mark", ["type: " + "ignore", "no" + "qa", "TO" + "DO later", "for" + " now"]
)
def test_a_short_cut_is_caught(mark: str) -> None:
    assert list(silenced(source(f"x = 1  # {mark}")))


def test_what_is_pretended_is_caught() -> None:
    assert list(pretended(source("from unittest.mock import Mock")))
    assert list(unfinished(source("def f():\n    raise NotImplementedError")))
    assert list(slept(source("time.sleep(1)")))
    assert list(slept(source("QTest.qWait(150)")))
    assert list(slept(source("while not ready():\n    time.sleep(0.01)")))
    assert not list(slept(source("await asyncio.sleep(0)\nawait asyncio.sleep(3600)")))
    three = "".join(f"    monkeypatch.setattr(m, 'n{number}', 1)\n" for number in range(3))
    assert list(patched(source(f"def test_x(monkeypatch):\n{three}")))


async def test_what_does_not_come_about_is_named() -> None:
    with pytest.raises(AssertionError, match="in vain for the kettle"):
        wait_until(lambda: False, seconds=0, what="the kettle")
    with pytest.raises(AssertionError, match=r"until\(lambda: not ROOT"):
        await until(lambda: not ROOT.exists(), seconds=0)
    wait_until(lambda: True, seconds=0)
    await until(lambda: True, seconds=0)
