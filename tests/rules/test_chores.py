"""The README's chores and those of `dev.py` are the same, and each has something behind it."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.support.source import ROOT, expect_none

CHORE = re.compile(r"python3 dev\.py ([a-z]+)")


def chores() -> set[str]:
    """Return the chores that `dev.py` says it does."""
    asked = [sys.executable, str(ROOT / "dev.py"), "--help"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    found = re.search(r"{([a-z,]+)}", said)
    assert found, said
    return {*found[1].split(",")}


def test_the_readme_names_every_chore_and_no_other() -> None:
    assert {*CHORE.findall((ROOT / "README.md").read_text("utf-8"))} == chores()


def test_what_a_chore_starts_is_there() -> None:
    text = (ROOT / "dev.py").read_text("utf-8")
    started = re.findall(r'"(tests\.support\.[a-z_]+)"', text)
    assert len(started) > 2
    modules = [ROOT / f"{name.replace('.', '/')}.py" for name in started]
    expect_none(
        str(path) for path in [*modules, ROOT / "build_installer.spec"] if not path.exists()
    )
