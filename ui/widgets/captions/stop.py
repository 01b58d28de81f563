"""Base of a caption block: focus, arrow keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -(1 << 20),
    Qt.Key.Key_End: 1 << 20,
}


class CaptionStop(QWidget):
    """`left` is emitted with how many lines the arrow keys want to go, `entered` on focus."""

    left = Signal(int)
    entered = Signal()
    clicked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to other blocks with the arrow keys, Home and End."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.left.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be entered, also by a screen reader."""
        super().focusInEvent(event)
        self.entered.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be clicked by the main button, if it comes up where it went down."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()
