"""Things below each other, as one thing that can be replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.card import add_to
from ui.widgets.tab_order import tab_as_read


class Column(QWidget):
    """A column with the gaps of a page and no edges of its own."""

    def __init__(self, things: Sequence[QWidget | QLayout] = ()) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(current_look().scale.gap(2))
        self.add(*things)

    def add(self, *things: QWidget | QLayout) -> None:
        """Add things below what is there."""
        add_to(self.body, *things)


class Replaceable(QWidget):
    """A place on a screen whose content is made anew when its data change.

    The keyboard focus stays where it was: on the thing with the same words.
    """

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self.hide()

    def show_nothing(self) -> None:
        """Take away what is there, and the room it took."""
        if self._shown is not None:
            self._body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.hide()

    def show_instead(self, fresh: QWidget) -> None:
        """Put `fresh` in place of what is there."""
        focused = self._focused_name()
        self.show_nothing()
        self._shown = fresh
        self._body.addWidget(fresh)
        self.show()
        tab_as_read(self.window())
        if focused:
            self._focus(fresh, focused)

    def _focused_name(self) -> str:
        focus = self.focusWidget() if self.isVisible() else None
        if focus is None or not self.isAncestorOf(focus) or not focus.hasFocus():
            return ""
        return str(focus.property("text") or "")

    def _focus(self, fresh: QWidget, name: str) -> None:
        for thing in fresh.findChildren(QWidget):
            if thing.property("text") == name:
                thing.setFocus()
                return
