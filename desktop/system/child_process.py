"""How Parlour starts its own child processes, also where there is no `python` to start."""

from __future__ import annotations

import sys

CHILD = "_child"
"""The hidden first word of `parlour _child MODULE`."""

# The modules that run as children of their own: each has a
# `main` that `desktop.commands.CHILDREN` calls in a frozen build.

CALENDAR_EXPANSION = "desktop.ical.expansion"
CAPTION_WORKER = "accessibility.captions.worker.main"
DEVICES = "accessibility.audio.devices"
PACK_CHECK = "accessibility.captions.packs.check"
PACK_SPEED = "accessibility.captions.packs.speed"
PLAYER = "accessibility.audio.playing"


def child_command(module: str) -> tuple[str, ...]:
    """Return the command that runs `module`: by Python, or by ourselves in a frozen build."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD, module)
    return (sys.executable, "-m", module)
