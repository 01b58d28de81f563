"""The Leaving screen: first out of the meeting itself, only then the quiet page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.pages import block_texts, read_page
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.safety import add_blocks
from ui.service_words import drawn_button, service_in_use, where_in_words
from ui.session_captions import end_captions
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from resources.pages import Block
    from ui.services import Services

SHOW_HOW = "how"
"""The `detail` under which the first step shows how to leave in the service in use."""

STILL_OPEN = "still_open"
"""The `detail` in the rehearsal, where the person says it is closed and it is not."""

AFTER = "after"
"""The `detail` of a message to somebody after a session: other words are ready than before."""

QUIET = "quiet"
"""The `detail` of the quiet page: the person has closed the meeting."""


class LeavingScreen(Screen):
    """Two steps out of a session. Parlour cannot close a meeting, and does not say it has."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        is_practice_over = services.join.is_practising and not services.practice_room.has_window
        self._is_out = detail == QUIET or is_practice_over
        self.is_beside = not self._is_out
        self._begin: BigButton
        if self._is_out:
            self._show_quiet_page()
        elif detail == STILL_OPEN:
            self._show_still_open()
        else:
            self._show_way_out(shows_how=detail == SHOW_HOW)
        self.until_left(services.practice_room.watch(self._practice_changed))

    @property
    def title(self) -> str:
        """Say that the meeting is still on, or that it is over."""
        if self._is_out:
            return self.words("leaving.title")
        join = self.services.join
        if join.is_by_phone:
            return self.words("leaving.still_on_phone")
        service = service_in_use(self.services) or self.words("leaving.the_meeting")
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
        page.draw_in_rest(self._drawing())
        self._begin = self._button("leaving.closed", "check", kind=Kind.MAIN)
        self._begin.chosen.connect(self._closed)
        self._begin.setAccessibleDescription(self._who_notices())
        if shows_how:
            other = self._way_back_in()
        else:
            other = self._button("leaving.show_how", "help")
            other.chosen.connect(lambda: self._go_on(SHOW_HOW))
        self.bar(self._begin, other)

    def _drawing(self) -> str | QWidget:
        """Return a picture of the red button, where it stands in the meeting in use."""
        return drawn_button(self.services, "leave") or "phone"

    def _show_still_open(self) -> None:
        """Say that the practice meeting is open, and offer to close it: nobody goes in a circle."""
        page = self.page()
        page.add(Notice(self.words("practice_room.still_open"), tone=Tone.ASK))
        page.draw_in_rest(self._drawing())
        self._begin = self._button("practice_room.close", "check", kind=Kind.MAIN)
        self._begin.chosen.connect(self.services.practice_room.leave)
        self._begin.setAccessibleDescription(self.words("practice_room.still_open"))
        self.bar(self._begin, self._way_back_in())

    def _way_back_in(self) -> BigButton:
        kind = Kind.QUIET if self._is_out else Kind.ORDINARY
        back = self._button("leaving.back_in", "back", kind=kind)
        back.chosen.connect(lambda: self.services.navigator.back_to(Place.SESSION))
        return back

    def _closed(self) -> None:
        """Believe it; of the practice meeting Parlour knows whether it is so."""
        room, join = self.services.practice_room, self.services.join
        self._go_on(STILL_OPEN if join.is_practising and room.has_window else QUIET)

    def _practice_changed(self) -> None:
        """Go on by itself once the practice meeting is closed."""
        room = self.services.practice_room
        if self.services.join.is_practising and not self._is_out and not room.has_window:
            self._go_on(QUIET)

    def _who_notices(self) -> str:
        join = self.services.join
        if join.is_by_phone:
            return self.words("leaving.may_hear")
        if join.is_practising:
            return self.words("leaving.may_see_there")
        key = "leaving.only_watch" if join.steps_anywhere().is_for_watching else "leaving.may_see"
        return self.words(key)

    def _how(self) -> Card:
        join, card = self.services.join, Card(Tone.CALM)
        if join.is_by_phone:
            card.add(Paragraph(self.words("leaving.hang_up"), strong=True))
            return card
        where = where_in_words(self.services)
        if where:
            card.add(Heading(where, level=2))
        card.add(Paragraph(self.words(join.steps_anywhere().leave), strong=True))
        card.add(Paragraph(self.words("leaving.close_window")))
        return card

    def _show_quiet_page(self) -> None:
        page, written = self.page(), read_page("leaving", self.words.language)
        first, *blocks = written.blocks
        page.add(self._greeting(first))
        add_blocks(page, tuple(blocks))
        page.add(self._next())
        message = self._button("leaving.message", "person")
        message.chosen.connect(self.go(Place.TELL_HELPER, AFTER))
        note = self._button("notes.after", "edit")
        note.chosen.connect(self.go(Place.WRITE_NOTE))
        somebody = self._button("leaving.somebody", "phone", kind=Kind.QUIET)
        somebody.chosen.connect(self.go(Place.HELPLINES))
        for_somebody = Rows(columns=2)
        for button in (message, note):
            for_somebody.addWidget(button)
        page.add(for_somebody, somebody, Paragraph(self.words("leaving.come_back"), quiet=True))
        page.draw_in_rest("cup")
        self._begin = self._button("leaving.home", "home", kind=Kind.MAIN)
        self._begin.chosen.connect(self._finish)
        self.bar(self._begin, self._way_back_in())

    def _greeting(self, words: Block) -> QHBoxLayout | QWidget:
        """Return the first words, beside the picture of the group that was left."""
        greeting = Paragraph(" ".join(block_texts((words,))), strong=True)
        session = self.services.join.current
        if session is None:
            return greeting
        return beside(GroupDisc(*self.services.agenda.picture_of(session)), greeting)

    def _next(self) -> Card:
        """Return what comes next, with the picture of its group."""
        agenda, current = self.services.agenda, self.services.join.current
        said, following = Paragraph(agenda.next_in_words(current)), agenda.following(current)
        card = Card(Tone.CALM)
        if following is None:
            card.add(said)
        else:
            card.add(beside(GroupDisc(*agenda.picture_of(following), side=44), said))
        return card

    def _button(self, key: str, icon: str, *, kind: Kind = Kind.ORDINARY) -> BigButton:
        return BigButton(self.words(key), kind=kind, icon=icon)

    def _go_on(self, detail: str) -> None:
        self.services.navigator.replace(Place.LEAVING, detail)

    def _finish(self) -> None:
        self.services.join.left()
        self.services.practice_room.leave()
        self.services.captioning.forget()  # what was said in confidence
        end_captions(self.services)
        self.services.beside.end()
        self.services.navigator.go(Place.HOME)


def begin_to_leave(services: Services) -> None:
    """Fall silent here, and go where the person is helped out of the meeting."""
    services.captioning.pause()
    services.captioning.listen_to("group")  # the microphone is asked for each time
    services.rehearsing.stop()
    services.navigator.go(Place.LEAVING)
