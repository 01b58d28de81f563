"""Base of the questions about a session that is typed, and of what was pasted above them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.sessions.times_in_words import say_clock
from ui.navigation import Place
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card
from ui.widgets.column import Column, ItemList
from ui.widgets.field import LabelledField
from ui.widgets.text import Heading, ListItem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

    from desktop.calendars.weekly_draft import Typed
    from ui.services import Services


class Question(Column):
    """One question. What was answered before stands there; `_remember` keeps the answer.

    `main` is the button that goes on; `main_changed` says that it is another now, and
    what it is told with, if the focus goes to it. `asked` says that the focus goes to an
    answer of one more question, and what is asked. `title_key` names its heading now.
    """

    main_changed = Signal(str)
    asked = Signal(QWidget, str)
    main: BigButton | None = None
    first: QWidget | None = None
    step = ""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._words = services.words
        self.title_key = f"weekly.{self.step}"

    @property
    def _typed(self) -> Typed:
        return self._services.draft.typed

    def _remember(self, **answers: Any) -> None:
        self._services.draft.typed = replace(self._typed, **answers)

    def _go_on(self) -> None:
        """Go to the question after this one."""
        self._services.navigator.go(Place.WEEKLY, self._typed.step_after(self.step))

    def _button(self, key: str, then: Callable[[], None]) -> BigButton:
        self.main = BigButton(self._words(key), kind=Kind.MAIN, icon="check")
        self.main.chosen.connect(then)
        return self.main

    def _line(self, name: str, text: str, then: Callable[[], None]) -> LabelledField:
        hint = self._words(f"weekly.{name}_hint")
        label = self._words("weekly.name_field" if name == "name" else f"weekly.{name}")
        field = LabelledField(label, hint=hint, text=text)
        field.accepted.connect(then)
        return field


def understood(services: Services, step: str) -> Card | None:
    """Return what was understood of a pasted text, above the first question that it left open."""
    draft = services.draft
    if draft.pasted is None or draft.typed.open[:1] != (step,):
        return None
    from desktop.calendars.pasted_words import say_pasted

    card = Card()
    card.add(Heading(services.words("pasted.found"), level=2))
    lines = say_pasted(draft.pasted, services.clock.now(), services.words)
    card.add(ItemList(ListItem(line) for line in lines))
    return card


def say_clock_of(at: time, services: Services) -> str:
    """Say a time of day."""
    return say_clock(services.clock.now().replace(hour=at.hour, minute=at.minute), services.words)
