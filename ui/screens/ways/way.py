"""Screen of one way to take part: what it is like, what it shows about you, and one main button."""

from __future__ import annotations

import asyncio
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from desktop.sessions.times_in_words import say_clock, say_date, say_day
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.say_and_copy import say_and_copy
from ui.screens.setup.result_area import ResultArea
from ui.screens.ways.ways import PICTURES, find_way
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, LargeLine, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from desktop.groups.group import Group, TreePerson, Way
    from desktop.groups.way_opener import WayOpener
    from desktop.links.phone import PhoneJoin
    from desktop.sessions.session import Session
    from ui.services import Services

IN_PRIVATE = ("buddy", "chat", "social", "forum")
"""Ways by which a stranger can write to somebody alone, and might ask for money."""

TOLD = ("when", "place", "route", "access", "ready", "sent")
"""What a group says of a way in its own words, in the order in which it is read."""


class WayScreen(Screen):
    """One way; `detail` is the group's id and the way's place on its card (`group/3`).

    What can be done has a button each: the first stands at the foot, the rest on the page.
    """

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._result = ResultArea(services)
        self._has_main = False
        self._main: BigButton | None = None
        self._title = self.words("ways.title")
        found = find_way(services, detail)
        if found is None:
            page = self.page()
            page.add(Paragraph(self.words("ways.none")))
            page.draw_in_rest("people")
            return
        self._group, self._way = found
        self._title = self.words(f"ways.kind.{self._way.kind}")
        self._show()

    @property
    def title(self) -> str:
        """Return the name of the way."""
        return self._title

    @property
    def _opener(self) -> WayOpener:
        """Return what opens links and e-mails, by the same launcher as sessions."""
        from desktop.groups.way_opener import WayOpener

        practise = partial(self.services.navigator.go, Place.PRACTICE_WAY)
        return WayOpener(self.services.join.outside, practise)

    @property
    def first(self) -> QWidget | None:
        """Begin at the main button, if there is one."""
        return self._main

    def _show(self) -> None:
        way = self._way
        page = self.page(heading=False)
        said = Paragraph(way.words, strong=True)
        page.add(beside(GroupDisc(PICTURES[way.kind], "calm"), Heading(self._title), said))
        page.add(Paragraph(self.words(f"ways.good.{way.kind}")))
        page.add(Paragraph(self.words(f"ways.hard.{way.kind}")))
        page.add(Notice(self.words(f"ways.shows.{way.kind}"), tone=Tone.ASK))
        if way.kind in IN_PRIVATE:
            money = BigButton(self.words("ways.money"), kind=Kind.QUIET, icon="shield")
            money.chosen.connect(self.go(Place.PAGE, "safety-scams"))
            page.add(Paragraph(self.words("ways.no_money")), money)
        page.add(*self._told(), *self._reached())
        self._main, *rest = [*self._actions()] or [self._back()]
        page.add(*rest, self._result)
        page.draw_in_rest(PICTURES[way.kind])
        self.bar(self._main)

    # What the group says

    def _told(self) -> list[QWidget]:
        """Return a card with the next meeting, and with what the group says in its own words."""
        way, card = self._way, Card()
        lines: list[QWidget] = []
        if way.meets is not None:
            now = self.services.clock.now()
            day = say_date(way.meets.replace(tzinfo=now.tzinfo), now, self.words)
            at = say_clock(way.meets, self.words)
            lines.append(Paragraph(self.words("ways.meets", day=day, time=at), strong=True))
        for name in TOLD:
            text = getattr(way, name)
            if text:
                lines += [Heading(self.words(f"ways.about.{name}"), level=2), Paragraph(text)]
        card.add(*lines)
        return [card] if lines else []

    def _reached(self) -> Iterator[QWidget]:
        """Give a card for each person of a telephone tree, each number, and the address."""
        way = self._way
        if way.rings_me is not None:
            yield self._person("ways.rings_me", way.rings_me)
        for person in way.i_ring:
            yield self._person("ways.i_ring", person)
        for number in self._numbers():
            yield self._number(number)
        if way.email:
            yield self._address()

    def _person(self, key: str, person: TreePerson) -> Card:
        from desktop.links.phone import dial_in

        card = Card()
        card.add(Heading(self.words(key, name=person.name), level=2))
        number = dial_in(person.phone)
        if number is not None:
            self._add_number(card, number, person.name)
        day = self.services.calendars.tree_calls.called_on(self._group.id, person)
        if day is not None and person in self._way.i_ring:
            card.add(Paragraph(self.words("ways.called_on", name=person.name, day=self._day(day))))
            undo = BigButton(self.words("ways.not_called"), kind=Kind.QUIET, icon="back")
            undo.setAccessibleName(f"{undo.text()}: {person.name}")
            undo.chosen.connect(lambda: self._take_back(person))
            card.add(undo)
        return card

    def _numbers(self) -> list[PhoneJoin]:
        """Return the number of the way; of the phone also those by which sessions are joined."""
        from desktop.links.phone import dial_in

        found = [dial_in(self._way.number)] if self._way.number else []
        if self._way.kind == "phone" and not found:
            found = [dial_in(one.number, one.meeting) for one in self._group.dial_in]
        return [one for one in found if one is not None]

    def _number(self, number: PhoneJoin) -> Card:
        card = Card()
        self._add_number(card, number, self._title)
        return card

    def _add_number(self, card: Card, number: PhoneJoin, name: str) -> None:
        """Show a number as large as can be, and what copies and says it."""
        card.add(LargeLine(number.number))
        if number.code:
            text = self.words("opening.phone_code", code=number.code)
            card.add(Paragraph(text, strong=True))
        if number.costs_extra:
            card.add(Paragraph(self.words("opening.phone_costs")))
        card.add(say_and_copy(self, f"{name}, {number.number}", number.number, self._aloud(number)))

    def _aloud(self, number: PhoneJoin) -> list[str]:
        """Return what is read aloud: the number digit by digit, then the code."""
        said = [self.words("phone.say_number", number=number.spoken_number(self.words))]
        if number.code:
            code = number.spoken_code(self.words)
            said.append(self.words("opening.phone_code", code=code))
        return said

    def _address(self) -> Card:
        """Return the address, and the words that the e-mail begins with."""
        card, address = Card(), self._way.email
        card.add(Paragraph(address, strong=True), say_and_copy(self, address, address))
        card.add(Heading(self.words("ways.mail_ready"), level=2), Paragraph(self._letter()))
        return card

    def _letter(self) -> str:
        """Return what the prepared e-mail says: the person ends it with their own name."""
        return self.words(f"ways.mail.{self._way.kind}", name=self._group.name)

    # What can be done

    def _actions(self) -> Iterator[BigButton]:
        """Give the buttons, the main one first."""
        way, opener = self._way, self._opener
        if way.kind == "video":
            yield self._meeting()
        elif way.kind == "phone_tree":
            yield from self._tree()
        elif way.link:
            yield self._button(
                self.words("ways.open"), "open-again", lambda: self._open(opener.open_link)
            )
        if way.meets is not None and way.meets.date() >= self.services.clock.now().date():
            yield self._button(self.words("ways.calendar"), "calendar", self._save_entry)
        if way.map:
            yield self._button(
                self.words("ways.map"), "open-again", lambda: self._open(opener.open_map)
            )
        if way.email:
            is_order = way.kind == "post"
            text = self.words("ways.order") if is_order else self.words("ways.write")
            yield self._button(text, "edit", self._write)
        numbers = self._numbers()
        if numbers and self.services.aloud.can_speak:
            spoken = self._aloud(numbers[0])
            yield self._button(self.words("ways.say"), "read-aloud", lambda: self._say(spoken))

    def _button(self, text: str, icon: str, press: Callable[[], None]) -> BigButton:
        """Return the next button: the main one, where there is none yet."""
        kind = Kind.ORDINARY if self._has_main else Kind.MAIN
        self._has_main = True
        button = BigButton(text, kind=kind, icon=icon)
        button.chosen.connect(press)
        return button

    def _back(self) -> BigButton:
        return self._button(self.words("ways.back"), "back", self.services.navigator.back)

    def _meeting(self) -> BigButton:
        """Return the way into the session that is on now, into the room, or to the sessions."""
        session = self._session()
        if session is not None:
            return self._button(self.words("ways.join"), "join", self.go(Place.OPENING, session.id))
        if self._way.link:
            opener = self._opener
            return self._button(
                self.words("ways.open"), "join", lambda: self._open(opener.open_link)
            )
        return self._button(self.words("home.sessions"), "calendar", self.go(Place.SESSIONS))

    def _session(self) -> Session | None:
        """Return the group's session that can be joined now, if there is one."""
        from desktop.groups.practice_group import is_practice_group

        services = self.services
        if is_practice_group(self._group):
            return services.agenda.practice()
        sessions = services.agenda.sessions
        ours = (one for one in sessions if services.calendars.group_of(one) == self._group)
        prepared = (services.join.prepare(one) for one in ours)
        ready = (one for one in prepared if one.plan.can_join and one.way.verdict is not None)
        return next((one.session for one in ready), None)

    def _open(self, opens: Callable[[Group, Way], Coroutine[object, object, None]]) -> None:
        """Open a link of the way outside Parlour; of the practice group, a screen opens."""

        def done(_: None) -> None:
            self._result.tell(self.words("ways.opened"))

        self.run(opens(self._group, self._way), done=done, failed=self._result.explain)

    def _write(self) -> None:
        subject = self.words("ways.mail_subject", name=self._group.name)
        work = self._opener.write(self._way.email, subject, self._letter())

        def done(_: None) -> None:
            self._result.tell(self.words("ways.mail_opened"))

        self.run(work, done=done, failed=self._result.explain)

    def _say(self, spoken: list[str]) -> None:
        self.services.aloud.stop()
        self.services.aloud.read(spoken)

    def _save_entry(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.save_entry_in(Path(QStandardPaths.writableLocation(place)))

    def save_entry_in(self, folder: Path) -> None:
        """Write the calendar entry into a folder, and say which."""
        from desktop.groups.calendar_entry import ENDING, calendar_entry
        from desktop.storage.saved_page import save_page

        group, way, now = self._group, self._way, self.services.clock.now()

        def save() -> Path:
            return save_page(folder, group.name, calendar_entry(group, way, now), ending=ENDING)

        def done(path: Path) -> None:
            blanks = {"name": path.name, "folder": path.parent.name}
            self._result.tell(self.words("ways.entry_saved", **blanks))

        self._result.wait_for(asyncio.to_thread(save), self.words("ways.entry_saving"), done)

    # A telephone tree

    def _tree(self) -> Iterator[BigButton]:
        """Give what marks the next person as called today, and the way to paper."""
        today = self.services.clock.now().date()
        calls = self.services.calendars.tree_calls
        left = (one for one in self._way.i_ring if calls.called_on(self._group.id, one) != today)
        person = next(left, None)
        if person is not None:
            text = self.words("ways.called", name=person.name)
            yield self._button(text, "check", lambda: self._mark(person))
        yield self._button(
            self.words("print_page.title"), "print", self.go(Place.PRINT_TREE, self.detail)
        )

    def _mark(self, person: TreePerson) -> None:
        today = self.services.clock.now().date()
        work = self.services.calendars.tree_calls.mark(self._group.id, person, today)
        said = self.words("ways.called_on", name=person.name, day=self._day(today))
        self.run(work, done=lambda _: self._show_anew(said))

    def _take_back(self, person: TreePerson) -> None:
        work = self.services.calendars.tree_calls.take_back(self._group.id, person)
        said = self.words("ways.taken_back", name=person.name)
        self.run(work, done=lambda _: self._show_anew(said))

    def _show_anew(self, said: str) -> None:
        """Show the tree as it is now, begin at its main button, and tell what has changed."""
        self.clear()
        self._has_main, self._result = False, ResultArea(self.services)
        self._show()
        self.begin_anew()
        self.services.say(said)

    def _day(self, day: date) -> str:
        now = self.services.clock.now()
        return say_day(datetime.combine(day, time(12), now.tzinfo), now, self.words)
