"""Settings in plain words. Every choice works at once and is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.text_size import TEXT_SIZE
from accessibility.look.themes import THEME
from desktop.navigation import Place
from ui.screens.base import Screen
from ui.widgets.button import BigButton
from ui.widgets.card import Card, Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from resources.declared import Setting
    from ui.parts import Parts

T = TypeVar("T", str, int, bool)


class SettingsScreen(Screen):
    """Text size, colours, captions on or off, calendars."""

    title_key = "settings.title"

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        page = self.page()
        page.add(Paragraph(self.words("settings.kept")))
        if parts.settings.set_aside is not None:
            page.add(Notice(self.words("settings.set_aside"), tone=Tone.ASK))
        self._unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        self._unsaved.setVisible(parts.settings.unsaved)
        page.add(self._unsaved)
        page.add(self._choice(TEXT_SIZE, columns=4))
        page.add(self._choice(THEME))
        page.add(self._choice(CAPTIONS_ON))
        rows = Rows(columns=2)
        for key, icon, place in (
            ("settings.calendars", "calendar", Place.CALENDAR),
            ("settings.pack", "captions", Place.LANGUAGE_PACK),
        ):
            button = BigButton(self.words(key), icon=icon)
            button.chosen.connect(self.go(place))
            rows.addWidget(button)
        page.add(rows)
        page.add_stretch()

    def _choice(self, setting: Setting[T], *, columns: int = 2) -> Card:
        """Return the card of one setting: its question and its answers."""
        card = Card()
        question = self.words(f"setting.{setting.key}")
        answers = [(choice, self._answer(setting, choice)) for choice in setting.choices]
        chosen = self.parts.settings[setting]
        row = ChoiceRow(question, answers, chosen=chosen, columns=columns)
        row.picked.connect(lambda value: self._pick(setting, value))
        card.add(row)
        return card

    def _answer(self, setting: Setting[T], choice: T) -> str:
        each = f"setting.{setting.key}.each"
        if self.words.has(each):
            return self.words(each, value=choice)
        return self.words(f"setting.{setting.key}.{str(choice).lower()}")

    def _pick(self, setting: Setting[T], value: T) -> None:
        self.parts.settings[setting] = value
        self._unsaved.setVisible(self.parts.settings.unsaved)
