"""Walks scenes in a real window on a real screen: can a mouse come to every button?

Run as a child on a `Desk`. It prints a line for each scene that was walked, and for each
fault one that begins with `FAULT`.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from accessibility.qt.palette import AppLook
from resources.words import Words
from tests.support.all_scenes import EVERY_WINDOW
from tests.support.dressed import dressed, put_away
from tests.support.example import Example, living
from tests.support.needs import program
from tests.support.until import until
from ui.app import make_application
from ui.strip_window import StripWindow
from ui.window import Window

PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class Touched(QObject):
    """Takes each press of the mouse that a button would get, and remembers whose it was."""

    def __init__(self) -> None:
        super().__init__()
        self.last: QObject | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow presses: nothing is to happen on a screen that is walked."""
        if event.type() in PRESSES and isinstance(watched, QAbstractButton):
            self.last = watched
            return True
        return event.type() == QEvent.Type.MouseButtonRelease


def main() -> int:
    """Walk the scenes named, or all, at each text size named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", type=int, action="append", required=True)
    parser.add_argument("scenes", nargs="*")
    asked = parser.parse_args()
    look = dressed(make_application(Words()("app.name")))
    for name in asked.scenes or EVERY_WINDOW:
        asyncio.run(_walk(name, asked.text, look))
        _say(name)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def _walk(name: str, sizes: list[int], look: AppLook) -> None:
    names: set[str] = set()
    for size in sizes:
        look.wear("light", size)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            async with living(Example(Path(home))) as example:
                window = await EVERY_WINDOW[name](example)
                seen = window.seen if isinstance(window, Window) else window
                if seen is window:
                    window.showMaximized()
                await until(partial(_stands, seen), what=f"{name} to have its place, no more")
                faults, here = await _faults(seen, with_mouse=size == sizes[0])
                put_away(window)
        names = names or here
        faults += [f"{gone!r} is gone" for gone in names - here]
        for fault in faults:
            _say(f"FAULT {name} at {size} %: {fault}")


def _stands(window: QWidget) -> bool:
    """Say whether a window fills the screen, or one beside a meeting its part of that."""
    for _ in range(3):
        QApplication.processEvents()
    free = window.screen().availableGeometry()
    frame = window.frameGeometry()
    if isinstance(window, StripWindow):
        below = free.bottom() - frame.bottom()  # half a pixel of the device may be lost
        return free.contains(frame) and below <= 1
    return free.contains(frame) and frame.width() >= free.width() - 2


async def _faults(window: QWidget, *, with_mouse: bool) -> tuple[list[str], set[str]]:
    found = []
    names = set()
    for button in _buttons(window):
        name = button.accessibleName() or button.text()
        names.add(name)
        if not await _holds(partial(_is_in_sight, button)):
            found.append(f"{name!r} cannot be brought into sight")
        elif with_mouse and not await _is_pressed(button):
            found.append(f"{name!r} is not pressed by the mouse")
    return found, names


async def _holds(condition: Callable[[], bool]) -> bool:
    """Say whether it comes to hold soon: a desktop moves windows in its own time."""
    try:
        await until(condition)
    except AssertionError:
        return False
    return True


def _is_in_sight(button: QAbstractButton) -> bool:
    """Scroll to a button; say whether its middle is seen and nothing lies over it."""
    spot = _come_to(button)
    found = QApplication.widgetAt(spot)
    is_it = found is button or (found is not None and button.isAncestorOf(found))
    return is_it and button.screen().availableGeometry().contains(spot)


def _buttons(window: QWidget) -> Iterator[QAbstractButton]:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            yield button


def _come_to(button: QWidget) -> QPoint:
    """Scroll until it is in sight, as a wheel would; return the middle of what is seen of it."""
    parent, areas = button.parentWidget(), []
    while parent is not None:
        if isinstance(parent, QScrollArea):
            areas.append(parent)
        parent = parent.parentWidget()
    for area in areas:
        area.ensureWidgetVisible(button, 0, 0)
        QApplication.processEvents()
    seen = QRect(button.mapToGlobal(QPoint()), button.size())
    for area in areas:
        view = area.viewport()
        seen = seen.intersected(QRect(view.mapToGlobal(QPoint()), view.size()))
    return seen.center()


async def _is_pressed(button: QAbstractButton) -> bool:
    touched = Touched()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(touched)
    spot, ratio = _come_to(button), button.devicePixelRatioF()
    where = (str(round(spot.x() * ratio)), str(round(spot.y() * ratio)))
    mouse = program("xdotool", "xdotool")
    clicking = await asyncio.create_subprocess_exec(mouse, "mousemove", *where, "click", "1")
    await clicking.wait()

    def pressed() -> bool:
        QApplication.processEvents()
        return touched.last is not None

    was_pressed = await _holds(pressed)
    app.removeEventFilter(touched)
    return was_pressed and touched.last is button


if __name__ == "__main__":
    sys.exit(main())
