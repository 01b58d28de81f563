"""The thinking parts run in a bare interpreter, and nothing slow is read at import."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.support.source import ROOT

QT = ("PySide6", "shiboken6", "qasync")
SLOW = (
    "av",
    "babel",
    "cryptography",
    "ctranslate2",
    "defusedxml",
    "faster_whisper",
    "filelock",
    "icalendar",
    "keyring",
    "markdown_it",
    "numpy",
    "phonenumbers",
    "psutil",
    "pulsectl",
    "recurring_ical_events",
    "requests",
    "segno",
    "soundcard",
    "soundfile",
    "soxr",
    "truststore",
    "tzlocal",
    "vosk",
)

IMPORT_ALL = """
import importlib, json, pkgutil, sys
sys.path.insert(0, sys.argv[1])
tops, left_out = json.loads(sys.argv[2]), tuple(json.loads(sys.argv[3]))
def walk(names):
    for name in names:
        if name in left_out:
            continue
        module = importlib.import_module(name)
        if hasattr(module, "__path__"):
            walk(f"{name}.{found.name}" for found in pkgutil.iter_modules(module.__path__))
walk(tops)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported(root: Path, tops: list[str], left_out: list[str]) -> set[str]:
    """Import every module below `tops` in a new interpreter; return all top names it then holds."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(root), json.dumps(tops), json.dumps(left_out)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_core_needs_neither_qt_nor_anything_slow() -> None:
    left_out = ["desktop.main", "desktop.commands", "desktop.__main__", "accessibility.qt"]
    found = imported(ROOT, ["desktop", "accessibility", "resources"], left_out)
    assert found.isdisjoint(QT), found & set(QT)
    assert found.isdisjoint(SLOW), found & set(SLOW)


def test_the_command_line_starts_without_qt() -> None:
    if (ROOT / "desktop" / "commands.py").exists():
        found = imported(ROOT, ["desktop.commands"], [])
        assert found.isdisjoint((*QT, *SLOW)), found & {*QT, *SLOW}


def test_the_window_starts_without_anything_slow() -> None:
    found = imported(ROOT, ["ui", "accessibility.qt"], [])
    assert found.isdisjoint(SLOW), found & set(SLOW)


def test_a_violation_is_caught(tmp_path: Path) -> None:
    (tmp_path / "core" / "inner").mkdir(parents=True)
    (tmp_path / "core" / "__init__.py").write_text("")
    (tmp_path / "core" / "inner" / "__init__.py").write_text("")
    (tmp_path / "core" / "inner" / "bad.py").write_text("import pulsectl\n")
    assert "pulsectl" in imported(tmp_path, ["core"], [])
    assert "pulsectl" not in imported(tmp_path, ["core"], ["core.inner.bad"])
