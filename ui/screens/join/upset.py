"""Upset screens: stop, be unseen, leave, tell somebody, or talk to somebody now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.helplines import NATION, Helpline, chosen_nation, first_helplines
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.helplines import number_buttons
from ui.screens.help.say_and_copy import say_and_copy
from ui.screens.join.leaving import AFTER, begin_to_leave
from ui.service_words import drawn_button, where_in_words
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.groups.group import Contact
    from ui.services import Services

MESSAGES = ("tell.call_me", "tell.left", "tell.not_right")
"""What somebody may want to say who is upset."""

AFTERWARDS = ("tell.thank_you", "tell.left", "tell.talk_about_it")
"""What somebody may want to say once a session is over."""


class UpsetScreen(Screen):
    """All of it in sight at once: nobody who is upset has to look for anything."""

    title_key = "upset.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page(wide=True)
        page.add(self._ways(), Heading(self.words("upset.talk"), level=2))
        self._nation = chosen_nation(services.settings)
        first = first_helplines(self._nation)
        lines = Rows(columns=len(first))
        for line in first:
            lines.addWidget(self._card(line))
        page.add(lines)
        others = BigButton(self.words("upset.others"), kind=Kind.QUIET)
        others.chosen.connect(self.go(Place.HELPLINES))
        away = BigButton(self.words("quick_exit.title"), kind=Kind.QUIET, icon="leave")
        away.chosen.connect(self.go(Place.QUICK_EXIT))
        more = Rows()
        more.addWidget(others)
        more.addWidget(away)
        page.add(more)
        page.draw_in_rest("heart")

    def _ways(self) -> Rows:
        rows = Rows(columns=3)
        if self.services.join.current is not None:
            rows.addWidget(self._way("upset.camera", "camera", self.go(Place.CAMERA_OFF)))
            leave = self._way("upset.leave", "leave", lambda: begin_to_leave(self.services))
            rows.addWidget(leave)
        tell = BigButton(tell_words(self.services), icon="person")
        tell.chosen.connect(self.go(Place.TELL_HELPER))
        rows.addWidget(tell)
        return rows

    def _way(self, key: str, icon: str, leads: Callable[[], None]) -> BigButton:
        button = BigButton(self.words(key), icon=icon)
        button.chosen.connect(leads)
        return button

    def _card(self, line: Helpline) -> Card:
        card = Card(Tone.CALM)
        card.add(
            Heading(line.number, level=3, size=1),
            Paragraph(self._who(line)),
            number_buttons(self, line),
        )
        return card

    def _who(self, line: Helpline) -> str:
        """Return whose number it is; a nation that it does not serve must not try in vain."""
        if self._nation or not line.nations:
            return line.name
        nations = ", ".join(self.words(f"setting.{NATION.key}.{nation}") for nation in line.nations)
        return self.words("upset.only_in", name=line.name, nations=nations)


class CameraOffScreen(Screen):
    """How to be neither seen nor heard, in the service in use."""

    title_key = "upset.camera"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        join = services.join
        page = self.page()
        card = Card(Tone.CALM)
        if join.is_by_phone:
            card.add(Paragraph(self.words("answer.phone_silent"), strong=True))
        else:
            guide, where = join.steps_anywhere(), where_in_words(services)
            if where:
                card.add(Heading(where, level=2))
            for key in (guide.camera, guide.mute):
                card.add(Paragraph(self.words(key), strong=True))
        if join.is_practising:
            page.add(Paragraph(self.words("answer.practice")))
        page.add(card, Paragraph(self.words("upset.no_reason")))
        calm = "phone" if join.is_by_phone else "camera-off"
        page.draw_in_rest(drawn_button(services, "camera") or calm)
        back = BigButton(self.words("upset.done"), kind=Kind.MAIN, icon="check")
        back.chosen.connect(services.navigator.back)
        leave = BigButton(self.words("upset.leave"), icon="leave")
        leave.chosen.connect(lambda: begin_to_leave(services))
        self.bar(back, leave)


class TellHelperScreen(Screen):
    """Somebody's number, and words that are ready to be sent: the helper's, or with `detail`
    AFTER those of the person who runs the group that was just left."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(self._reach())
        page.add(Heading(self.words("tell.ready"), level=2))
        for key in AFTERWARDS if detail == AFTER else MESSAGES:
            text = self.words(key)
            card = Card()
            card.add(Paragraph(text, strong=True), say_and_copy(self, text, text))
            page.add(card)
        page.add_stretch()

    @property
    def title(self) -> str:
        """Name the person, where one is known."""
        if self.detail != AFTER:
            return tell_words(self.services)
        who = self._who
        return (
            self.words("leaving.message") if who is None else self.words("tell.to", name=who.name)
        )

    @property
    def _who(self) -> Contact | None:
        """Return whom to tell."""
        services = self.services
        if self.detail == AFTER:
            group = services.calendars.group_of(services.join.current)
            if group is not None and group.contact is not None:
                return group.contact
        return services.agenda.helper

    def _reach(self) -> Card:
        who, card = self._who, Card(Tone.CALM)
        if who is None or not (who.phone or who.email):
            add = BigButton(self.words("helper_contact.add"), icon="person")
            add.chosen.connect(self.go(Place.HELPER_CONTACT))
            card.add(Paragraph(self.words("tell.nobody")), add)
            return card
        if who.phone:
            card.add(
                Paragraph(self.words("tell.phone", name=who.name)),
                Heading(who.phone, level=2, size=1),
            )
            spoken = self.words("helplines.say", name=who.name, number=", ".join(who.phone))
            card.add(say_and_copy(self, who.phone, who.phone, [spoken, spoken]))
        if who.email:
            card.add(Paragraph(self.words("tell.email", name=who.name)))
            card.add(Heading(who.email, level=2), say_and_copy(self, who.email, who.email))
        return card


def tell_words(services: Services) -> str:
    """Return "Tell Ruth", or "Tell somebody" where no helper is known."""
    helper = services.agenda.helper
    if helper is None:
        return services.words("tell.somebody")
    return services.words("tell.helper", name=helper.name)
