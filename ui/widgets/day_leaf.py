"""Leaf of a wall calendar: a month over a large day; decorative, for its date stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from accessibility.qt.palette import current_look
from ui.widgets.button import ROOMY_UNTIL
from ui.widgets.painting import font, is_new_look, paint_face

WIDTH, HEIGHT = 5.8, 5.2
"""The size of a leaf, in sizes of the ordinary text."""

BAND = 1.7
"""The height of the band with the month, in sizes of the ordinary text."""

DAY = 2.2
"""The size of the day's number, in sizes of the ordinary text."""


class DayLeaf(QWidget):
    """The day of a month, large, and a gap beside it; with large text, neither."""

    def __init__(self, day: int, month: str) -> None:
        super().__init__()
        self._day = str(day)
        self._month = month
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet, the band with the month, and the day below it."""
        look = current_look()
        theme, body = look.theme, look.scale.body
        sheet = QRect(0, 0, round(body * WIDTH), round(body * HEIGHT))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            sheet.moveRight(self.width() - 1)
        band = QRect(sheet.left(), sheet.top(), sheet.width(), round(body * BAND))
        painter = QPainter(self)
        paint_face(painter, sheet, theme.card, theme.edge)
        paint_face(painter, band, theme.main)
        painter.setFont(font(look, body, bold=True))
        painter.setPen(QColor(theme.on_main))
        painter.drawText(band, Qt.AlignmentFlag.AlignCenter, self._month)
        painter.setFont(font(look, round(body * DAY), bold=True))
        painter.setPen(QColor(theme.text))
        below = sheet.adjusted(0, band.height(), 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._day)
        painter.end()

    def _dress(self) -> None:
        scale = current_look().scale
        has_room = scale.percent <= ROOMY_UNTIL
        size = QSize(round(scale.body * WIDTH) + scale.gap(2), round(scale.body * HEIGHT))
        self.setFixedSize(size if has_room else QSize(0, 0))
