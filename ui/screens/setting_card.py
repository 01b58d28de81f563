"""Card for one setting: its question, its answers, and what is chosen now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal

from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.tab_order import tab_as_read
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from resources.declared import Setting
    from ui.services import Services
    from ui.widgets.choice_row import Choice, Value

T = TypeVar("T", str, int, bool)


class SettingCard(Card, Generic[T]):
    """A choice works at once and is remembered; `changed` is emitted after it.

    `make` makes an answer of a value and its words. With `says_now` the card says what is so
    now, and offers to put a change back.
    """

    changed = Signal()

    def __init__(
        self,
        services: Services,
        setting: Setting[T],
        *,
        columns: int = 2,
        make: Callable[[Value, str], Choice] | None = None,
        says_now: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._setting: Setting[T] = setting
        answers = [(choice, self._answer(choice)) for choice in setting.choices]
        question = services.words(f"setting.{setting.key}")
        self._before: T = services.settings[setting]
        self._row = ChoiceRow(question, answers, chosen=self._before, columns=columns, make=make)
        self._row.picked.connect(self._pick)
        self.add(self._row)
        self._now: Paragraph | None = None
        if says_now:
            self._now = Paragraph("", quiet=True)
            put_back = services.words("setting.put_back")
            self._back = BigButton(put_back, kind=Kind.QUIET, icon="back")
            self._back.setAccessibleName(f"{put_back}: {question}")  # a screen has several
            self._back.chosen.connect(self._put_back)
            self.add(self._now, self._back)
            self._say_now()

    @property
    def chosen(self) -> QWidget | None:
        """Return the answer that is chosen, to put the focus on."""
        return self._row.chosen_answer

    def show_choice(self) -> None:
        """Show what is chosen now, after it was changed elsewhere."""
        self._row.choose(self._services.settings[self._setting])
        self._say_now()

    def _answer(self, choice: T) -> str:
        each = f"setting.{self._setting.key}.each"
        if self._services.words.has(each):
            return self._services.words(each, value=choice)
        return self._services.words(f"setting.{self._setting.key}.{str(choice).lower()}")

    def _pick(self, value: T) -> None:
        self._services.settings[self._setting] = value
        self._say_now()
        self.changed.emit()

    def _say_now(self) -> None:
        """Say what is so now; where that was changed here, offer to put it back."""
        if self._now is not None:
            now = self._services.settings[self._setting]
            self._now.setText(self._services.words("setting.now", answer=self._answer(now)))
            was_hidden = self._back.isHidden()
            self._back.setVisible(now != self._before)
            if was_hidden and now != self._before:
                tab_as_read(self.window())

    def _put_back(self) -> None:
        self._services.settings[self._setting] = self._before
        self.show_choice()
        if self._row.chosen_answer is not None:
            self._row.chosen_answer.setFocus()
        self._services.say(self._services.words("setting.is_back"))
        self.changed.emit()
