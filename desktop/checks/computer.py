"""Checks of this computer: its password store, disk, clock, screen, and Parlour itself."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from desktop.credentials.keyring_vault import VaultChoice
from desktop.storage.settings import Settings
from resources.declared import Finding, Health
from resources.platform.files import can_write

LITTLE_MB = 500
"""Below this a language pack may not fit any more."""

TOO_LITTLE_MB = 20
"""Below this even a small change may not be saved."""

OLDEST_PYTHON = (3, 11)
"""Major and minor version."""

SCREENS = ("WAYLAND_DISPLAY", "DISPLAY")
OPENERS = (
    "xdg-open",
    "gio",
    "x-www-browser",
    "firefox",
    "chromium",
    "google-chrome",
    "brave-browser",
    "microsoft-edge",
)

_KEYRINGS = {
    "no_keyring": "none",
    "unsafe_keyring": "unsafe",
    "keyring_locked": "locked",
    "keyring_slow": "locked",
}


def keyring(choice: VaultChoice) -> Finding:
    """Where do passwords and private links go? `choice` is what `choose_vault` returned."""
    if choice.problem is None:
        return Finding("keyring", "kept", Health.GOOD)
    outcome = _KEYRINGS.get(choice.problem.key, "none")
    return Finding("keyring", outcome, Health.COULD_BE_BETTER)


def settings(choices: Settings) -> Finding:
    """Are the person's choices safe?"""
    if not choices.can_save:
        return Finding("settings", "unsaved", Health.BROKEN)
    if choices.broken:
        return Finding("settings", "set_aside", Health.COULD_BE_BETTER)
    return Finding("settings", "saved", Health.GOOD)


def disk(
    folder: Path,
    *,
    free: Callable[[Path], int] = lambda at: shutil.disk_usage(at).free,
    writable: Callable[[Path], bool] = can_write,
) -> Finding:
    """Is there room where Parlour keeps its files, and may it write there? `free` gives bytes."""
    at = folder.absolute()
    while not at.exists() and at != at.parent:
        at = at.parent
    try:
        megabytes = free(at) // 10**6
    except OSError:
        return Finding("disk", "unknown", Health.COULD_BE_BETTER)
    if not writable(at) and megabytes >= TOO_LITTLE_MB:
        return Finding("disk", "read_only", Health.BROKEN)
    if megabytes < TOO_LITTLE_MB:
        return Finding("disk", "full", Health.BROKEN)
    if megabytes < LITTLE_MB:
        return Finding("disk", "little", Health.COULD_BE_BETTER, {"megabytes": megabytes})
    return Finding("disk", "enough", Health.GOOD)


def clock(now: datetime, really: datetime | None) -> Finding:
    """Is the clock right? `really` is the time a server on the internet gave, or None."""
    if really is None:
        return Finding("clock", "unknown", Health.GOOD)
    minutes = round((now - really).total_seconds() / 60)
    if abs(minutes) < 2:
        return Finding("clock", "right", Health.GOOD)
    if abs(minutes) > 12 * 60:
        return Finding("clock", "another_day", Health.BROKEN)
    health = Health.COULD_BE_BETTER if abs(minutes) < 10 else Health.BROKEN
    return Finding("clock", "fast" if minutes > 0 else "slow", health, {"minutes": abs(minutes)})


def screen(environ: Mapping[str, str], *, platform: str = sys.platform) -> Finding:
    """Is there a screen that a window can open on?"""
    if platform in ("win32", "darwin") or any(environ.get(name) for name in SCREENS):
        return Finding("screen", "found", Health.GOOD)
    return Finding("screen", "none", Health.COULD_BE_BETTER)


def browser(
    *, platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which
) -> Finding:
    """Is there something that opens a meeting's link?"""
    if platform in ("win32", "darwin") or any(find(name) for name in OPENERS):
        return Finding("browser", "found", Health.GOOD)
    return Finding("browser", "none", Health.BROKEN)


def program(version: str, *, python: tuple[int, ...] = tuple(sys.version_info[:3])) -> Finding:
    """Which Parlour is this, and is what it runs on new enough?"""
    details: dict[str, str | int] = {"version": version, "python": ".".join(map(str, python))}
    if python < OLDEST_PYTHON:
        return Finding("program", "old_python", Health.BROKEN, details)
    return Finding("program", "fine", Health.GOOD, details)
