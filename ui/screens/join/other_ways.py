"""The choices when a meeting did not open: again, another browser, by hand, by phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.links.spelling import meeting_code, spelled
from ui.clipboard import copy_for_a_while
from ui.navigation import Place
from ui.screens.help.help import helper_card
from ui.screens.join.by_phone import phone_button
from ui.screens.join.group_ways import group_ways
from ui.widgets.button import BigButton
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from desktop.browsers.browser import Browser
    from desktop.links.policy import LinkVerdict
    from desktop.sessions.session import Session
    from resources.declared import Problem
    from ui.services import Services


class OtherWays(Column):
    """The other ways into a meeting, the likeliest first.

    Where some `were_tried` before, in vain, a person to call and a phone come first.
    `again` asks for the usual browser once more, `elsewhere` for another one: it
    carries the browsers there are, a tuple of `Browser`.
    """

    again = Signal()
    elsewhere = Signal(tuple)

    def __init__(
        self,
        services: Services,
        session: Session,
        link: LinkVerdict,
        problem: Problem | None,
        *,
        were_tried: bool = False,
    ) -> None:
        super().__init__()
        self._services = services
        self._words = services.words
        if problem is not None:
            self.add(Notice(self._words.explain(problem), tone=Tone.ASK))
        person = helper_card(services) or Paragraph(self._words("opening.call_nobody"))
        phone = phone_button(services, session)
        by_people = [person] if phone is None else [person, phone]
        if were_tried:
            self.add(Paragraph(self._words("opening.tried"), strong=True), *by_people)
        self.first = BigButton(self._words("opening.again"), icon="open-again")
        self.first.chosen.connect(self.again)
        self._browsers = Replaceable()
        copy = BigButton(self._words("opening.copy"), icon="copy")
        copy.chosen.connect(lambda: self._copy(link, copy))
        self.add(self.first, self._browsers, copy)
        self._add_code(session, link)
        ways = group_ways(services, session)
        if phone is not None and not were_tried:
            self.add(phone)
        if ways is not None:
            self.add(ways)
        if not were_tried:
            self.add(person)

    def show_browsers(self, browsers: tuple[Browser, ...]) -> None:
        """Offer other browsers, where there are any."""
        if not browsers:
            return
        if len(browsers) == 1:
            text = self._words("opening.in_browser", browser=browsers[0].name)
        else:
            text = self._words("opening.other_browser")
        button = BigButton(text, icon="join")
        button.chosen.connect(lambda: self.elsewhere.emit(browsers))
        self._browsers.show_instead(button)

    def _copy(self, link: LinkVerdict, button: BigButton) -> None:
        copy_for_a_while(link.opens or "")
        button.hint = self._words("opening.copied")
        self._services.say(button.hint)

    def _add_code(self, session: Session, link: LinkVerdict) -> None:
        """Write down what can be typed by hand: digits in groups, letters spelled out."""
        code = meeting_code(link, session.note)
        if code is None:
            return
        card = Card(Tone.CALM)
        card.add(Heading(self._words("opening.spoken", number=code.number), level=2, size=3))
        if code.passcode:
            card.add(Heading(self._words("opening.passcode", code=code.passcode), level=2, size=3))
            if not code.passcode.isdigit():
                spelled_out = spelled(code.passcode, self._words)
                card.add(Paragraph(self._words("opening.spelled", letters=spelled_out)))
        self.add(card)


class PracticeWays(Column):
    """Where the practice meeting is: to the front with it, or on without its window."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        room, words = services.practice_room, services.words
        self._services = services
        self.first = BigButton(words("practice_room.front"), icon="open-again")
        self.first.chosen.connect(room.open)
        without = BigButton(words("practice_room.without"), icon="play")
        without.chosen.connect(self._go_without)
        self.add(Paragraph(words("practice_room.where"), strong=True), self.first, without)
        helper = helper_card(services)
        if helper is not None:
            self.add(helper)

    def _go_without(self) -> None:
        self._services.practice_room.go_without_window()
        self._services.navigator.replace(Place.SESSION)
