"""Vertical containers: a plain column, and one whose content is replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from accessibility.qt.palette import current_look
from ui.widgets.arrival import arrive_at
from ui.widgets.card import add_to
from ui.widgets.let_go import let_go
from ui.widgets.roles import set_role
from ui.widgets.tab_order import tab_as_read
from ui.widgets.text import ListItem

FOCUS_BY_TAB = Qt.FocusPolicy.TabFocus


class Column(QWidget):
    """A column with the gaps of a page and no edges of its own."""

    def __init__(self, things: Sequence[QWidget | QLayout] = (), *, gaps: float = 2) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(current_look().scale.gap(gaps))
        self.add(*things)

    def add(self, *things: QWidget | QLayout) -> None:
        """Add things below what is there."""
        add_to(self.body, *things)


class ItemList(Column):
    """Points that belong together; a screen reader is told that they are a list."""

    def __init__(self, items: Iterable[ListItem]) -> None:
        super().__init__(gaps=1)
        set_role(self, QAccessible.Role.List)
        self.add(*items)


class Replaceable(QWidget):
    """A place on a screen whose content is made anew when its data change.

    Put it in its place first. The keyboard focus stays where it was: on the thing with
    the same words, or at the beginning.
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
            let_go(self._shown)
            self._shown = None
        self.hide()

    def show_instead(self, fresh: QWidget) -> None:
        """Put `fresh` in place of what is there."""
        focused = self._focused_words()
        self.show_nothing()
        self._shown = fresh
        self._body.addWidget(fresh)
        self.show()
        tab_as_read(self.window())
        if focused is not None:
            _focus(fresh, focused)

    def _focused_words(self) -> str | None:
        """Return the words of what has the focus in here; None if nothing has."""
        focus = self.focusWidget() if self.isVisible() else None
        if focus is None or not self.isAncestorOf(focus) or not focus.hasFocus():
            return None
        return str(focus.property("text") or "")


def _focus(fresh: QWidget, words: str) -> None:
    """Put the focus on what has the same words, else on the first thing that can have it."""
    stops = [one for one in fresh.findChildren(QWidget) if one.focusPolicy() & FOCUS_BY_TAB]
    same = [one for one in stops if one.property("text") == words]
    if same:
        same[0].setFocus()
    elif stops:
        arrive_at(stops[0], fresh)
