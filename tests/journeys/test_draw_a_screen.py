"""The chore that draws every screen draws the hardest of them in every size: a reminder, captions.

The contact sheet of the theme shows each of them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.source import ROOT

SCREENS = ("home", "reminder-beside-captions")


def test_each_screen_is_drawn_in_every_size_and_on_the_sheet(tmp_path: Path) -> None:
    asked = ("--theme", "dark", *(word for name in SCREENS for word in ("--screen", name)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.shots", *asked],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shots = tmp_path / "build" / "shots"
    drawn = {f"{name}-dark-{size}" for name in SCREENS for size in (100, 200, 400)}
    assert {picture.stem for picture in shots.glob("*.png")} == drawn | {"sheet-dark"}
    assert all(picture.stat().st_size > 1000 for picture in shots.glob("*.png"))
    index = (shots / "index.html").read_text("utf-8")
    assert all(f"{name}.png" in index for name in drawn)
