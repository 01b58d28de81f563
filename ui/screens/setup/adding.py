"""Screens that add a calendar: the field for whatever a group sent, a file or a group card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setup.group_captions import GroupCaptionsChoice, missing_captions
from ui.screens.setup.locked import Locked
from ui.screens.setup.result_area import ResultArea
from ui.screens.tile import Tile, tile_button
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.column import Column, ItemList
from ui.widgets.field import LabelledField
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import ListItem, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.calendars.pasted import Pasted
    from desktop.calendars.store import Added, CardOffer, FileOffer
    from desktop.sessions.session import Session
    from resources.declared import Problem
    from ui.services import Services
    from ui.widgets.page import Page

FILE = Tile(
    "calendar.way.file", "folder", "file", Place.ADD_FILE, hint_key="calendar.way.file.hint"
)
TIME = Tile(
    "calendar.way.weekly", "calendar", "clock", Place.WEEKLY, hint_key="calendar.way.weekly.hint"
)
ACCOUNT = Tile(
    "calendar.way.account", "person", "key", Place.ADD_ACCOUNT, hint_key="calendar.way.account.hint"
)

MOST_NAMED = 5
"""Sessions of a file that its preview names; the others are counted."""


class AddLink(Column):
    """The field for whatever a group sent: a link, an invitation, a number; and what came of it.

    A calendar is added as soon as it could be read. All else is read back, and what it leaves
    open is asked, before anything is kept. `use` is the button that takes it.
    """

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._words = services.words
        self.field = LabelledField(
            self._words("calendar.field"), hint=self._words("calendar.field_hint")
        )
        self.field.accepted.connect(self._add)
        self.use = BigButton(self._words("calendar.add"), kind=Kind.MAIN, icon="check")
        self.use.chosen.connect(self._add)
        self._result = ResultArea(services)
        self.add(self.field, self._result)

    def _add(self) -> None:
        text = self.field.text()
        self.field.show_error("" if text.strip() else self._words("calendar.field_empty"))
        if text.strip():
            doing = self._words("pasted.reading")
            self._result.wait_for(self._use(text), doing, self._take, self._failed)

    async def _use(self, text: str) -> tuple[Pasted, Added | None]:
        """Read a text, and add the calendar where it is the address of one."""
        import asyncio  # none of these before the first paint

        from desktop.calendars.pasted import read_pasted

        calendars, today = self._services.calendars, self._services.clock.now().date()
        hosts = calendars.hosts_for()
        pasted = await asyncio.to_thread(read_pasted, text, today, hosts)
        is_calendar = pasted.kind == "calendar" and not pasted.is_card
        return pasted, await calendars.add_address(pasted.address) if is_calendar else None

    def _take(self, read: tuple[Pasted, Added | None]) -> None:
        """Go the way of what was pasted."""
        pasted, added = read
        if added is not None:
            self.field.clear()
            tell_added(self._services, self._result, added)
        elif pasted.is_card:
            self._result.tell(self._words("pasted.card"), self._way_to_file(), tone=Tone.ASK)
        elif pasted.kind == "file":
            self._services.navigator.go(Place.ADD_FILE, pasted.file)
        elif pasted.kind == "session":
            self._ask_the_rest(pasted)
        else:
            self._explain(pasted)

    def _ask_the_rest(self, pasted: Pasted) -> None:
        """Ask what a pasted text has left open, with what was understood above it."""
        name = ""
        if pasted.room and pasted.link is not None:
            name = self._words("weekly.named", service=pasted.link.service or "")
        elif pasted.phone is not None:
            name = self._words("weekly.named_phone")
        today = self._services.clock.now().date()
        step = self._services.draft.take_pasted(pasted, today, name)
        self._services.navigator.go(Place.WEEKLY, step)

    def _explain(self, pasted: Pasted) -> None:
        """Say why a text leads nowhere by itself, and how to go on."""
        link = pasted.link
        text = self._words(link.reason, **link.details) if link else self._words("pasted.nothing")
        self._result.tell(text, self._by_hand(), tone=Tone.ASK)

    def _failed(self, problem: Problem) -> None:
        self._result.explain(problem, self._by_hand())

    def _by_hand(self) -> BigButton:
        """Return the button for somebody whose text could not be used."""
        by_hand = BigButton(self._words("pasted.type_time"), icon="calendar")
        by_hand.chosen.connect(self.type_time)
        return by_hand

    def type_time(self) -> None:
        """Go to the questions for somebody who has nothing to paste."""
        self._services.draft.clear()
        self._services.navigator.go(Place.WEEKLY)

    def _way_to_file(self) -> BigButton:
        button = BigButton(self._words("calendar.open_file"), icon="folder")
        button.chosen.connect(lambda: self._services.navigator.go(Place.ADD_FILE))
        return button


class AddLinkScreen(Screen):
    """The field alone, and below it the ways of those who have nothing to paste."""

    title_key = "calendar.link_title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        page.add(*only_this_run(services))
        self._link = AddLink(services)
        page.add(self._link)
        ways = Rows(columns=3, even=True)
        ways.addWidget(tile_button(self, FILE, tall=True))
        ways.addWidget(tile_button(self, TIME, tall=True, press=self._link.type_time))
        ways.addWidget(tile_button(self, ACCOUNT, tall=True))
        page.add(ways, self._link.use)
        page.draw_in_rest("link")
        self.keep_below(self._link.use)

    @property
    def first(self) -> QWidget:
        """Begin at the field."""
        return self._link.field.line


class AddFileScreen(Screen):
    """Opens a calendar file or a group card: a preview, then a yes; `detail` may be its path."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._title = self.words("calendar.file_title")
        self._first: QWidget | None = None
        self._begin()
        if detail:
            self._open(Path(detail))

    @property
    def title(self) -> str:
        """Say what this is about, or what is asked."""
        return self._title

    @property
    def first(self) -> QWidget | None:
        """Begin at the button that chooses, also while a file is being read."""
        return self._first

    def _begin(self) -> BigButton:
        """Show how to choose a file; return the button that does."""
        page = self._fresh(self.words("calendar.file_title"))
        page.add(*only_this_run(self.services), Paragraph(self.words("calendar.file_body")))
        choose = BigButton(self.words("calendar.open_file"), kind=Kind.MAIN, icon="folder")
        choose.chosen.connect(self._choose)
        page.add(self._result)
        page.draw_in_rest("letter")
        self.bar(choose)
        self._first = choose
        return choose

    def _fresh(self, title: str) -> Page:
        """Begin this screen anew with another title, and a place for what comes of it."""
        self.clear()
        self._first = None
        self._title = title
        self._result = ResultArea(self.services)
        page = self.page()
        self.retitled.emit()
        return page

    def _choose(self) -> None:
        kinds = f"{self.words('calendar.file_kinds')} (*.ics *.ical *.ifb *.parlour)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.title, "", kinds)
        if chosen:
            self._open(Path(chosen))

    def _open(self, path: Path, *above: QWidget) -> None:
        """Read a file and show what it would do; `above` it what is to be said first."""
        work = self.services.calendars.open_file(path)
        doing = self.words("calendar.reading")
        self._result.wait_for(work, doing, lambda result: self._done(result, *above))

    def _done(self, result: CardOffer | FileOffer | Added, *above: QWidget) -> None:
        from desktop.calendars.store import CardOffer, FileOffer  # not before the first paint

        if isinstance(result, CardOffer):
            yes = BigButton(self.words("calendar.card_yes"), kind=Kind.MAIN, icon="check")
            yes.chosen.connect(lambda: self._apply(result))
            missing = missing_captions(self.services, result.card.group)
            more = [missing] if missing else []
            self._preview(self.words("calendar.card_preview"), result.lines, yes, *more)
        elif isinstance(result, FileOffer):
            yes = BigButton(self.words("calendar.file_yes"), kind=Kind.MAIN, icon="check")
            yes.chosen.connect(lambda: self._add(result))
            holds = self._holds(result.sessions)
            self._preview(holds, self._lines(result.sessions), yes, above=above)
        else:
            self.begin_at(self._begin())
            tell_added(self.services, self._result, result)

    def _preview(
        self,
        heading: str,
        lines: Iterable[str],
        yes: BigButton,
        *more: QWidget,
        above: Sequence[QWidget] = (),
    ) -> None:
        """Show what a file would do; nothing is done before a press of `yes`."""
        page = self._fresh(heading)
        page.add(*above, ItemList(ListItem(line) for line in lines), *more, self._result)
        page.draw_in_rest("letter")
        no = BigButton(self.words("calendar.card_no"), icon="back")
        no.chosen.connect(lambda: self.begin_at(self._begin()))
        self.bar(yes, no)
        self.begin_at(no)

    # A calendar file

    def _holds(self, sessions: Sequence[Session]) -> str:
        """Say how many sessions a file holds."""
        if not sessions:
            return self.words("calendar.file_preview_none")
        return self.words("calendar.file_preview", count=len(sessions))

    def _lines(self, sessions: Sequence[Session]) -> Iterator[str]:
        """Say which sessions a file holds, the next ones by name."""
        for one in sessions[:MOST_NAMED]:
            when = self.services.agenda.when(one)
            yield self.words("calendar.file_session", title=self.title_of(one), when=when)
        if len(sessions) > MOST_NAMED:
            yield self.words("calendar.file_more", count=len(sessions) - MOST_NAMED)

    def _add(self, offer: FileOffer) -> None:
        def failed(problem: Problem) -> None:
            if problem.key == "file_changed":
                self._open(offer.path, Notice(self.words.explain(problem), tone=Tone.ASK))
            else:
                self._result.explain(problem)

        work = self.services.calendars.add_file(offer.path, offer.digest)
        self._result.wait_for(work, self.words("calendar.reading"), self._done, failed)

    # A group card

    def _apply(self, offer: CardOffer) -> None:
        group = offer.card.group

        def done(_: None) -> None:
            undo = BigButton(self.words("calendar.card_undo"), icon="back")
            undo.chosen.connect(lambda: self._undo(group.id))
            more = [GroupCaptionsChoice(self.services, group)] if group.captions else []
            self.begin_at(self._begin())
            next_one = ways_on(self.services)[0]
            self._result.tell(self.words("calendar.card_added"), next_one, undo, *more)

        work = self.services.calendars.apply_card(offer)
        self._result.wait_for(work, self.words("calendar.reading"), done)

    def _undo(self, group: str) -> None:
        def done(_: None) -> None:
            self._result.tell(self.words("calendar.card_undone"))

        work = self.services.calendars.undo_card(group)
        self.run(work, done=done, failed=self._result.explain)


def only_this_run(services: Services) -> list[QWidget]:
    """Say that what is added lasts until Parlour is closed, where that is so, and why."""
    if services.calendars.trouble is not None:
        return [Locked(services, services.calendars.trouble)]
    if services.calendars.is_kept:
        return []
    return [Notice(services.words("calendar.only_this_run"), tone=Tone.ASK)]


def say_added(services: Services, added: Added) -> str:
    """Say that a calendar is there, and what it holds."""
    if added.was_there:
        return services.words("calendar.added_already")
    source = services.calendars.source(added.id)
    name = (services.agenda.name_of(source) if source else "") or services.words("calendar.unnamed")
    return services.words("calendar.added", name=name, count=len(added.sessions))


def tell_added(services: Services, result: ResultArea, added: Added) -> None:
    """Say that a calendar is there, and lead on to what comes next, or to all calendars."""
    result.tell(say_added(services, added), *ways_on(services))


def ways_on(services: Services, *, kind: Kind = Kind.ORDINARY) -> list[BigButton]:
    """Return the buttons for somebody who has added something: what comes next, all calendars."""
    home = BigButton(services.words("calendar.see_next"), kind=kind, icon="home")
    home.chosen.connect(lambda: services.navigator.go(Place.HOME))
    every = BigButton(services.words("calendar.title"), icon="calendar")
    every.chosen.connect(lambda: services.navigator.back_to(Place.CALENDAR))
    return [home, every]
