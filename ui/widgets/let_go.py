"""Deletes what has left the screen, once no screen reader can be at it any more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

READ_MS = 3000
"""Milliseconds for which a screen reader may ask for what had the focus before.

Orca 43 says nothing of what has the focus now where the other is gone while it compares them.
"""


def let_go(widget: QWidget) -> None:
    """Hide a widget, and delete it when what is pressed on it, or read of it, is over."""
    widget.hide()
    if QAccessible.isActive():
        QTimer.singleShot(READ_MS, widget, widget.deleteLater)
    else:
        widget.deleteLater()


def let_go_once_left(widget: QWidget, seen: QWidget) -> None:
    """Let go of a widget whose place is taken in the window that is `seen` now.

    Where that is another window, the one before is left in a moment. Until then nothing is
    hidden there: the focus would fall on the next thing, and a screen reader would tell it.
    """
    window = widget.window()
    if window is seen or not window.isActiveWindow():
        let_go(widget)
    else:
        _Leaving(widget, window)


class _Leaving(QObject):
    """Waits until a window is left."""

    def __init__(self, widget: QWidget, window: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go as soon as the keyboard is elsewhere."""
        if event.type() in (QEvent.Type.WindowDeactivate, QEvent.Type.Hide):
            watched.removeEventFilter(self)
            let_go(self._widget)
        return super().eventFilter(watched, event)
