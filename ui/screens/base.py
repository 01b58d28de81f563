"""What every screen is: made when a person arrives, gone when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.bottom_bar import BottomBar
from ui.widgets.page import Page
from ui.widgets.room import Room
from ui.widgets.text import Heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.navigation import Place
    from ui.parts import Parts


class Screen(QWidget):
    """One place. It is built afresh at every visit, so it never shows what is over.

    `title_key` names its title: the window's title, and its own first heading
    unless the screen has a better one. `retitled` says that it has changed.
    """

    title_key = ""
    retitled = Signal()

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__()
        self.parts = parts
        self.words = parts.words
        self.detail = detail
        self._goodbyes: list[Callable[[], None]] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)

    @property
    def title(self) -> str:
        """Return the screen's title in words."""
        return self.words(self.title_key)

    @property
    def first(self) -> QWidget | None:
        """Return what has the focus on arrival; the first thing there is, by default."""
        return None

    def page(self, *, heading: bool = True) -> Page:
        """Add the one scrolling column, with the title as its heading."""
        page = Page()
        self.body.addWidget(page)
        if heading:
            page.add(Heading(self.title))
        return page

    def room(self) -> Room:
        """Add a page as wide as the window, for captions, with the title as its heading."""
        room = Room()
        room.add(Heading(self.title, level=2))
        self.body.addWidget(room, 1)
        return room

    def bar(self, *buttons: QWidget) -> None:
        """Add buttons that stay at the bottom, whatever is scrolled above them."""
        self.body.addWidget(BottomBar(*buttons))

    def go(self, place: Place, detail: str = "") -> Callable[[], None]:
        """Return what leads to a place: connect a button to it."""
        return lambda: self.parts.navigator.go(place, detail)

    def until_left(self, stop: Callable[[], None]) -> None:
        """Call `stop` when the person leaves this screen."""
        self._goodbyes.append(stop)

    def leave(self) -> None:
        """Let go of everything that could call back; the screen goes away next."""
        while self._goodbyes:
            self._goodbyes.pop()()
