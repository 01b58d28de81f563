"""What every test has: no window on the person's screen, and nothing left running behind it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from tests.support.until import PATIENCE_S, wait_until

if os.environ.get("PARLOUR_ONSCREEN") != "1":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

OWN_LIFE = {"tqdm_monitor", "parlour-starter"}
"""Threads that nobody can end: that of faster-whisper's library, and ours that starts others."""


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open."""
    before = set(threading.enumerate())
    yield
    started = {each for each in threading.enumerate() if each.name not in OWN_LIFE}
    threads = _not_ended(started - before)
    windows = _close_windows()
    if threads or windows:
        pytest.fail(f"left behind: {', '.join(threads + windows)}")


def _not_ended(started: set[threading.Thread]) -> list[str]:
    """Name the threads that do not end, however long a busy computer needs for it."""
    for each in started:
        wait_until(partial(_was_started, each))
        each.join(PATIENCE_S)
    return [f"the thread {each.name}" for each in started if each.is_alive()]


def _was_started(thread: threading.Thread) -> bool:
    """Say whether a thread has begun to run: one that another thread is starting can be seen
    before that, and cannot be waited for yet."""
    try:
        thread.join(0)
    except RuntimeError:
        return False
    return True


def _close_windows() -> list[str]:
    """Close windows that are still open; a test that never used Qt pays nothing."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    windows = [each for each in widgets.QApplication.topLevelWidgets() if each.isVisible()]
    for each in windows:
        each.close()
        each.deleteLater()  # one that does not close is left behind by this test alone
    return [f"the window {each.windowTitle()!r}" for each in windows]
