"""The chore that draws every screen draws the hardest of them: large text, a reminder, captions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.source import ROOT


def test_a_picture_of_a_screen_is_drawn(tmp_path: Path) -> None:
    asked = ("--theme", "dark", "--size", "200", "--screen", "reminder-beside-captions")
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.shots", *asked],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    drawn = tmp_path / "build" / "shots" / "reminder-beside-captions-dark-200.png"
    assert drawn.stat().st_size > 1000
    sheet = tmp_path / "build" / "shots" / "sheet-dark.png"
    assert sheet.stat().st_size > 1000
