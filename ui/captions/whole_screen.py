"""Captions alone on the whole screen, with one button that leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.look.captions import caption_style
from accessibility.qt.palette import current_look
from ui.captions.marking import Marking
from ui.captions.status_lines import StatusLines
from ui.widgets.arrival import arrive_at
from ui.widgets.bottom_bar import BottomBar
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.view import CaptionView
from ui.widgets.painting import is_new_look
from ui.widgets.room import RoomPage
from ui.widgets.tab_order import tab_as_read
from ui.widgets.text import Heading

if TYPE_CHECKING:
    from ui.services import Services

LEAST_LINES = 2
"""Where so many lines of captions have no room, what is below them scrolls out of sight first."""


class WholeScreenCaptions(QWidget):
    """The same captions as in the main window. Esc and its button close it; captions go on."""

    is_whole = True

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        words = services.words
        title = words("captions_screen.title")
        self.setWindowTitle(words("app.window", screen=title))
        self.setAccessibleName(title)
        self._room = RoomPage(Heading(title, size=2))
        self._lines = StatusLines(services)
        self._view = CaptionView(words)
        self._marking = Marking(services, self._view)
        self._back = BigButton(
            words("whole_screen.back"), kind=Kind.MAIN, icon="back", compact=True
        )
        self._back.chosen.connect(services.own_window.close)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, services.own_window.close)
        self._room.body.addWidget(self._view, 1)
        self._room.add(self._lines)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._room, 1)
        body.addWidget(BottomBar(self._back))
        self._dress()
        self._show()
        self._stops = [
            services.captioning.watch(self._show),
            services.settings.watch(lambda _: self._dress()),
        ]

    def come_forward(self) -> None:
        """Fill the screen; the focus is on the way back."""
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        arrive_at(self._back, self)

    def take_down(self) -> None:
        """Let go of everything that could call back; the window goes away next."""
        while self._stops:
            self._stops.pop()()
        self._lines.close_lines()

    def _show(self) -> None:
        blocks = self._services.captioning.blocks
        self._view.show_blocks(blocks)
        self._marking.show_marks(has_words=bool(blocks))

    def _dress(self) -> None:
        style = caption_style(self._services.settings)
        self._view.set_style(style)
        edges = 4 * current_look().scale.gap(1)
        least, wish = (lines * style.line_height + edges for lines in (1, LEAST_LINES))
        self._room.fill_with(self._view, wish=wish, least=least)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go through it as one reads it."""
        super().showEvent(event)
        tab_as_read(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_look().theme.page)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event) and hasattr(self, "_back"):
            self._dress()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close it as its button does."""
        event.ignore()
        self._services.own_window.close()
