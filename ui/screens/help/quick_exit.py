"""The Leave quickly screen: what it hides, what it does not hide, its key, and the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.browsers.quick_exit import BY_KEY
from ui.quick_exit import leave_quickly
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import ItemList
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

HIDES = ("quick_exit.hides.windows", "quick_exit.hides.reminders", "quick_exit.hides.copied")
"""What is gone afterwards."""

STAYS = ("quick_exit.stays.meeting", "quick_exit.stays.browser", "quick_exit.stays.parlour")
"""What is still there, and has to be known before."""


class QuickExitScreen(Screen):
    """All of it is said before it is needed: then there is no time to read."""

    title_key = "quick_exit.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("quick_exit.what"), strong=True))
        for heading, points in (("quick_exit.hides", HIDES), ("quick_exit.stays", STAYS)):
            page.add(Heading(self.words(heading), level=2))
            page.add(ItemList(ListItem(self.words(key)) for key in points))
        page.add(SettingCard(services, BY_KEY))
        page.draw_in_rest("sun")
        self._leave = BigButton(self.words("quick_exit.now"), kind=Kind.MAIN, icon="leave")
        self._leave.chosen.connect(lambda: leave_quickly(services))
        self.bar(self._leave)

    @property
    def first(self) -> QWidget:
        """Begin at the button: there may be no time."""
        return self._leave
