"""Puts a private link on the clipboard for some minutes only, and never beyond the app's end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication

CLEAR_AFTER_MS = 5 * 60_000
"""Milliseconds until a copied link is cleared: time enough for somebody slow to paste it."""


class CopiedText(QTimer):
    """A text on the clipboard; it is cleared after a while, unless something else was copied then.

    It belongs to the app: the screen that copied may be gone by then.
    """

    def __init__(self, text: str, clear_after_ms: int) -> None:
        super().__init__(QCoreApplication.instance(), interval=clear_after_ms, singleShot=True)
        self._text = text
        self.timeout.connect(self.clear)
        QGuiApplication.clipboard().setText(text)
        self.start()

    def clear(self) -> None:
        """Take the text off the clipboard, if it is still there."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.text() == self._text:
            clipboard.clear()
        self.stop()
        self.deleteLater()


def copy_for_a_while(text: str, *, clear_after_ms: int = CLEAR_AFTER_MS) -> CopiedText:
    """Copy `text`; what is returned clears it after a while."""
    return CopiedText(text, clear_after_ms)


def clear_copied() -> None:
    """Take what was copied for a while off the clipboard now: the app ends."""
    app = QCoreApplication.instance()
    for copied in app.findChildren(CopiedText) if app else ():
        copied.clear()
