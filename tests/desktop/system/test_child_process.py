"""Our own children start with Python, and without it."""

from __future__ import annotations

import sys

import pytest

from desktop.system.child_process import child_command

MODULE = "desktop.ical.expansion"


def test_python_starts_a_module() -> None:
    assert child_command(MODULE) == (sys.executable, "-m", MODULE)


def test_a_frozen_build_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command(MODULE) == (sys.executable, "_child", MODULE)
