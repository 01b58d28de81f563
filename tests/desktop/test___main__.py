"""The program takes no code from the folder that it is started in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop.__main__ import trusted_folders
from tests.support.command_line import bare_environment
from tests.support.source import ROOT

NAMES = ("argparse", "logging", "gc", "json", "msgspec", "ada_url", "resources", "unicodedata")
SITE = ("sitecustomize", "usercustomize", "planted.pth")


@pytest.mark.parametrize("before", [("-P", "-m", "desktop"), ("-m", "desktop")])
def test_code_beside_an_opened_file_is_not_run(tmp_path: Path, before: Sequence[str]) -> None:
    beside, ran = tmp_path / "Downloads", tmp_path / "it-ran"
    beside.mkdir()
    for name in (*NAMES, *SITE):
        planted = beside / (name if name.endswith(".pth") else f"{name}.py")
        planted.write_text(f"import os; open({str(ran)!r}, 'w').close()")
    done = subprocess.run(
        [sys.executable, *before, "check-link", "https://zoom.us/j/12345678901"],
        env=bare_environment(tmp_path, PYTHONPATH=str(ROOT)),
        cwd=beside,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert not ran.exists()


def test_the_current_folder_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "also").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    others = [str(ROOT), sys.prefix, "/usr/lib/python3"]
    here = ["", ".", str(tmp_path), str(tmp_path / "also"), f"{tmp_path}{os.sep}"]
    assert trusted_folders([*here, *others]) == others


def test_our_own_folder_and_pythons_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    for own in (str(ROOT), sys.prefix, sys.base_prefix):
        monkeypatch.chdir(own)
        assert trusted_folders([own, "/usr/lib/python3"]) == [own, "/usr/lib/python3"]


def test_a_folder_that_was_removed_is_no_place_for_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert trusted_folders(["", str(ROOT)]) == [str(ROOT)]
