"""The tree in the README names every folder there is, once, with its purpose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.source import PRODUCT, ROOT

BLOCK = re.compile(r"^```tree\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"( *)([a-z_]+)/(?: +(\S.*))?")


def rows(readme: str) -> list[tuple[str, str]]:
    """Return the folders that a README's tree names, each with its purpose."""
    block = BLOCK.search(readme)
    assert block, "the README has no tree"
    found: list[tuple[str, str]] = []
    above: list[str] = []
    for line in block[1].splitlines():
        row = ROW.fullmatch(line)
        assert row, f"no folder with its purpose: {line!r}"
        above[len(row[1]) // 2 :] = [row[2]]
        found.append(("/".join(above), row[3] or ""))
    return found


def wrong(readme: str, folders: set[str]) -> list[str]:
    """Return what a README's tree leaves out, makes up, names twice or gives no purpose."""
    told = rows(readme)
    names = [name for name, _ in told]
    said = [f"{name}: no purpose" for name, purpose in told if not purpose]
    said += [f"{name}: twice" for name in sorted(set(names)) if names.count(name) > 1]
    said += [f"{name}: not there" for name in sorted(set(names) - folders)]
    return said + [f"{name}: not told" for name in sorted(folders - set(names))]


def folders_of(root: Path) -> set[str]:
    """Return the folders of code a newcomer meets: all of the product, the first of the tests."""
    code = {path.parent for top in PRODUCT for path in (root / top).rglob("*.py")}
    code |= {root / "tests"} | {path.parent for path in (root / "tests").glob("*/*.py")}
    mirrors = {f"tests/{top}" for top in PRODUCT}
    return {folder.relative_to(root).as_posix() for folder in code} - mirrors


def test_the_tree_names_every_folder() -> None:
    assert wrong((ROOT / "README.md").read_text("utf-8"), folders_of(ROOT)) == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("ui/  windows\n", ["ui/screens: not told"]),
        ("ui/  windows\n  screens/\n", ["ui/screens: no purpose"]),
        ("ui/  windows\n  screens/  places\n  cellar/  wine\n", ["ui/cellar: not there"]),
        ("ui/  windows\n  screens/  places\n  screens/  more\n", ["ui/screens: twice"]),
        ("ui/  windows\n  screens/  places\n", []),
    ],
)
def test_a_tree_that_is_wrong_is_caught(lines: str, said: list[str]) -> None:
    assert wrong(f"# Parlour\n\n```tree\n{lines}```\n", {"ui", "ui/screens"}) == said


def test_a_readme_without_a_tree_is_caught() -> None:
    with pytest.raises(AssertionError, match="no tree"):
        rows("# Parlour\n")
