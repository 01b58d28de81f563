"""Where windows stand on the screen of a desk, as the X server tells it; and its size changed."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

from accessibility.look.own_window import Rect
from tests.support.desk import Desk
from tests.support.needs import program
from tests.support.until import wait_until

if TYPE_CHECKING:
    from tests.support.person import Person

_NUMBERS = {
    "left": r"Absolute upper-left X:\s+(-?\d+)",
    "top": r"Absolute upper-left Y:\s+(-?\d+)",
    "width": r"Width: (\d+)",
    "height": r"Height: (\d+)",
}


def places(desk: Desk, title: str) -> list[Rect]:
    """Return where the windows that are seen stand whose title has these words in it."""
    found = _output(desk, "xdotool", "xdotool", "search", "--onlyvisible", "--name", title)
    told = [_output(desk, "xwininfo", "x11-utils", "-id", each) for each in found.split()]
    return [place for text in told if (place := _place(text)) is not None]


def _place(text: str) -> Rect | None:
    """Read a window's place; None where it has just gone."""
    found = {name: re.search(pattern, text) for name, pattern in _NUMBERS.items()}
    if "IsViewable" not in text or not all(found.values()):
        return None
    return Rect(**{name: int(each.group(1)) for name, each in found.items() if each})


def _output(desk: Desk, name: str, package: str, *arguments: str) -> str:
    command = [program(name, package), *arguments]
    done = subprocess.run(command, env=desk.env, capture_output=True, text=True, check=False)
    return done.stdout


def resize_screen(desk: Desk, width: int, height: int) -> None:
    """Give the desk's screen another size, no larger than it was at first; so it is turned too."""
    name = f"{width}x{height}"
    across, down = [str(width)] * 4, [str(height)] * 4
    for order in (
        ("--newmode", name, "60", *across, *down),
        ("--addmode", "screen", name),
        ("--output", "screen", "--mode", name),
    ):
        command = [program("xrandr", "x11-xserver-utils"), *order]
        subprocess.run(command, env=desk.env, check=True, capture_output=True)


def split_screen(desk: Desk, *screens: Rect) -> None:
    """Let the desk have several screens, side by side in its one."""
    for number, (left, top, width, height) in enumerate(screens):
        size = f"{width}/{width // 4}x{height}/{height // 4}+{left}+{top}"
        output = "screen" if number == 0 else "none"
        command = [
            program("xrandr", "x11-xserver-utils"),
            "--setmonitor",
            f"S{number}",
            size,
            output,
        ]
        subprocess.run(command, env=desk.env, check=True, capture_output=True)


def point_at(desk: Desk, screen: Rect) -> None:
    """Have the mouse in the middle of a screen."""
    x, y = screen.left + screen.width // 2, screen.top + screen.height // 2
    command = [program("xdotool", "xdotool"), "mousemove", str(x), str(y)]
    subprocess.run(command, env=desk.env, check=True)


def click(desk: Desk, person: Person, name: str) -> None:
    """Press with the mouse the button whose name begins so, as soon as it is there and at rest."""
    before: list[list[int]] = []

    def is_at_rest() -> bool:
        nonlocal before
        last, before = before, [one["box"] for one in person.look() if _is_button(one, name)]
        return bool(before) and before == last

    wait_until(is_at_rest, what=f"the button {name!r} to be at rest")
    left, top, wide, high = before[0]
    person.pressed.append(name)
    side = 1 + len(person.pressed) % 2  # two presses at the same place are a double click
    x = left + wide * side // 3
    command = [program("xdotool", "xdotool"), "mousemove", str(x), str(top + high // 2)]
    command += ["click", "1"]
    subprocess.run(command, env=desk.env, check=True, timeout=20)


def _is_button(thing: dict[str, Any], name: str) -> bool:
    return thing["role"] in ("push button", "button") and thing["name"].startswith(name)
