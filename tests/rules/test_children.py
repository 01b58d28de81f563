"""One place starts all children, and the first thing that each does is to give up its rights."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from resources.platform import child_process
from tests.support.source import ROOT, SourceFile, broken, expect_none, product_files, source

MAY_START = {
    "resources/platform/child_process.py": "it is that place",
    "desktop/browsers/launcher.py": "a browser gets all that the person's programs get",
}
STARTS = ("Popen", "create_subprocess_exec", "create_subprocess_shell", "startfile")
OF_OTHERS = (
    "os.system",
    "os.popen",
    "subprocess.run",
    "subprocess.call",
    "subprocess.check_output",
)

MODULES = [
    value
    for name, value in vars(child_process).items()
    if name.isupper() and isinstance(value, str) and name != "CHILD"
]


def starts(file: SourceFile) -> Iterator[str]:
    """Yield where a program is started."""
    for call in file.calls():
        what = ast.unparse(call.func)
        if what.rpartition(".")[2] in STARTS or what in OF_OTHERS:
            yield file.at(call)


def test_one_place_starts_all_children() -> None:
    others = tuple(file for file in product_files() if file.place not in MAY_START)
    expect_none(broken(starts, others))
    assert {place.partition(":")[0] for place in broken(starts, product_files())} == set(MAY_START)


def test_another_start_is_caught() -> None:
    for line in ("subprocess.run(['x'])", "Popen(['x'])", "os.system('x')"):
        assert list(starts(source(line)))
    assert not list(starts(source("run_command(['x']); platform.system()")))


def test_each_child_first_gives_up_its_rights() -> None:
    for module in MODULES:
        place = ROOT / f"{module.replace('.', '/')}.py"
        tree = ast.parse(place.read_text("utf-8"))
        (main,) = (
            node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "main"
        )
        first = main.body[1]  # after the docstring
        assert ast.unparse(first).startswith("begin_child("), module
