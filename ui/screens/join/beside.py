"""Screen: where Parlour stands while a meeting is open, and all that a strip has no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.beside.geometry import SHARE, STANDS
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

OFFERED = (20, 25, 33, 50)
"""Shares of the screen's height that are offered in words; every other one comes by pulling."""


class BesideScreen(Screen):
    """A choice works as soon as Parlour is beside the meeting again."""

    title_key = "beside.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        keeps = services.space.keeps
        page.add(Paragraph(self.words("beside.what" if keeps == "free" else f"beside.{keeps}")))
        rows = Rows(columns=2)
        for key, icon, place in (
            ("beside.captions", "captions", Place.CAPTION_TOOLS),
            ("caption_panel.cards", "person", Place.SHOW_CARDS),
        ):
            button = BigButton(self.words(key), icon=icon)
            button.chosen.connect(self.go(place))
            rows.addWidget(button)
        page.add(rows)
        stands = SettingCard(services, STANDS)
        stands.add(Paragraph(self.words("beside.large_text"), quiet=True))
        page.add(stands, self._height())
        page.add_stretch()
        self._back: BigButton | None = None
        if services.join.current is not None:
            self._back = BigButton(self.words("beside.back"), kind=Kind.MAIN, icon="back")
            self._back.chosen.connect(self._go_back)
            self.bar(self._back)

    @property
    def first(self) -> QWidget | None:
        """Begin at the way back to the session, if there is one."""
        return self._back

    def _height(self) -> Card:
        """Return the choice of the strip's height; where it was pulled, the nearest is chosen."""
        card, settings = Card(), self.services.settings
        answers = [(share, self.words(f"beside.high.{share}")) for share in OFFERED]
        chosen = min(OFFERED, key=lambda share: abs(share - int(settings[SHARE])))
        row = ChoiceRow(self.words("beside.high"), answers, chosen=chosen)
        row.picked.connect(self._pick)
        card.add(row, Paragraph(self.words("beside.keys"), quiet=True))
        return card

    def _pick(self, share: str | int | bool) -> None:
        self.services.settings[SHARE] = str(share)

    def _go_back(self) -> None:
        self.services.beside.is_large = False
        self.services.navigator.back_to(Place.SESSION)
