"""Children start with Python and without it, in a folder of ours, and are told little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from resources.platform.child_process import (
    SILENT,
    child_command,
    child_environment,
    own_folder,
    start_child,
    start_child_async,
)
from tests.support.source import ROOT

MODULE = "desktop.ical.expansion"
PRINT_ALL = (
    "import json, os, sys; json.dump([os.getcwd(), dict(os.environ)], sys.stdout); "
    "sys.exit(sys.stdin.read() != '')"
)


def test_python_starts_a_module_and_does_not_look_where_it_stands() -> None:
    assert child_command(MODULE) == (sys.executable, "-P", "-m", MODULE)


def test_a_frozen_build_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command(MODULE) == (sys.executable, "_child", MODULE)


def test_code_beside_an_opened_file_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("msgspec", "json", "resources", "desktop", "numpy"):
        planted = tmp_path / f"{name}.py"
        planted.write_text(f"open({str(tmp_path / 'it-ran')!r}, 'w').close()")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", ".", *_python_path()]))
    with start_child((*child_command("resources.platform.protection"), str(tmp_path))) as child:
        assert child.wait(30) == 0
    with start_child(child_command(MODULE), "stdin", "stdout") as child:
        child.communicate(b"nonsense", 30)
    assert not (tmp_path / "it-ran").exists()


def _python_path() -> list[str]:
    return [place for place in os.environ.get("PYTHONPATH", "").split(os.pathsep) if place]


async def test_a_child_stands_in_our_folder_and_is_told_little(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HTTPS_PROXY", "http://someone.example")
    monkeypatch.setenv("SOME_TOKEN", "hushhush")
    child = await start_child_async((sys.executable, "-c", PRINT_ALL), "stdout")
    printed, _ = await child.communicate()
    with start_child((sys.executable, "-c", PRINT_ALL), "stdout") as other:
        assert json.loads(other.communicate(timeout=30)[0]) == json.loads(printed)
    folder, environ = json.loads(printed)
    assert (child.returncode, other.returncode) == (0, 0), "its input is at its end"
    assert Path(folder) == own_folder() == ROOT
    assert environ.keys() >= {"PATH", *SILENT}
    assert environ.keys().isdisjoint({"HTTPS_PROXY", "SOME_TOKEN"})


def test_what_a_child_is_told() -> None:
    kept = {
        "HOME": "/home/ruth",
        "LC_ALL": "de_DE.UTF-8",
        "PULSE_SERVER": "unix:/run/pulse",
        "XDG_RUNTIME_DIR": "/run/user/1000",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SystemRoot": "C:\\Windows",
    }
    others = {
        "http_proxy": "http://proxy",
        "LD_PRELOAD": "/opt/x.so",
        "DISPLAY": ":0",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus",
        "GITHUB_TOKEN": "hushhush",
        "CI": "true",
        "ORT_DISABLE_TELEMETRY": "0",
    }
    told = child_environment(kept | others | {"PYTHONPATH": os.pathsep.join(("", "x", "/y"))})
    assert told.pop("PYTHONPATH").split(os.pathsep) == ["/y", str(ROOT)]
    assert told == kept | SILENT


def test_a_frozen_build_tells_nothing_of_its_own_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = {"LD_LIBRARY_PATH": "/opt/python/lib"}
    assert child_environment(mine).items() >= mine.items()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_environment(mine) == SILENT


def test_a_program_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="no such program"):
        start_child(("/nowhere/no such program",))


def test_no_report_leaves_the_speech_library(tmp_path: Path) -> None:
    """Where it does not believe that it is tested, onnxruntime writes an id of the computer."""
    pytest.importorskip("onnxruntime")
    environ = child_environment({**os.environ, "HOME": str(tmp_path)}) | {"HOME": str(tmp_path)}
    code = "from faster_whisper.vad import get_vad_model; get_vad_model()"
    subprocess.run([sys.executable, "-c", code], env=environ, check=True, timeout=60)
    assert list(tmp_path.rglob("*")) == []
