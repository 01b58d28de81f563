"""On small screens, with large text, under several window managers, a mouse comes to every button.

Each screen is opened for real: the window fills what is free, each button is scrolled to, and
at the first text size pressed with the mouse of the desk.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.desk import Desk
from tests.support.practice_scenes import PRACTICE_WINDOWS
from ui.navigation import Place

PLACES = (*(place.value for place in Place), *PRACTICE_WINDOWS)
"""Each screen once, and the window of the practice meeting."""

BESIDE = (
    "strip",
    "strip-rules",
    "strip-opening",
    "strip-leaving",
    "strip-slim",
    "half-left",
    "half-right",
)
"""What stands beside a meeting: a strip or a half where there is room, a window where not."""


@pytest.mark.timeout(600)  # some fifty real windows, one after the other
@pytest.mark.parametrize(
    ("size", "scale", "window_manager", "texts", "scenes"),
    [
        ("640x480", "1", "openbox", (100,), PLACES),
        ("640x480", "1", "xfwm4", (400,), PLACES),
        ("1024x600", "1", "metacity", (100, 300), PLACES),
        ("1366x768", "1", "xfwm4", (100,), PLACES),
        ("1920x1080", "1.5", "metacity", (100,), PLACES),
        ("640x480", "1", "openbox", (100,), BESIDE),
        ("1024x600", "1", "xfwm4", (100,), BESIDE),
        ("1366x768", "1", "openbox", (200,), BESIDE),
        ("1366x768", "1", "metacity", (400,), BESIDE),
        ("1920x1080", "1.5", "metacity", (150,), BESIDE),
    ],
)
def test_every_button_of_every_screen_can_be_pressed(
    size: str, scale: str, window_manager: str, texts: tuple[int, ...], scenes: tuple[str, ...]
) -> None:
    with Desk(size=size, window_manager=window_manager) as desk:
        desk.env["QT_SCALE_FACTOR"] = scale
        text = [argument for each in texts for argument in ("--text", str(each))]
        walk = [sys.executable, "-m", "tests.support.on_a_real_screen", *text, *scenes]
        done = subprocess.run(walk, env=desk.env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("FAULT")] == []
    assert lines == list(scenes)
