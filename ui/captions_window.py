"""Captions in a window of their own: beside a meeting, or above it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.look.captions import CaptionStyle, caption_style
from accessibility.look.own_window import (
    BACKGROUND,
    FRAME,
    ON_TOP,
    may_be_bare,
    may_stay_on_top,
    opacity_for,
)
from accessibility.qt.compositing import can_be_seen_through
from accessibility.qt.palette import current_look
from desktop.navigation import Place
from ui.honest_lines import HonestLines
from ui.mover import MovePanel, Mover
from ui.widgets.button import BigButton, Kind
from ui.widgets.caption_view import CaptionView
from ui.widgets.column import Replaceable
from ui.widgets.on_top import ABOVE, OnTopButton
from ui.widgets.painting import is_new_look, paint_face
from ui.widgets.rows import Rows
from ui.widgets.tab_order import tab_as_read

if TYPE_CHECKING:
    from ui.parts import Parts

BORDER = 8
"""Pixels at the edge of a window without a frame that make it larger when they are pulled."""

MADE_ANEW = frozenset({BACKGROUND.key, FRAME.key})
"""Choices that only a new window can follow."""


class CaptionsWindow(QWidget):
    """The same captions as in the main window. Esc and its button close it; captions go on.

    `outdated` says that a choice was made which only a new window can follow;
    `parlour_wanted` that the person wants to see the main window.
    """

    outdated = Signal()
    parlour_wanted = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._words = parts.words
        wants_through = parts.settings[BACKGROUND] == "see_through"
        self._is_see_through = wants_through and can_be_seen_through()
        self._is_bare = not parts.settings[FRAME] and may_be_bare(_platform())
        self._set_flags()
        self._lines = HonestLines(parts)
        self._view = CaptionView(self._words)
        self._more = Replaceable()
        self._tools = self._make_tools()
        self._mover = Mover(self, parts.settings)
        self._body = QVBoxLayout(self)
        self._body.addWidget(self._lines)
        self._body.addWidget(self._view, 1)
        self._body.addWidget(self._tools)
        self._body.addWidget(self._more)
        self._dress()
        self._follow()
        tab_as_read(self)
        self._mover.put(self._style, self._wished_height())

    def take_down(self) -> None:
        """Let go of everything that could call back; the window goes away next."""
        self._mover.keep()
        while self._stops:
            self._stops.pop()()
        self._lines.close_lines()

    def come_forward(self) -> None:
        """Show the window above others: it was asked for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # What it is made of

    def _set_flags(self) -> None:
        title = self._words("captions_screen.title")
        self.setWindowTitle(self._words("app.window", screen=title))
        self.setAccessibleName(title)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, self._is_bare)
        if may_stay_on_top(_platform(), {}) == "yes":
            self.setWindowFlag(ABOVE, self._parts.settings[ON_TOP])
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._is_see_through)

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        rows = Rows(tools)
        for key, action in (
            ("captions_window.close", self._parts.apart.close),
            ("captions_window.move", self._show_moves),
            ("captions_window.parlour", self.parlour_wanted.emit),
        ):
            button = BigButton(self._words(key), kind=Kind.QUIET, compact=True)
            button.chosen.connect(action)
            rows.addWidget(button)
        on_top = OnTopButton(self._words, self._remember_on_top)
        on_top.asked_why.connect(self._explain)
        rows.addWidget(on_top)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._parts.apart.close)
        return tools

    def _follow(self) -> None:
        parts = self._parts
        self._stops = [
            parts.captioning.watch(self._show),
            parts.settings.watch(self._setting_changed),
        ]
        self._show()

    def _show(self) -> None:
        self._view.show_blocks(self._parts.captioning.blocks)

    def _setting_changed(self, key: str) -> None:
        if key in MADE_ANEW:
            self.outdated.emit()
        else:
            self._dress()
            self._mover.fit(self._style, self._wished_height())

    def _show_moves(self) -> None:
        if self._more.isVisible():
            self._more.show_nothing()
        else:
            self._more.show_instead(MovePanel(self._words, self._mover))

    def _remember_on_top(self, on: bool) -> None:
        self._parts.settings[ON_TOP] = on

    def _explain(self) -> None:
        self._parts.navigator.go(Place.CAPTION_WINDOW)
        self.parlour_wanted.emit()

    # How it looks

    def _dress(self) -> None:
        gap = current_look().scale.gap
        self._style = self._own_style()
        self._view.set_style(self._style)
        self._view.setMinimumHeight(self._sheet_height(1))
        self._body.setContentsMargins(gap(1), gap(1), gap(1), gap(1))
        self._body.setSpacing(gap(1))
        self.update()

    def _own_style(self) -> CaptionStyle:
        style = caption_style(self._parts.settings)
        if not self._is_see_through:
            return style
        return replace(style, opacity=opacity_for(style.sheet(current_look().theme)))

    def _sheet_height(self, lines: int) -> int:
        """Return the height of the captions with so many lines: their edges, and a block's."""
        return lines * self._style.line_height + 4 * current_look().scale.gap(1)

    def _wished_height(self) -> int:
        """Return the height of the window in which the lines that were chosen are in sight."""
        width = self.width()
        others = self._lines.heightForWidth(width) + self._tools.heightForWidth(width)
        edges = 4 * current_look().scale.gap(1)
        return others + edges + self._sheet_height(self._style.lines)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event) and hasattr(self, "_body"):
            self._dress()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all but the captions, which may be seen through; and an edge without a frame."""
        theme = current_look().theme
        painter = QPainter(self)
        if self._is_see_through:
            painter.setClipRegion(QRegion(self.rect()) - QRegion(self._view.geometry()))
            painter.fillRect(self.rect(), QColor(theme.page))
            painter.setClipping(False)
        if self._is_bare:
            paint_face(painter, self.rect(), None, theme.edge, corner=0)
        painter.end()

    # By mouse, and the end

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a window without a frame be moved anywhere, and pulled larger at its edge."""
        handle = self.windowHandle()
        if not self._is_bare or handle is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        edges = edges_at(
            self.rect(), event.position().toPoint().x(), event.position().toPoint().y()
        )
        if edges:
            handle.startSystemResize(edges)
        else:
            handle.startSystemMove()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close it as its button does."""
        event.ignore()
        self._parts.apart.close()


def edges_at(rect: QRect, x: int, y: int) -> Qt.Edge:
    """Return the edges of a window that a press at this place takes hold of."""
    found = Qt.Edge(0)
    if x < BORDER:
        found |= Qt.Edge.LeftEdge
    elif x >= rect.width() - BORDER:
        found |= Qt.Edge.RightEdge
    if y < BORDER:
        found |= Qt.Edge.TopEdge
    elif y >= rect.height() - BORDER:
        found |= Qt.Edge.BottomEdge
    return found


def _platform() -> str:
    return QGuiApplication.platformName()
