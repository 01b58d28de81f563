"""Captions beside a meeting: opened, moved, and closed again on a real desktop."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.support.desk import Desk
from tests.support.needs import program
from tests.support.person import Person
from tests.support.until import wait_until

LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
from accessibility.qt.compositing import can_be_seen_through
app = QGuiApplication(sys.argv)
print(can_be_seen_through())
"""


def kept(desk: Desk) -> dict[str, object]:
    """Return what Parlour remembers."""
    files = list(Path(desk.env["PARLOUR_HOME"]).rglob("settings.json"))
    return dict(json.loads(files[0].read_text("utf-8"))["choices"]) if files else {}


def test_open_it_move_it_and_close_it(desk: Desk, person: Person) -> None:
    person.open_parlour()
    person.presses("Settings")
    person.presses("Captions: place and look")
    person.comes_to("Where should captions be?")
    person.presses("In a window of their own")
    person.presses("Change this window")
    person.presses("Top of the screen")
    wait_until(
        lambda: str(kept(desk).get("look.caption_window", "")) != "",
        what="a remembered place",
    )
    person.presses("Do not keep on top")
    wait_until(lambda: kept(desk).get("look.caption_on_top") is False, what="the choice")
    person.presses("Captions in their own window")
    person.presses("Close the window")
    wait_until(lambda: "Change this window" not in person.buttons(), what="one window less")


def test_fill_the_screen_with_them_and_come_back(desk: Desk, person: Person) -> None:
    person.open_parlour()
    person.presses("Settings")
    person.presses("Captions: place and look")
    person.presses("On the whole screen")
    wait_until(lambda: kept(desk).get("look.caption_place") == "screen", what="the choice")
    person.presses("Leave the whole screen")
    wait_until(lambda: "Leave the whole screen" not in person.buttons(), what="the way back")
    person.comes_to("Where should captions be?")


def test_without_a_compositor_it_is_said_that_nothing_shines_through(
    desk: Desk, person: Person
) -> None:
    command = [sys.executable, "-c", LOOK]
    told = subprocess.run(command, env=desk.env, capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "False"
    person.open_parlour()
    person.presses("Settings")
    person.presses("Captions: place and look")
    person.presses("Captions in their own window")
    person.waits_for("This desktop cannot show what is behind a window.")


def test_where_the_window_manager_keeps_nothing_on_top_that_is_said(
    desk: Desk, person: Person
) -> None:
    forget = [program("xprop", "x11-utils"), "-root", "-remove", "_NET_SUPPORTED"]
    subprocess.run(forget, env=desk.env, check=True)
    person.open_parlour()
    person.presses("Settings")
    person.presses("Captions: place and look")
    person.presses("Captions in their own window")
    person.waits_for("This desktop does not let a window stay on top.")
    assert "Always above them" not in person.reading()
