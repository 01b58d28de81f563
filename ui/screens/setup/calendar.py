"""The list of calendars: how fresh each is, what can be put right, and room for a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setup.adding import only_this_run
from ui.screens.setup.answer import Answer
from ui.screens.setup.locked import Locked, LockedOut
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.feeds.saved_calendars import CalendarSource
    from ui.services import Parts


class CalendarScreen(Screen):
    """The list; below it one button that leads to the ways to add a calendar."""

    title_key = "calendar.title"

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        page = self.page()
        self._removed = ""
        self._shown: object = None
        self._list = Replaceable()
        self._answer = Answer(parts)
        self._add = BigButton(self.words("calendar.add_group"), kind=Kind.MAIN, icon="calendar")
        self._add.chosen.connect(self.go(Place.ADD_CALENDAR))
        page.add(self._list, self._answer, self._add)
        page.add_stretch()
        self._show()
        self.until_left(parts.agenda.watch(self._show))

    @property
    def first(self) -> QWidget:
        """Begin at the button that adds one."""
        return self._add

    def _show(self) -> None:
        """Show the list as it is now, if anything on it has changed."""
        shelf, agenda = self.parts.shelf, self.parts.agenda
        each = [
            (source, self._name(source), agenda.status(source.id), agenda.is_locked_out(source))
            for source in shelf.sources
        ]
        state = each, self._removed, shelf.trouble, shelf.is_kept
        if state != self._shown:
            self._shown = state
            self._list.show_instead(self._make())

    def _make(self) -> Column:
        shelf = self.parts.shelf
        column = Column()
        if shelf.trouble is not None:
            column.add(Locked(self.parts, shelf.trouble))
        else:
            column.add(*only_this_run(self.parts))
        if self._removed:
            column.add(self._undo())
        column.add(*(self._row(source) for source in shelf.sources))
        if any(source.kind != "weekly" for source in shelf.sources):
            check = BigButton(self.words("calendar.check"), kind=Kind.QUIET, icon="again")
            check.chosen.connect(self._check)
            column.add(check)
        if not shelf.sources:
            column.add(Paragraph(self.words("calendar.none")))
        return column

    def _row(self, source: CalendarSource) -> Card:
        name = self._name(source)
        card = Card()
        card.add(Heading(name, level=2))
        if self.parts.agenda.is_locked_out(source):
            card.add(LockedOut(self.parts, source))
        card.add(Paragraph(self.parts.agenda.status(source.id), quiet=True))
        rows = Rows()
        if source.weekly is not None and not source.group:
            change = BigButton(self.words("calendar.change", name=name), kind=Kind.QUIET)
            change.chosen.connect(lambda: self._change(source))
            rows.addWidget(change)
        remove = BigButton(self.words("calendar.remove", name=name), kind=Kind.QUIET)
        remove.chosen.connect(lambda: self._remove(source))
        rows.addWidget(remove)
        card.add(rows)
        return card

    def _name(self, source: CalendarSource) -> str:
        return self.parts.agenda.name_of(source) or self.words("calendar.unnamed")

    def _check(self) -> None:
        def done(_: None) -> None:
            states = (self.parts.shelf.state(one.id) for one in self.parts.shelf.sources)
            if any(state is not None and state.problem is not None for state in states):
                self._answer.tell(self.words("calendar.checked_some"), tone=Tone.ASK)
            else:
                self._answer.tell(self.words("calendar.checked"))
            self.parts.agenda.tell()

        work = self.parts.agenda.check_now()
        self._answer.wait_for(work, self.words("calendar.checking"), done)

    def _change(self, source: CalendarSource) -> None:
        self.parts.draft.take(source)
        self.parts.navigator.go(Place.WEEKLY)

    def _remove(self, source: CalendarSource) -> None:
        name = self._name(source)

        def done(_: None) -> None:
            self._removed = name
            self._answer.show_nothing()
            self._show()
            self.parts.say(self.words("calendar.removed", name=name))

        self.run(self.parts.shelf.remove(source.id), done=done)

    def _undo(self) -> Notice:
        text = self.words("calendar.removed", name=self._removed)
        notice = Notice(text, tone=Tone.CALM)
        back = BigButton(self.words("calendar.undo"), icon="back")
        back.chosen.connect(self._put_back)
        notice.add(back)
        return notice

    def _put_back(self) -> None:
        name = self._removed

        def done(_: None) -> None:
            self._removed = ""
            self._show()
            self.parts.say(self.words("calendar.undone", name=name))

        self.run(self.parts.shelf.undo_remove(), done=done)
