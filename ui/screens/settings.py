"""Settings in plain words. Every choice works at once and is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.own_window import WHERE
from accessibility.look.text_size import TEXT_SIZE, Scale
from accessibility.look.themes import THEME
from desktop.sessions.reminder_rules import REMINDERS_ON
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.packs.pack_words import language_name
from ui.screens.setting_card import SettingCard
from ui.screens.tile import Tile, tile_button
from ui.widgets.card import Tone
from ui.widgets.look_choices import SizeChoice, ThemeChoice
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from resources.declared import Setting
    from ui.services import Services
    from ui.widgets.choice_row import Choice, Value

T = TypeVar("T", str, int, bool)


WAYS = (
    Tile("settings.calendars", "calendar", "calendar", Place.CALENDAR),
    Tile("settings.reminders", "bell", "bell", Place.REMINDERS),
    Tile("settings.pack", "folder", "speech", Place.LANGUAGE_PACK),
    Tile("settings.caption_place", "captions", "captions", Place.CAPTION_PLACE),
    Tile("settings.helper", "person", "friends", Place.HELPER),
)


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
        page.add(self._choice(TEXT_SIZE, columns=4, make=self._size))
        page.add(self._choice(THEME, make=self._theme))
        page.add(self._choice(CAPTIONS_ON))
        rows = Rows(columns=2)
        for way in WAYS:
            rows.addWidget(tile_button(self, way, hint=self._now(way.place)))
        page.add(rows)
        page.add_stretch()

    def _size(self, percent: Value, text: str) -> Choice:
        return SizeChoice(text, self.words("settings.letters"), Scale(int(percent)).body)

    def _theme(self, name: Value, text: str) -> Choice:
        return ThemeChoice(text, self.words("settings.sentence"), str(name))

    def _now(self, place: Place) -> str:
        """Say what is so now behind a button."""
        services, words = self.services, self.words
        if place is Place.CALENDAR:
            count = len(services.calendars.sources)
            return words("settings.calendars_now", count=count) if count else words("settings.none")
        if place is Place.REMINDERS:
            is_on = services.settings[REMINDERS_ON]
            return words("settings.reminders_now" if is_on else "settings.reminders_off")
        if place is Place.LANGUAGE_PACK:
            pack = services.captioning.pack
            return language_name(words, pack.language) if pack else words("settings.none")
        if place is Place.CAPTION_PLACE:
            return words(f"setting.{WHERE.key}.{services.settings[WHERE]}")
        helper = services.agenda.helper
        return helper.name if helper is not None else words("settings.nobody")

    def _choice(
        self,
        setting: Setting[T],
        *,
        columns: int = 2,
        make: Callable[[Value, str], Choice] | None = None,
    ) -> SettingCard[T]:
        card = SettingCard(self.services, setting, columns=columns, make=make, says_now=True)
        card.changed.connect(lambda: self._unsaved.setVisible(self.services.settings.unsaved))
        return card
