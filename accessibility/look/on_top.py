"""Whether a window may stay above all others on this desktop, and what helps where it may not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from resources.declared import Setting

OLD_WAY = Setting("look.old_windows", False, (True, False))
"""Whether the next start uses XWayland, where a window may stay on top under Wayland."""

StaysOnTop = Literal["yes", "next_time", "no"]


def may_stay_on_top(
    platform: str, environment: Mapping[str, str], keeps_above: Callable[[], bool]
) -> StaysOnTop:
    """Say whether a window may ask to stay above others. `platform` is Qt's name for it.

    On X11 the window manager decides, and `keeps_above` says what it can: that of some
    Wayland desktops, for programs of X11, takes the wish and does nothing.
    Wayland has no such wish; where XWayland runs (it sets DISPLAY), a program that is
    started through that may have it: the next start, that is.
    """
    if platform == "xcb":
        return "yes" if keeps_above() else "no"
    if not platform.startswith("wayland"):
        return "yes"
    return "next_time" if environment.get("DISPLAY") else "no"


def platform_to_start(environment: Mapping[str, str], *, old_way: bool) -> str | None:
    """Return Qt's platform to start with, or None to let Qt choose."""
    if old_way and has_old_way(environment) and "QT_QPA_PLATFORM" not in environment:
        return "xcb"
    return None


def has_old_way(environment: Mapping[str, str]) -> bool:
    """Say whether this is a Wayland desktop that also takes programs for X11."""
    return bool(environment.get("WAYLAND_DISPLAY") and environment.get("DISPLAY"))
