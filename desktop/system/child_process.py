"""How Parlour starts its own child processes, also where there is no `python` to start."""

from __future__ import annotations

import sys

CHILD = "_child"
"""The hidden first word of `parlour _child MODULE`."""


def child_command(module: str) -> tuple[str, ...]:
    """Return the command that runs `module`: by Python, or by ourselves in a frozen build."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD, module)
    return (sys.executable, "-m", module)
