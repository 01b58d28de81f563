"""Moves and resizes the captions window by keys and buttons; remembers its place, on a screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from accessibility.look.own_window import (
    PLACE,
    STEP_PX,
    Rect,
    Standing,
    at_edge,
    first_place,
    fitted,
    grown,
    may_move_itself,
    read_standing,
    shifted,
)
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from accessibility.look.captions import CaptionStyle
    from accessibility.look.own_window import EdgeOfScreen
    from desktop.storage.settings import Settings
    from resources.words import Words

KEPT_AFTER_MS = 500
"""The place is written down when nothing has moved for so long."""

_SIDES = {
    Qt.Key.Key_Left: (-STEP_PX, 0),
    Qt.Key.Key_Right: (STEP_PX, 0),
    Qt.Key.Key_Up: (0, -STEP_PX),
    Qt.Key.Key_Down: (0, STEP_PX),
}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class WindowMover(QObject):
    """Moves `window`. Ctrl and an arrow key move it, with Shift they make it larger or smaller."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._lines = (0, 0)
        self.may_move = may_move_itself(QGuiApplication.platformName())
        self._keeping = QTimer(self, interval=KEPT_AFTER_MS, singleShot=True)
        self._keeping.timeout.connect(self.keep)
        for key, (right, down) in _SIDES.items():
            self._on_keys(_CTRL | _SHIFT, key, partial(self.grow, right, down))
            if self.may_move:
                self._on_keys(_CTRL, key, partial(self.push, right, down))
        window.installEventFilter(self)

    def put(self, style: CaptionStyle, height_at: Callable[[int], int]) -> None:
        """Put the window where it was, or low in the middle.

        It becomes as high as its lines need, unless it was kept for just such lines.
        """
        kept = read_standing(self._settings[PLACE])
        self._lines = (style.lines, style.line_height)
        if kept is None:
            first = first_place(self._screens()[0])
            self._place(grown(first, 0, height_at(first.width) - first.height, self._screens()))
        elif (kept.lines, kept.line_height) == self._lines:
            self._place(fitted(kept.rect, self._screens()))
        else:
            rect = kept.rect
            self._place(grown(rect, 0, height_at(rect.width) - rect.height, self._screens()))

    def fit(self, style: CaptionStyle, height: int) -> None:
        """Make the window as high as other lines need, once they differ."""
        if (style.lines, style.line_height) != self._lines:
            self._lines = (style.lines, style.line_height)
            self.grow(0, height - self._window.height())

    def push(self, right: int, down: int) -> None:
        """Move it."""
        self._place(shifted(self._rect(), right, down, self._screens()))

    def grow(self, wider: int, higher: int) -> None:
        """Make it larger or smaller."""
        self._place(grown(self._rect(), wider, higher, self._screens()))

    def to_edge(self, edge: EdgeOfScreen) -> None:
        """Let it lie along an edge of the screen it is on."""
        screen = self._window.screen().availableGeometry().marginsRemoved(self._frame())
        self._place(at_edge(self._rect(), _rect_of(screen), edge))

    def keep(self) -> None:
        """Write down where it stands."""
        self._keeping.stop()
        self._settings[PLACE] = Standing(self._rect(), *self._lines).written()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that it has been moved, by whatever."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._window.isVisible():
            self._keeping.start()
        return super().eventFilter(watched, event)

    def _place(self, rect: Rect) -> None:
        self._window.setGeometry(*rect)

    def _rect(self) -> Rect:
        return _rect_of(self._window.geometry())

    def _screens(self) -> list[Rect]:
        rects = (each.availableGeometry() for each in QGuiApplication.screens())
        return [_rect_of(rect.marginsRemoved(self._frame())) for rect in rects]

    def _frame(self) -> QMargins:
        """Return the room that the desktop's frame takes; it has none before it is shown."""
        handle = self._window.windowHandle()
        return handle.frameMargins() if handle is not None else QMargins()

    def _on_keys(self, modifiers: Qt.KeyboardModifier, key: Qt.Key, action: partial[None]) -> None:
        shortcut = QShortcut(QKeySequence(modifiers | key), self._window)
        shortcut.activated.connect(action)


class MovePanel(Card):
    """The same by buttons, with the keys told below them; `others` are buttons of the window."""

    def __init__(self, words: Words, mover: WindowMover, others: Sequence[QWidget]) -> None:
        super().__init__()
        rows = Rows()
        for other in others:
            rows.addWidget(other)
        edges: tuple[tuple[str, EdgeOfScreen], ...] = (
            ("captions_window.to_top", "top"),
            ("captions_window.to_bottom", "bottom"),
        )
        if mover.may_move:
            for key, edge in edges:
                self._add(rows, words(key), partial(mover.to_edge, edge))
        for key, wider, higher in (
            ("captions_window.wider", 2 * STEP_PX, 0),
            ("captions_window.narrower", -2 * STEP_PX, 0),
            ("captions_window.higher", 0, STEP_PX),
            ("captions_window.lower", 0, -STEP_PX),
        ):
            self._add(rows, words(key), partial(mover.grow, wider, higher))
        keys = ["captions_window.keys_size"]
        if mover.may_move:
            keys.insert(0, "captions_window.keys_move")
        self.add(rows, Paragraph(" ".join(words(key) for key in keys)))

    def _add(self, rows: Rows, text: str, action: partial[None]) -> None:
        button = BigButton(text, kind=Kind.QUIET)
        button.chosen.connect(action)
        rows.addWidget(button)


def _rect_of(rect: QRect) -> Rect:
    return Rect(rect.x(), rect.y(), rect.width(), rect.height())
