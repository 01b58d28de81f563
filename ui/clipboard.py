"""Puts a private link on the clipboard for some minutes only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication

CLEAR_AFTER_MS = 5 * 60_000
"""Milliseconds until a copied link is cleared: time enough for somebody slow to paste it."""


def copy_for_a_while(text: str, *, clear_after_ms: int = CLEAR_AFTER_MS) -> QTimer:
    """Copy `text`; what is returned clears it after a while if nothing else was copied then."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)

    def clear() -> None:
        if clipboard.text() == text:
            clipboard.clear()

    # It belongs to the app: the screen that copied may be gone by then.
    timer = QTimer(QCoreApplication.instance(), interval=clear_after_ms, singleShot=True)
    timer.timeout.connect(clear)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
    return timer
