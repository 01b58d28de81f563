"""Settings in plain words. Every choice works at once and is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.text_size import TEXT_SIZE
from accessibility.look.themes import THEME
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton
from ui.widgets.card import Tone
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from resources.declared import Setting
    from ui.services import Services

T = TypeVar("T", str, int, bool)


class SettingsScreen(Screen):
    """Text size, colours, captions on or off, calendars, reminders."""

    title_key = "settings.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("settings.kept")))
        if services.settings.from_copy:
            page.add(Notice(self.words("settings.from_copy"), tone=Tone.ASK))
        elif services.settings.set_aside is not None:
            page.add(Notice(self.words("settings.set_aside"), tone=Tone.ASK))
        self._unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        self._unsaved.setVisible(services.settings.unsaved)
        page.add(self._unsaved)
        page.add(self._choice(TEXT_SIZE, columns=4))
        page.add(self._choice(THEME))
        page.add(self._choice(CAPTIONS_ON))
        rows = Rows(columns=2)
        for key, icon, picture, place in (
            ("settings.calendars", "calendar", "calendar", Place.CALENDAR),
            ("settings.reminders", "bell", "bell", Place.REMINDERS),
            ("settings.pack", "folder", "speech", Place.LANGUAGE_PACK),
            ("settings.caption_style", "captions", "captions", Place.CAPTION_STYLE),
            ("settings.helper", "person", "friends", Place.HELPER),
        ):
            button = BigButton(self.words(key), icon=icon, picture=picture)
            button.chosen.connect(self.go(place))
            rows.addWidget(button)
        page.add(rows)
        page.add_stretch()

    def _choice(self, setting: Setting[T], *, columns: int = 2) -> SettingCard[T]:
        card = SettingCard(self.services, setting, columns=columns)
        card.changed.connect(lambda: self._unsaved.setVisible(self.services.settings.unsaved))
        return card
