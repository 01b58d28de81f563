"""After an hour of talk no sentence stands anywhere on disk, in open files, or in arguments."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.support.confidences import leaks
from tests.support.hour_worker import LINES, sentence
from tests.support.needs import missing
from tests.support.person import ROOT

SAID = {sentence(number) for number in (0, LINES // 2, LINES - 3, LINES - 1)}


def open_files(pid: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file a process has open or mapped, deleted or not."""
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        name = str(entry.readlink())
        if entry.is_file():
            yield name, entry.read_bytes()
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        yield line.partition("/")[2], b""
    for name in ("cmdline", "environ"):
        yield name, Path(f"/proc/{pid}/{name}").read_bytes()


def told(pid: int) -> list[str]:
    """Return the open files, arguments and names of a process that tell something that was said."""
    return [
        name
        for name, body in open_files(pid)
        if any(said in name or said.encode() in body for said in SAID)
    ]


def line_of(pipe: IO[bytes] | None) -> bytes:
    """Return the next line of a program."""
    assert pipe is not None
    return pipe.readline()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_an_hour_of_captions_leaves_no_trace(tmp_path: Path) -> None:
    if not Path("/proc/self/maps").exists():
        missing("no /proc: mount it")
    folders = {name: tmp_path / name for name in ("home", "tmp", "run")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    environ = {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "HOME": str(folders["home"]),
        "TMPDIR": str(folders["tmp"]),
        "XDG_RUNTIME_DIR": str(folders["run"]),
        "PARLOUR_HOME": str(folders["home"] / "parlour"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.hour_of_captions"],
        cwd=tmp_path,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as app:
        seen = json.loads(line_of(app.stdout))
        assert (seen["lines"], seen["shows_last"]) == (LINES, True)
        assert told(app.pid) == told(seen["worker"]) == []
        assert leaks([tmp_path], SAID) == []
        app.communicate(b"\n", timeout=20)
    assert app.returncode == 0
    assert leaks([tmp_path], SAID) == []
