"""Reading a module only defines things: no file, no clock, no environment, no object that acts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.support.source import SourceFile, broken, called, expect_none, product_files, source

DEFINES = (
    ast.AnnAssign,
    ast.Assign,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.FunctionDef,
    ast.Import,
    ast.ImportFrom,
)
CHOICES = ("TYPE_CHECKING", "not TYPE_CHECKING", "sys.platform", "sys.version_info")
# Calls that read, start, ask the time, or build what acts.
ACTS = {
    "Lock",
    "Path",
    "Popen",
    "QApplication",
    "Words",
    "basicConfig",
    "connect",
    "cwd",
    "exists",
    "files",
    "getenv",
    "glob",
    "home",
    "iterdir",
    "load",
    "loads",
    "mkdir",
    "monotonic",
    "now",
    "open",
    "print",
    "read_bytes",
    "read_text",
    "run",
    "start",
    "time",
    "today",
    "which",
}


def work(file: SourceFile) -> Iterator[str]:
    """Yield what acts when the module is read."""
    for line in statements(file.tree.body):
        if not isinstance(line, DEFINES):
            yield file.at(line)
        elif isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            yield from (file.at(node) for node in now(line.value) if acts(node))


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run when a module or class is read; docstrings left out."""
    for line in body:
        if isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant):
            continue
        if isinstance(line, ast.If) and ast.unparse(line.test) == "__name__ == '__main__'":
            continue
        if isinstance(line, ast.If) and is_choice(line.test):
            yield from statements([*line.body, *line.orelse])
            continue
        yield line
        if isinstance(line, ast.ClassDef):
            inner = (part for part in line.body if not isinstance(part, ast.Pass))
            yield from statements(list(inner))


def is_choice(test: ast.expr) -> bool:
    """Say whether an `if` only chooses by type checking or by system."""
    return ast.unparse(test).startswith(CHOICES)


def now(value: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a value that run at once: not those inside a lambda."""
    if isinstance(value, ast.Lambda):
        return
    yield value
    for part in ast.iter_child_nodes(value):
        if isinstance(part, ast.expr | ast.keyword | ast.comprehension):
            yield from now(part)


def acts(node: ast.AST) -> bool:
    """Say whether a part of a value reads the world."""
    if isinstance(node, ast.Attribute) and node.attr == "environ":
        return True
    return isinstance(node, ast.Call) and called(node) in ACTS


def test_nothing_works_at_import() -> None:
    expect_none(broken(work, product_files()))


@pytest.mark.parametrize(
    "line",
    [
        "print('hello')",
        "for x in y:\n    pass",
        "with open('x') as f:\n    pass",
        "HOME = os.environ['HOME']",
        "WORDS = Words()",
        "TEXT = files('resources').joinpath('x').read_text()",
        "START: float = time.monotonic()",
        "HERE = [Path(x) for x in y]",
        "class A:\n    started = datetime.now()",
        "try:\n    import vosk\nexcept ImportError:\n    vosk = None",
    ],
)
def test_work_is_caught(line: str) -> None:
    assert list(work(source(line)))


@pytest.mark.parametrize(
    "line",
    [
        "'''Words.'''",
        "PATTERN = re.compile('a')",
        "SIZE = Setting('a.b', 1, (1, 2))",
        "if TYPE_CHECKING:\n    import numpy",
        "log = logging.getLogger(__name__)",
        "make = lambda: open('x')",
        "class A:\n    '''Words.'''\n    b: int = field(default=1)\n    def f(self): open('x')",
    ],
)
def test_defining_passes(line: str) -> None:
    assert list(work(source(line))) == []
