"""Garbage collector of the window's thread: what belongs to Qt is thrown away in no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS = 2000
"""Milliseconds between two looks whether there is garbage enough to collect."""


def collect_garbage_here(parent: QObject) -> QTimer:
    """Collect garbage on the thread of `parent` from now on, for as long as that lives.

    Python collects on whichever thread happens to make the object that is one too many. Where
    that is not the window's thread, and the garbage holds a widget, Qt deletes the widget there
    and the process ends.
    """
    gc.disable()
    timer = QTimer(parent)
    timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
    timer.timeout.connect(collect_when_due)
    timer.start(EVERY_MS)
    return timer


def collect_when_due() -> None:
    """Collect the generations that are due by Python's own thresholds; no others."""
    due = [made > allowed for made, allowed in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if any(due):
        gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
