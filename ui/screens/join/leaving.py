"""The Leaving screen: first out of the meeting itself, only then the quiet page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.pages import read_page
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.safety import add_blocks
from ui.session_captions import end_captions
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.services import Services

SHOW_HOW = "how"
"""The `detail` under which the first step shows how to leave in the service in use."""

QUIET = "quiet"
"""The `detail` of the quiet page: the person has closed the meeting."""


class LeavingScreen(Screen):
    """Two steps out of a session. Parlour cannot close a meeting, and does not say it has."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._is_out = detail == QUIET or services.join.is_practising
        self._begin: BigButton
        if self._is_out:
            self._show_quiet_page()
        else:
            self._show_way_out(shows_how=detail == SHOW_HOW)

    @property
    def title(self) -> str:
        """Say that the meeting is still on, or that it is over."""
        if self._is_out:
            return self.words("leaving.title")
        join = self.services.join
        if join.is_by_phone:
            return self.words("leaving.still_on_phone")
        service = join.service_name or self.words("leaving.the_meeting")
        return self.words("leaving.still_in", service=service)

    @property
    def first(self) -> QWidget:
        """Begin at the main button."""
        return self._begin

    def _show_way_out(self, *, shows_how: bool) -> None:
        page = self.page()
        page.add(Paragraph(self._who_notices(), strong=True))
        if shows_how:
            page.add(self._how())
        page.draw_in_rest("door")
        self._begin = self._button("leaving.closed", "check", kind=Kind.MAIN)
        self._begin.chosen.connect(lambda: self._go_on(QUIET))
        self._begin.setAccessibleDescription(self._who_notices())
        if shows_how:
            other = self._button("leaving.back_in", "back")
            other.chosen.connect(lambda: self.services.navigator.back_to(Place.SESSION))
        else:
            other = self._button("leaving.show_how", "help")
            other.chosen.connect(lambda: self._go_on(SHOW_HOW))
        self.bar(self._begin, other)

    def _who_notices(self) -> str:
        join = self.services.join
        if join.is_by_phone:
            return self.words("leaving.may_hear")
        key = "leaving.only_watch" if join.steps_anywhere().is_for_watching else "leaving.may_see"
        return self.words(key)

    def _how(self) -> Card:
        join, card = self.services.join, Card(Tone.CALM)
        if join.is_by_phone:
            card.add(Paragraph(self.words("leaving.hang_up"), strong=True))
            return card
        if join.service_name:
            where = self.words("need_help.in_service", service=join.service_name)
            card.add(Heading(where, level=2))
        card.add(Paragraph(self.words(join.steps_anywhere().leave), strong=True))
        card.add(Paragraph(self.words("leaving.close_window")))
        return card

    def _show_quiet_page(self) -> None:
        page = self.page()
        card = Card(Tone.CALM)
        card.add(Paragraph(self.services.agenda.next_in_words(self.services.join.current)))
        page.add(card)
        add_blocks(page, read_page("leaving", self.words.language).blocks)
        message = self._button("leaving.message", "person")
        message.chosen.connect(self.go(Place.TELL_HELPER))
        page.add(message)
        page.draw_in_rest("cup")
        self._begin = self._button("leaving.home", "home", kind=Kind.MAIN)
        self._begin.chosen.connect(self._finish)
        back = self._button("leaving.back_in", "back")
        back.chosen.connect(lambda: self.services.navigator.back_to(Place.SESSION))
        self.bar(self._begin, back)

    def _button(self, key: str, icon: str, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        return BigButton(self.words(key), kind=kind, icon=icon)

    def _go_on(self, detail: str) -> None:
        self.services.navigator.replace(Place.LEAVING, detail)

    def _finish(self) -> None:
        self.services.join.left()
        self.services.captioning.forget()  # what was said in confidence
        end_captions(self.services)
        self.services.navigator.go(Place.HOME)


def begin_to_leave(services: Services) -> None:
    """Fall silent here, and go where the person is helped out of the meeting."""
    services.captioning.pause()
    services.captioning.listen_to("group")  # the microphone is asked for each time
    services.rehearsing.stop()
    services.navigator.go(Place.LEAVING)
