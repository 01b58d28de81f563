"""What happens when something is typed after `parlour`: in this process, or the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.commands import run_command
from tests.support.source import ROOT

KEPT = ("PATH", "HOME", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "PARLOUR_PACKS")


@dataclass(frozen=True)
class Answer:
    """The exit status and what was written."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return the answer of `--json`."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        """Return an answer that is one object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class Typed:
    """`typed("check-link", url)` in this process: quick."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Answer:
        """Type it, and return the answer."""
        self._capsys.readouterr()
        status = run_command([str(argument) for argument in arguments])
        return Answer(status, *self._capsys.readouterr())


def bare_environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment with no screen, no sound and no keyring; files go below `home`."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "PARLOUR_HOME": str(home), "TZ": "Europe/London", **more}


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of the real program."""
    return [sys.executable, "-m", "desktop", *map(str, arguments)]


def type_in(home: Path, *arguments: str | Path, stdin: str = "", **more: str) -> Answer:
    """Run the real program and return its answer; `more` are environment variables."""
    done = subprocess.run(
        command(*arguments),
        input=stdin.encode(),
        env=bare_environment(home, **more),
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
