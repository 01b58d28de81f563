"""Screen What has changed: what moved, was called off or is new, until the person has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import ItemList
from ui.widgets.text import ListItem, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

MOST_CHANGES = 8
"""More than that is a new calendar, and My sessions shows it whole."""


class ChangesScreen(Screen):
    """The changes, and one button that says they were read."""

    title_key = "changes.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        changes = services.agenda.changes_in_words
        if changes:
            page.add(ItemList(ListItem(change) for change in changes[:MOST_CHANGES]))
            self._main = BigButton(self.words("notice.read"), kind=Kind.MAIN, icon="check")
            self._main.chosen.connect(self._read)
        else:
            page.add(Paragraph(self.words("changes.none")))
            self._main = BigButton(self.words("changes.back"), kind=Kind.MAIN, icon="home")
            self._main.chosen.connect(self.go(Place.HOME))
        page.draw_in_rest("calendar")
        self.bar(self._main)

    @property
    def first(self) -> QWidget:
        """Begin at the button."""
        return self._main

    def _read(self) -> None:
        self.run(self.services.agenda.seen(), done=lambda _: self.go(Place.HOME)())
