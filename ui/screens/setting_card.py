"""Card for one setting: its question, its answers, and what is chosen now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal

from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from resources.declared import Setting
    from ui.services import Services

T = TypeVar("T", str, int, bool)


class SettingCard(Card, Generic[T]):
    """A choice works at once and is remembered; `changed` is emitted after it."""

    changed = Signal()

    def __init__(self, services: Services, setting: Setting[T], *, columns: int = 2) -> None:
        super().__init__()
        self._services = services
        self._setting: Setting[T] = setting
        answers = [(choice, self._answer(choice)) for choice in setting.choices]
        question = services.words(f"setting.{setting.key}")
        self._row = ChoiceRow(question, answers, chosen=services.settings[setting], columns=columns)
        self._row.picked.connect(self._pick)
        self.add(self._row)

    @property
    def chosen(self) -> QWidget | None:
        """Return the answer that is chosen, to put the focus on."""
        return self._row.chosen_answer

    def show_choice(self) -> None:
        """Show what is chosen now, after it was changed elsewhere."""
        self._row.choose(self._services.settings[self._setting])

    def _answer(self, choice: T) -> str:
        each = f"setting.{self._setting.key}.each"
        if self._services.words.has(each):
            return self._services.words(each, value=choice)
        return self._services.words(f"setting.{self._setting.key}.{str(choice).lower()}")

    def _pick(self, value: T) -> None:
        self._services.settings[self._setting] = value
        self.changed.emit()
