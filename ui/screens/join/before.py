"""The Before screen: what will happen in a session, step by step, for who was never there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.service_words import drawn_in, span_in_words, where_link_leads
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import ItemList
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.sessions.session import Session
    from ui.services import Services
    from ui.widgets.page import Page

STEPS = ("happens", "where", "name", "camera")
"""The steps; but for the first, `detail` begins with its name and a colon."""

WATCHING = ("happens", "where", "watch")
"""The steps where people only watch."""

HOUR = timedelta(hours=1)


class BeforeScreen(Screen):
    """One step at a time. `detail` is the session's id, or a step and that id."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        named = {name for name in {*STEPS, *WATCHING} if detail.startswith(f"{name}:")}
        self._step = named.pop() if named else STEPS[0]
        self._id = detail.removeprefix(f"{self._step}:")
        self._begin: BigButton
        session = services.agenda.find(self._id)
        if session is None:
            self._show_gone()
            return
        self._guide = services.join.guide_to(services.join.way_in(session).link)
        self._steps = WATCHING if self._guide.is_for_watching else STEPS
        page = self.page()
        number = self._steps.index(self._step) + 1
        said = self.words("before.step", number=number, of=len(self._steps))
        page.add(Paragraph(said, quiet=True))
        show = {"happens": self._show_what_happens, "where": self._show_where}
        show.get(self._step, self._show_last)(page, session)

    @property
    def title(self) -> str:
        """Return the question of the step."""
        return self.words(f"before.{self._step}")

    @property
    def first(self) -> QWidget:
        """Begin at the main button."""
        return self._begin

    def _show_gone(self) -> None:
        page = self.page()
        page.add(Paragraph(self.words("opening.gone")))
        page.draw_in_rest("clock")
        self._begin = self._main("trouble.home", "home", Place.HOME)
        self.bar(self._begin)

    def _show_what_happens(self, page: Page, session: Session) -> None:
        card, services = Card(), self.services
        disc = GroupDisc(*services.agenda.picture_of(session), side=88)
        line = Paragraph(span_in_words(services, session))
        card.add(beside(disc, Heading(self.title_of(session), level=2), line, self._about(session)))
        page.add(card, ItemList(ListItem(text) for text in self._what_happens(session)))
        page.draw_in_rest("door")
        self._begin = self._next("before.next")
        self.bar(self._begin)

    def _about(self, session: Session) -> Paragraph:
        """Say how long it lasts, and who runs it."""
        lasts = session.end_utc - session.start_utc
        hours, rest = divmod(lasts, HOUR)
        if rest:
            said = [self.words("before.lasts", count=lasts // timedelta(minutes=1))]
        else:
            said = [self.words("before.hours", count=hours)]
        group = self.services.calendars.group_of(session)
        if group is not None and group.contact is not None:
            said.append(self.words("before.runs", name=group.contact.name))
        return Paragraph(" ".join(said))

    def _what_happens(self, session: Session) -> list[str]:
        services = self.services.join.way_in(session).services
        if len(services) == 1:
            first = self.words("before.press", service=services[0])
        else:
            first = self.words("before.press_room")
        return [first, *(self.words(f"before.{key}") for key in ("wait", "listen", "leave"))]

    def _show_where(self, page: Page, _: Session) -> None:
        page.add(Paragraph(self.words("before.where_why")))
        page.draw_in_rest("home")
        self._begin = self._next("before.where_yes")
        no = BigButton(self.words("before.where_no"), icon="person")
        no.chosen.connect(self.go(Place.PAGE, "safety-no-room"))
        self.bar(self._begin, no)

    def _show_last(self, page: Page, session: Session) -> None:
        """Show how the others see somebody: the name, then the camera, with its button drawn."""
        if self._step == "name":
            page.add(Paragraph(self.words("before.name_typed"), strong=True))
            page.add(Paragraph(self.words("before.name_account")))
            page.draw_in_rest("speech")
            self._begin = self._next("before.next")
        else:
            if self._step == "camera":
                page.add(Paragraph(self.words("home.camera"), strong=True), self._buttons(session))
            page.draw_in_rest(drawn_in(self.services, self._guide, "camera") or "eye")
            self._begin = self._go_there(session)
        self.bar(self._begin)

    def _buttons(self, session: Session) -> Card:
        """Return where the two buttons are in the service of the session."""
        card = Card(Tone.CALM)
        where = where_link_leads(self.services, self.services.join.way_in(session).link)
        card.add(*([Heading(where, level=2)] if where else []))
        card.add(*(Paragraph(self.words(key)) for key in (self._guide.camera, self._guide.mute)))
        return card

    def _go_there(self, session: Session) -> BigButton:
        """Return what leads into the session or, before its time, to the sound check."""
        if self.services.join.prepare(session).plan.can_join:
            return self._main("home.join", "join", Place.OPENING, session.id)
        return self._main("home.check_sound", "sound", Place.SOUND_CHECK)

    def _next(self, key: str) -> BigButton:
        after = self._steps[self._steps.index(self._step) + 1]
        return self._main(key, "check", Place.BEFORE, f"{after}:{self._id}")

    def _main(self, key: str, icon: str, place: Place, detail: str = "") -> BigButton:
        button = BigButton(self.words(key), kind=Kind.MAIN, icon=icon)
        button.chosen.connect(self.go(place, detail))
        return button
