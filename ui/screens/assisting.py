"""The helper's screens: what happens when a session moves, and the allowed websites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.joining.known_rooms import ASK_WHEN_MOVED
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.field import LabelledField
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from resources.declared import Problem
    from ui.services import Services


class HelperScreen(Screen):
    """What a relative, a friend or a worker sets for the person they help."""

    title_key = "helper.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("helper.intro")))
        unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        unsaved.setVisible(services.settings.unsaved)
        moved = SettingCard(services, ASK_WHEN_MOVED, columns=1)
        moved.changed.connect(lambda: unsaved.setVisible(services.settings.unsaved))
        hint = self.words("helper.websites_hint")
        websites = BigButton(self.words("helper.websites"), icon="shield", hint=hint)
        websites.chosen.connect(self.go(Place.WEBSITES))
        contact = services.calendars.typed_contact.contact
        known = f"{contact.name}, {contact.phone}" if contact else ""
        helper = BigButton(self.words("helper_contact.add"), icon="person", hint=known)
        helper.chosen.connect(self.go(Place.HELPER_CONTACT))
        together = BigButton(self.words("side_by_side.title"), icon="check")
        together.chosen.connect(self.go(Place.SIDE_BY_SIDE))
        page.add(unsaved, together, helper, moved, websites)
        page.draw_in_rest("friends")


class WebsitesScreen(Screen):
    """The websites that a helper has allowed. A name is typed, never offered to be pressed."""

    title_key = "websites.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(Paragraph(self.words("websites.intro")))
        self._field = LabelledField(
            self.words("websites.field"), hint=self.words("websites.field_hint")
        )
        self._field.accepted.connect(self._allow)
        allow = BigButton(self.words("websites.allow"), icon="check")
        allow.chosen.connect(self._allow)
        card = Card()
        card.add(self._field, allow)
        self._answer = Replaceable()
        self._list = Replaceable()
        page.add(card, self._answer, self._list)
        page.add_stretch()
        self._show()

    @property
    def first(self) -> QWidget:
        """Begin at the field."""
        return self._field.line

    def _allow(self) -> None:
        def failed(problem: Problem) -> None:
            self._field.show_error(str(self.words.explain(problem)))

        def done(host: str) -> None:
            self._field.clear()
            self._tell(self.words("websites.allowed", host=host))

        work = self.services.calendars.websites.allow(self._field.text())
        self.run(work, done=done, failed=failed)

    def _remove(self, host: str) -> None:
        def done(_: None) -> None:
            back = BigButton(self.words("websites.undo"), icon="back")
            back.chosen.connect(lambda: self._put_back(host))
            self._tell(self.words("websites.removed", host=host), back)

        work = self.services.calendars.websites.remove(host)
        self.run(work, done=done, failed=self._explain)

    def _put_back(self, host: str) -> None:
        def done(_: str) -> None:
            self._tell(self.words("websites.allowed", host=host))

        work = self.services.calendars.websites.allow(host)
        self.run(work, done=done, failed=self._explain)

    def _explain(self, problem: Problem) -> None:
        explained = self.words.explain(problem)
        self._answer.show_instead(Notice(explained, tone=Tone.ASK))
        self.services.say(str(explained))

    def _tell(self, text: str, *more: QWidget) -> None:
        notice = Notice(text, tone=Tone.CALM)
        notice.add(*more)
        self._answer.show_instead(notice)
        self.services.say(text)
        self._show()
        self.services.agenda.tell()

    def _show(self) -> None:
        hosts = self.services.calendars.websites.hosts
        column = Column([Heading(self.words("websites.yours"), level=2)])
        column.add(*(self._row(host) for host in hosts))
        if not hosts:
            column.add(Paragraph(self.words("websites.none")))
        self._list.show_instead(column)

    def _row(self, host: str) -> Card:
        card = Card()
        remove = BigButton(self.words("websites.remove", host=host), kind=Kind.QUIET)
        remove.chosen.connect(lambda: self._remove(host))
        card.add(Heading(host, level=3), remove)
        return card
