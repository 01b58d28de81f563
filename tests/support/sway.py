"""Sway, a Wayland compositor, on a screen of its own without a graphics card: started, and asked.

It has the title bars and the bar at the top that somebody who uses it has.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.needs import program
from tests.support.until import wait_until_up

NOBODY = 65534
"""The user without rights whose program it is where tests run as root: root may not start it."""

CONFIG = """xwayland disable
output HEADLESS-1 mode {size}
bar {{
    position top
}}
"""

HEADLESS = {
    "WLR_BACKENDS": "headless",
    "WLR_RENDERER": "pixman",
    "WLR_LIBINPUT_NO_DEVICES": "1",
}


def sway_line(folder: Path, size: str) -> list[str]:
    """Return the command that starts it with a screen of this size. `folder` becomes its own."""
    settings = folder / "config"
    settings.write_text(CONFIG.format(size=size), "utf-8")
    own = {"HOME": folder, "XDG_RUNTIME_DIR": folder, "SWAYSOCK": _socket(folder), **HEADLESS}
    line = ["env", *(f"{name}={value}" for name, value in own.items())]
    line += [program("sway", "sway"), "--config", str(settings)]
    if os.geteuid() != 0:
        return line
    for path in (folder, settings):
        os.chown(path, NOBODY, NOBODY)
    ids = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    return [program("setpriv", "util-linux"), *ids, *line]


def sway_env(folder: Path, server: subprocess.Popen[bytes]) -> dict[str, str]:
    """Wait until it is there with its bar; return what programs on it are to know."""
    env = {"SWAYSOCK": str(_socket(folder))}

    def has_its_bar() -> bool:
        try:
            return any(place["rect"]["y"] > 0 for place in asked("get_workspaces", env))
        except subprocess.CalledProcessError:
            return False  # it does not listen yet

    wait_until_up(has_its_bar, server, what="sway")
    display = next(path for path in folder.glob("wayland-*") if path.suffix != ".lock")
    return {
        **env,
        "XDG_SESSION_TYPE": "wayland",
        "XDG_CURRENT_DESKTOP": "sway",
        "WAYLAND_DISPLAY": str(display),
        "QT_QPA_PLATFORM": "wayland",
        "QT_LOGGING_RULES": "qt.qpa.wayland.textinput=false",  # there is no keyboard to type on
    }


def asked(what: str, env: Mapping[str, str] | None = None) -> Any:
    """Return what it answers to a question: `get_tree`, `get_workspaces`, …"""
    line = [program("swaymsg", "sway"), "--raw", "-t", what]
    with_path = {**os.environ, **(env or {})}
    done = subprocess.run(line, env=with_path, capture_output=True, check=True, timeout=20)
    return json.loads(done.stdout)


def windows() -> list[dict[str, Any]]:
    """Return the windows that stand on it now."""
    return list(_below(asked("get_tree"), lambda node: "app_id" in node))


def _below(
    node: dict[str, Any], is_meant: Callable[[dict[str, Any]], bool]
) -> Iterator[dict[str, Any]]:
    if is_meant(node):
        yield node
    for child in (*node["nodes"], *node["floating_nodes"]):
        yield from _below(child, is_meant)


def _socket(folder: Path) -> Path:
    return folder / "ipc.sock"
