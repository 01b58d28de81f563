"""What a screen reader sees: run by the system's Python, reads the accessibility bus.

One JSON request a line on stdin, one JSON answer a line on stdout. This is a
process of its own on purpose: it knows Parlour only through the bus, as Orca does.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import pyatspi  # chooses the version of Atspi that the next line loads
from gi.repository import Atspi, GLib

assert pyatspi

PRESSED = {"push button", "button", "radio button", "toggle button", "check box", "link"}

BEYOND = (0, 1, 1 << 28)
"""How far beyond the last child is asked: who reads there without looking has no such memory."""


def application(pid: int) -> Any | None:
    """Return the application of that process, or None while it is not on the bus."""
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        try:
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == pid:
                child.set_cache_mask(Atspi.Cache.NONE)  # always as it is now
                child.clear_cache()
                return child
        except GLib.Error:
            continue
    return None


def walk(node: Any, depth: int = 0) -> Iterator[Any]:
    """Yield everything showing under `node`, itself included."""
    try:
        showing = depth < 2 or node.get_state_set().contains(Atspi.StateType.SHOWING)
        if not showing or depth > 60:
            return
        yield node
        children = [node.get_child_at_index(at) for at in range(min(node.get_child_count(), 2000))]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            yield from walk(child, depth + 1)


def described(node: Any) -> dict[str, Any]:
    """Return one thing as a screen reader would know it."""
    states = node.get_state_set()
    box = node.get_extents(Atspi.CoordType.SCREEN)
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "checked": states.contains(Atspi.StateType.CHECKED),
        "box": [box.x, box.y, box.width, box.height],
        "text": text_of(node),
        "within": node.get_parent().get_name() if node.get_role_name() == "list item" else "",
    }


def text_of(node: Any) -> str:
    """Return the text a thing holds, or nothing where it holds none."""
    try:
        if node.get_text_iface() is None:
            return ""
        return str(Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)))
    except GLib.Error:
        return ""


def everything(app: Any) -> list[dict[str, Any]]:
    """Describe all that is showing; things that go away meanwhile are left out."""
    found = []
    for node in walk(app):
        try:
            found.append(described(node))
        except GLib.Error:
            continue
    return found


def matching(app: Any, action: str, name: str) -> Any | None:
    """Return the first thing whose name begins so and that `action` can be done to."""
    for node in walk(app):
        try:
            said = node.get_name() or ""
            # on arrival the heading and the key sentence are said before the name of a field
            on_arrival = action == "write" and any(f"{end} {name}" in said for end in ".?")
            is_it = said.startswith(name) or on_arrival
            if is_it and handle(node, action) is not None:
                return node
        except GLib.Error:
            continue
    return None


def ask_beyond(app: Any) -> None:
    """Ask everything for children that it does not have, as who counted them too early does."""
    for node in walk(app):
        for more in BEYOND:
            try:
                node.get_child_at_index(node.get_child_count() + more)
            except GLib.Error:
                continue


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Do what one request asks."""
    app = application(request["pid"])
    if app is None:
        return {"here": False}
    action = request["do"]
    if action == "look":
        return {"here": True, "things": everything(app)}
    if action == "ask_beyond":
        ask_beyond(app)
        return {"here": True}
    node = matching(app, action, request["name"])
    if node is None:
        return {"here": True, "done": False}
    return {"here": True, "done": act(node, action, request.get("text", ""))}


def handle(node: Any, action: str) -> Any | None:
    """Return what of a thing lets `action` be done to it; None where it cannot be done."""
    if action == "press":
        return node.get_action_iface() if node.get_role_name() in PRESSED else None
    if action == "write":
        return node.get_editable_text_iface()
    focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
    return node.get_component_iface() if focusable else None


def act(node: Any, action: str, text: str) -> bool:
    """Press, focus or fill one thing, as an assistive tool would."""
    able = handle(node, action)
    if able is None:
        return False
    if action == "press":
        return bool(able.do_action(0))
    if action == "write":
        return bool(able.set_text_contents(text))
    return bool(able.grab_focus())


def main() -> None:
    """Answer requests until the asker goes away."""
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except GLib.Error as error:
            reply = {"here": True, "done": False, "error": error.message}
        sys.stdout.write(json.dumps({**reply, "at": time.time()}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
