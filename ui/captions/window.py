"""The separate captions window: beside a meeting, or above it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.look.captions import CaptionStyle, caption_style
from accessibility.look.own_window import (
    BACKGROUND,
    FRAME,
    ON_TOP,
    may_be_bare,
    opacity_for,
)
from accessibility.qt.compositing import can_be_seen_through
from accessibility.qt.palette import current_look
from ui.captions.marking import Marking
from ui.captions.move_and_size import MovePanel, WindowMover
from ui.captions.pane import FramelessWindow
from ui.captions.status_lines import StatusLines
from ui.navigation import Place
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.view import CaptionView
from ui.widgets.column import Replaceable
from ui.widgets.on_top import ABOVE, OnTopButton, stays_on_top
from ui.widgets.page import Page
from ui.widgets.painting import is_new_look
from ui.widgets.rows import Rows
from ui.widgets.tab_order import tab_as_read

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.services import Services

LEAST_CHANGES_PX = 100
"""The least height of the buttons which change the window; they scroll."""

MADE_ANEW = frozenset({BACKGROUND.key, FRAME.key})
"""Choices that only a new window can follow."""


class CaptionsWindow(FramelessWindow):
    """The same captions as in the main window. Esc and its button close it; captions go on.

    `outdated` says that a choice was made which only a new window can follow;
    `parlour_wanted` that the person wants to see the main window.
    """

    is_whole = False
    outdated = Signal()
    parlour_wanted = Signal()

    def __init__(self, services: Services) -> None:
        wants_through = services.settings[BACKGROUND] == "see_through"
        super().__init__(
            is_bare=not services.settings[FRAME] and may_be_bare(_platform()),
            is_see_through=wants_through and can_be_seen_through(),
        )
        self._services = services
        self._words = services.words
        self._call_it()
        self._lines = StatusLines(services)
        self._view = self.clear = CaptionView(self._words)
        self._marking = Marking(services, self._view)
        self._more = Replaceable()
        self._changes: Page | None = None
        self._tools = self._make_tools()
        self._mover = WindowMover(self, services.settings)
        self._body = QVBoxLayout(self)
        self._body.addWidget(self._lines)
        self._body.addWidget(self._view, 1)
        self._body.addWidget(self._tools)
        self._body.addWidget(self._more)
        self._dress()
        self._follow()
        self._mover.put(self._style, self._wished_height)

    def take_down(self) -> None:
        """Let go of everything that could call back; the window goes away next."""
        self._mover.keep()
        while self._stops:
            self._stops.pop()()
        self._lines.close_lines()

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go through it as one reads it."""
        super().showEvent(event)
        tab_as_read(self)

    # What it is made of

    def _call_it(self) -> None:
        title = self._words("captions_screen.title")
        self.setWindowTitle(self._words("app.window", screen=title))
        self.setAccessibleName(title)
        if stays_on_top() == "yes":
            self.setWindowFlag(ABOVE, self._services.settings[ON_TOP])

    def _make_tools(self) -> QWidget:
        tools = QWidget()
        rows = Rows(tools)
        for button in (
            *self._marking.make_buttons(),
            self._button("captions_window.change", self._turn_changes),
            self._button("captions_window.close", self._services.own_window.close),
        ):
            rows.addWidget(button)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._services.own_window.close)
        return tools

    def _button(self, key: str, action: Callable[[], None]) -> BigButton:
        button = BigButton(self._words(key), kind=Kind.QUIET, compact=True)
        button.chosen.connect(action)
        return button

    def _turn_changes(self) -> None:
        """Show what the window can be made to do, in room of its own; or take it away again."""
        gap = current_look().scale.gap(1)
        if self._changes is not None:
            high, self._changes = self._more.height() + gap, None
            self._more.show_nothing()
            self._mover.grow(0, -high)
            return
        on_top = OnTopButton(self._words, self._remember_on_top)
        on_top.asked_why.connect(self._explain)
        parlour = self._button("captions_window.parlour", self.parlour_wanted.emit)
        self._changes = Page(wide=True)
        self._changes.add(MovePanel(self._words, self._mover, [parlour, on_top]))
        self._mover.grow(0, self._changes.body.totalHeightForWidth(self.width()) + gap)
        self._more.show_instead(self._changes)
        self._fit_changes()

    def _fit_changes(self) -> None:
        """Let the buttons scroll where the captions would have no line left."""
        if self._changes is not None:
            wish = self._changes.body.totalHeightForWidth(self._changes.width())
            others = self._height_with(1, self.width()) + current_look().scale.gap(1)
            self._changes.setFixedHeight(max(LEAST_CHANGES_PX, min(wish, self.height() - others)))

    def _follow(self) -> None:
        services = self._services
        self._stops = [
            services.captioning.watch(self._show),
            services.settings.watch(self._setting_changed),
        ]
        self._show()

    def _show(self) -> None:
        self._view.show_blocks(self._services.captioning.blocks)
        self._marking.show_marks(has_words=bool(self._services.captioning.blocks))

    def _setting_changed(self, key: str) -> None:
        handle = self.windowHandle()
        if key in MADE_ANEW:
            self.outdated.emit()
        elif key == ON_TOP.key and handle is not None:
            handle.setFlag(ABOVE, self._services.settings[ON_TOP])
            for button in self.findChildren(OnTopButton):
                button.show_state()
        else:
            self._dress()
            self._mover.fit(self._style, self._wished_height(self.width()))

    def _remember_on_top(self, on: bool) -> None:
        self._services.settings[ON_TOP] = on

    def _explain(self) -> None:
        self._services.navigator.go(Place.CAPTION_WINDOW)
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
        style = caption_style(self._services.settings)
        if not self.is_see_through:
            return style
        return replace(style, opacity=opacity_for(style.sheet(current_look().theme)))

    def _sheet_height(self, lines: int) -> int:
        """Return the height of the captions with so many lines: their edges, and a block's."""
        return lines * self._style.line_height + 4 * current_look().scale.gap(1)

    def _wished_height(self, width: int) -> int:
        """Return the height of the window in which the lines that were chosen are in sight."""
        changes = self._more.height() if self._changes is not None else 0
        return self._height_with(self._style.lines, width) + changes

    def _height_with(self, lines: int, width: int) -> int:
        gap = current_look().scale.gap(1)
        others = (self._lines, self._tools)
        high = sum(each.heightForWidth(width - 2 * gap) + gap for each in others)
        return high + 2 * gap + self._sheet_height(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the captions their share of the new size."""
        super().resizeEvent(event)
        self._fit_changes()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the app's look."""
        if is_new_look(event) and hasattr(self, "_body"):
            self._dress()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close it as its button does."""
        event.ignore()
        self._services.own_window.close()


def _platform() -> str:
    return QGuiApplication.platformName()
