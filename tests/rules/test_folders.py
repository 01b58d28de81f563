"""The rule between folders holds, and each contract catches what it should."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support.source import PRODUCT, ROOT

# The smallest program that keeps every contract, exceptions included.
SAMPLE = {
    "desktop/__init__.py": "",
    "desktop/main.py": "import ui.app, accessibility.captions, accessibility.qt.voice\n",
    "desktop/commands.py": "import desktop.main\nimport accessibility.captions\n",
    "desktop/__main__.py": "import desktop.main\n",
    "desktop/system/clock.py": "",
    "ui/__init__.py": "",
    "ui/app.py": "import PySide6\nimport accessibility.qt.voice\nimport desktop.system.clock\n",
    "accessibility/__init__.py": "",
    "accessibility/captions.py": "import resources.words\n",
    "accessibility/qt/__init__.py": "",
    "accessibility/qt/voice.py": "import PySide6\n",
    "resources/__init__.py": "",
    "resources/words.py": "",
    "tests/__init__.py": "",
}

LATE_IMPORT = "def f() -> None:\n    import desktop.feeds"

VIOLATIONS = [
    ("accessibility uses Qt", "qt", "accessibility/bad.py", "import PySide6"),
    ("the core uses Qt", "qt", "desktop/bad.py", "from PySide6 import QtCore"),
    ("Qt inside a function", "qt", "desktop/bad.py", "def f() -> None:\n    import PySide6"),
    ("the core uses the event loop", "qt", "desktop/bad.py", "import qasync"),
    (
        "accessibility through its own Qt",
        "qt-door",
        "accessibility/bad.py",
        "import accessibility.qt",
    ),
    ("the core imports main", "start", "desktop/bad.py", "import desktop.main"),
    ("ui imports the command line", "start", "ui/bad.py", "import desktop.commands"),
    ("resources know somebody", "layers", "resources/bad.py", "import desktop.system.clock"),
    ("the product imports tests", "layers", "ui/bad.py", "import tests"),
    ("the core imports ui", "layers", "desktop/bad.py", "import ui"),
    ("accessibility sees desktop", "layers", "accessibility/bad.py", "import desktop.system.clock"),
    ("a floor looks up", "floors", "desktop/system/bad.py", "import desktop.storage"),
    ("a floor looks up in a function", "floors", "desktop/links/bad.py", LATE_IMPORT),
    ("one room looks into the next", "floors", "desktop/ical/bad.py", "import desktop.joining"),
    ("a room stands on no floor", "floors", "desktop/attic.py", "import desktop.links"),
    ("desktop sees accessibility", "layers", "desktop/bad.py", "import accessibility.captions"),
]


def lint_imports(folder: Path) -> tuple[str, list[str]]:
    """Check the contracts in `folder`: what was printed, and the names of the broken ones."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(program), "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    printed = done.stdout + done.stderr
    broken = re.findall(r"^(.+) BROKEN", printed, re.MULTILINE)
    assert done.returncode == 0 or broken, printed
    return printed, broken


def contracts() -> dict[str, dict[str, Any]]:
    """Return each contract by its id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {row["id"]: row for row in settings["tool"]["importlinter"]["contracts"]}


def contract_name(contract: str) -> str:
    """Return the name of a contract by its id."""
    return str(contracts()[contract]["name"])


def rooms() -> list[str]:
    """Name every folder of `desktop/` that stands on a floor."""
    floors = " | ".join(contracts()["floors"]["layers"]).split(" | ")
    return [room for room in floors if (ROOT / "desktop" / room).is_dir()]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Build the smallest program, under the real contracts."""
    empty = {f"desktop/{room}/__init__.py": "" for room in rooms()}
    floors = {"desktop/version.py": ""} | empty
    for place, text in (SAMPLE | floors).items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    printed, broken = lint_imports(ROOT)
    assert not broken, printed


def test_the_smallest_program_keeps_the_contracts(program: Path) -> None:
    assert lint_imports(program)[1] == []


@pytest.mark.parametrize(
    ("contract", "place", "line"),
    [row[1:] for row in VIOLATIONS],
    ids=[row[0] for row in VIOLATIONS],
)
def test_a_violation_is_caught(program: Path, contract: str, place: str, line: str) -> None:
    (program / place).write_text(line + "\n")
    assert contract_name(contract) in lint_imports(program)[1]


def test_a_circle_is_caught(program: Path) -> None:
    for one, other in (("look", "aloud"), ("aloud", "look")):
        (program / "accessibility" / one).mkdir()
        (program / "accessibility" / one / "__init__.py").write_text(
            f"import accessibility.{other}\n"
        )
    assert lint_imports(program)[1] == [contract_name("cycles")]


def unseen_folders(root: Path) -> list[str]:
    """Return folders with code that the contracts cannot see: they lack `__init__.py`."""
    code = (path for top in (*PRODUCT, "tests") for path in (root / top).rglob("*.py"))
    folders = {folder for path in code for folder in path.parents if folder.is_relative_to(root)}
    return sorted(
        str(folder.relative_to(root))
        for folder in folders - {root}
        if not (folder / "__init__.py").is_file()
    )


def test_every_folder_can_be_seen() -> None:
    assert unseen_folders(ROOT) == []


def test_an_unseen_folder_is_caught(program: Path) -> None:
    (program / "desktop" / "hidden").mkdir()
    (program / "desktop" / "hidden" / "bad.py").write_text("import PySide6\n")
    assert unseen_folders(program) == ["desktop/hidden"]


def test_folders_of_code_stay_empty_at_the_top() -> None:
    """An import then says where a thing lives."""
    full = [
        str(path.relative_to(ROOT))
        for top in PRODUCT
        for path in (ROOT / top).rglob("__init__.py")
        if path.stat().st_size
    ]
    assert full == []
