"""Deletes what has left the screen, once no screen reader can be at it any more."""

from __future__ import annotations

from PySide6.QtCore import QTimer
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
