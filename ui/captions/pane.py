"""A window that can be frameless, and translucent in one part."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from accessibility.qt.palette import current_look
from ui.widgets.painting import paint_face

BORDER_PX = 8
"""Pixels at the edge of a window without a frame that make it larger when they are pulled."""


class FramelessWindow(QWidget):
    """Without a frame it is moved by pulling it anywhere, and pulled larger at its edge.

    `clear` is the part of it that paints its own sheet, which may be seen through.
    """

    def __init__(self, *, is_bare: bool, is_see_through: bool) -> None:
        super().__init__()
        self._is_bare = is_bare
        self.is_see_through = is_see_through
        self.clear: QWidget | None = None
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, is_bare)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, is_see_through)

    def come_forward(self) -> None:
        """Show the window above others: it was asked for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all but the clear part, and an edge where there is no frame."""
        theme = current_look().theme
        painter = QPainter(self)
        if self.is_see_through and self.clear is not None:
            painter.setClipRegion(QRegion(self.rect()) - QRegion(self.clear.geometry()))
            painter.fillRect(self.rect(), QColor(theme.page))
            painter.setClipping(False)
        if self._is_bare:
            paint_face(painter, self.rect(), None, theme.edge, corner=0)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the desktop move it or make it larger, as it does for a frame."""
        handle = self.windowHandle()
        if not self._is_bare or handle is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = event.position().toPoint()
        edges = edges_at(self.rect(), place.x(), place.y())
        if edges:
            handle.startSystemResize(edges)
        else:
            handle.startSystemMove()


def edges_at(rect: QRect, x: int, y: int) -> Qt.Edge:
    """Return the edges of a window that a press at this place takes hold of."""
    found = Qt.Edge(0)
    if x < BORDER_PX:
        found |= Qt.Edge.LeftEdge
    elif x >= rect.width() - BORDER_PX:
        found |= Qt.Edge.RightEdge
    if y < BORDER_PX:
        found |= Qt.Edge.TopEdge
    elif y >= rect.height() - BORDER_PX:
        found |= Qt.Edge.BottomEdge
    return found
