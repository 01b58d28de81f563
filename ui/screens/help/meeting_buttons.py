"""The What do the buttons do? screen: each button of the meeting in use, one question at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.service_words import drawn_button, where_in_words
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from ui.services import Services
    from ui.widgets.service_drawing import Part

PARTS = ("microphone", "camera", "hand", "chat", "leave")
"""The buttons in the order in which they are told; all but the first are the `detail`."""

KNOWN: Mapping[str, Part] = {"microphone": "microphone", "camera": "camera", "leave": "leave"}
"""Those that a drawing of the service shows, where it is known where they stand."""

DRAWINGS: Mapping[str, str] = {"hand": "hand", "chat": "speech", "leave": "door"}
"""What stands there else."""


class MeetingButtonsScreen(Screen):
    """What one button does, where it is, and its keys; then the next one."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._parts = self._there()
        self._part = detail if detail in self._parts else self._parts[0]
        page = self.page()
        at = self._parts.index(self._part) + 1
        number = self.words("before.step", number=at, of=len(self._parts))
        page.add(Paragraph(number, quiet=True))
        page.add(Paragraph(self.words(f"meeting_buttons.{self._part}.does"), strong=True))
        page.add(self._where())
        drawn = drawn_button(services, KNOWN.get(self._part))
        page.draw_in_rest(drawn or DRAWINGS.get(self._part, self._part))
        after = self._parts[at:]
        kind = Kind.ORDINARY if after else Kind.MAIN
        back = BigButton(self.words("need_help.back"), kind=kind, icon="back")
        back.chosen.connect(lambda: services.navigator.back_to(Place.SESSION))
        self._main = self._next(after[0]) if after else back
        self.bar(self._main, *([back] if after else []))

    @property
    def title(self) -> str:
        """Ask what the button does."""
        return self.words(f"meeting_buttons.{self._part}")

    @property
    def first(self) -> QWidget:
        """Begin at the main button."""
        return self._main

    def _there(self) -> tuple[str, ...]:
        """Return the buttons that the meeting in use has."""
        join = self.services.join
        if join.steps_anywhere().is_for_watching:
            return ("leave",)
        if join.is_practising:  # it has neither a hand nor a chat
            return tuple(KNOWN)
        return PARTS

    def _where(self) -> Card:
        """Return where the button is in the service in use, and the keys that press it."""
        guide, card = self.services.join.steps_anywhere(), Card(Tone.CALM)
        own = {"microphone": guide.mute, "camera": guide.camera, "leave": guide.leave}
        where = where_in_words(self.services)
        card.add(*([Heading(where, level=2)] if where else []))
        key = own.get(self._part, f"meeting_buttons.{self._part}.where")
        card.add(Paragraph(self.words(key)))
        keys = guide.key_word(self._part)
        if self.words.has(keys) and sys.platform != "darwin":
            card.add(Paragraph(self.words(keys)))
        return card

    def _next(self, part: str) -> BigButton:
        """Return what leads to another button, in place of this one."""
        navigator = self.services.navigator
        go_on = BigButton(self.words("meeting_buttons.next"), kind=Kind.MAIN, icon="check")
        go_on.chosen.connect(lambda: navigator.replace(Place.MEETING_BUTTONS, part))
        return go_on
