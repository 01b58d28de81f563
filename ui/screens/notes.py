"""Screens of the person's own notes: the list, one note, and the place to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sessions.times_in_words import say_clock, say_date
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.help.safety import VoiceButton
from ui.screens.setup.locked import Locked
from ui.screens.setup.result_area import ResultArea
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.text import Paragraph
from ui.widgets.writing import WritingField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.in_session.notes import Note
    from resources.declared import Problem
    from ui.services import Services

AT_ONCE = 5
"""How many notes stand there at first, and come with each "more"."""


def where_they_are(services: Services) -> QWidget:
    """Say where notes are stored, or why they are not, in words that are true today."""
    trouble = services.calendars.trouble
    if trouble is not None:
        return Locked(services, trouble)
    if not services.calendars.is_kept:
        return Notice(services.words("notes.this_run"), tone=Tone.ASK)
    return Paragraph(services.words("notes.where"), quiet=True)


class NotesScreen(Screen):
    """All notes by day. What stands in them is not shown here: somebody may look on."""

    title_key = "notes.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._most = AT_ONCE
        page = self.page()
        page.add(Paragraph(self.words("notes.who")), where_they_are(services))
        self._list, self._result = Replaceable(), ResultArea(services)
        page.add(self._list, self._result)
        page.draw_in_rest("book")
        self._write = BigButton(self.words("notes.write"), kind=Kind.MAIN, icon="edit")
        self._write.chosen.connect(self.go(Place.WRITE_NOTE))
        self.bar(self._write)
        self.until_left(services.calendars.notes.let_go)
        self.until_left(services.calendars.notes.watch(self._show))
        self._show()

    @property
    def first(self) -> QWidget:
        """Begin at the main button."""
        return self._write

    def _show(self) -> None:
        notes = self.services.calendars.notes.all
        if not notes and self.services.calendars.trouble is not None:
            self._list.show_nothing()  # nobody knows while they are locked
            return
        column = Column()
        shown = notes[: self._most]
        column.add(*map(self._button, shown))
        if not notes:
            is_loaded = self.services.calendars.notes.is_loaded
            column.add(Paragraph(self.words("notes.none" if is_loaded else "notes.looking")))
        if len(notes) > len(shown):
            left = len(notes) - len(shown)
            more = BigButton(self.words("notes.more", count=left), kind=Kind.QUIET)
            more.chosen.connect(self._show_more)
            column.add(more)
        if notes:
            every = BigButton(self.words("notes.delete_all"), kind=Kind.QUIET, icon="cross")
            every.chosen.connect(self._delete_all)
            column.add(every)
        self._list.show_instead(column)

    def _button(self, note: Note) -> BigButton:
        """Return the way to a note, by its day and time: no two are alike."""
        now = self.services.clock.now()
        day, time = say_date(note.at, now, self.words), note.at.astimezone(now.tzinfo)
        name = self.words("notes.one", day=day, time=say_clock(time, self.words))
        group = note.group or self.words("notes.untitled")
        button = BigButton(name, kind=Kind.QUIET, icon="edit", hint=group)
        button.chosen.connect(self.go(Place.NOTE, note.id))
        return button

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._show()

    def _delete_all(self) -> None:
        work = self.services.calendars.notes.delete_all()
        self.run(work, done=lambda _: self._all_gone(), failed=self._result.explain)

    def _all_gone(self) -> None:
        self._list.show_nothing()
        back = BigButton(self.words("notes.put_all_back"), icon="back")
        back.chosen.connect(self._put_back)
        told = self.words("notes.all_gone")
        self._result.tell(told, back)
        self.begin_at(back, told=told)

    def _put_back(self) -> None:
        work = self.services.calendars.notes.undo()
        self.run(work, done=lambda _: self._is_back(), failed=self._result.explain)

    def _is_back(self) -> None:
        self._result.show_nothing()
        self._show()
        self.begin_at(self._write)


class NoteScreen(Screen):
    """One note, to read or to hear; `detail` is its id. Deleted, it can be put back from here."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._main: BigButton | None = None
        self._note = services.calendars.notes.find(detail)
        if self._note is None:
            self._say_gone()
        else:
            self._show_note(self._note)

    @property
    def title(self) -> str:
        """Say of which day it is."""
        if self._note is None:
            return self.words("notes.gone")
        return say_date(self._note.at, self.services.clock.now(), self.words)

    @property
    def first(self) -> QWidget | None:
        """Begin at the main button."""
        return self._main

    def _show_note(self, note: Note) -> None:
        page = self.page()
        page.add(Paragraph(note.group or self.words("notes.untitled"), quiet=True))
        lines = [line for line in note.text.splitlines() if line.strip()]
        voice = VoiceButton(self.services, lines)
        self.until_left(voice.stop)
        card = Card(Tone.CALM)
        card.add(*(Paragraph(line) for line in lines))
        self._result = ResultArea(self.services)
        delete = BigButton(self.words("notes.delete"), kind=Kind.QUIET, icon="cross")
        delete.chosen.connect(self._delete)
        voice.row.addWidget(delete)
        page.add(card, voice.row, self._result, where_they_are(self.services))
        page.draw_in_rest("book")
        change = BigButton(self.words("notes.change"), icon="edit")
        change.chosen.connect(self.go(Place.WRITE_NOTE, note.id))
        self._main = BigButton(self.words("notes.done"), kind=Kind.MAIN, icon="check")
        self._main.chosen.connect(self.services.navigator.back)
        self.bar(change, self._main)

    def _delete(self) -> None:
        work = self.services.calendars.notes.delete(self.detail)
        self.run(work, done=lambda _: self._again(), failed=self._result.explain)

    def _again(self) -> None:
        self.services.navigator.replace(Place.NOTE, self.detail)

    def _say_gone(self) -> None:
        page = self.page()
        self._result = ResultArea(self.services)
        self._main = BigButton(self.words("notes.list"), kind=Kind.MAIN, icon="edit")
        self._main.chosen.connect(lambda: self.services.navigator.back_to(Place.NOTES))
        undo: list[QWidget] = []
        if self.services.calendars.notes.can_undo:
            page.add(Paragraph(self.words("notes.until")))
            back = BigButton(self.words("notes.put_back"), icon="back")
            back.chosen.connect(self._put_back)
            undo.append(back)
        page.add(self._result)
        page.draw_in_rest("book")
        self.bar(*undo, self._main)
        self.until_left(self.services.calendars.notes.let_go)

    def _put_back(self) -> None:
        work = self.services.calendars.notes.undo()
        self.run(work, done=lambda _: self._again(), failed=self._result.explain)


class WriteNoteScreen(Screen):
    """Where a note is written, or changed: `detail` is its id. Only Keep stores anything."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        note = services.calendars.notes.find(detail) if detail else None
        page = self.page()
        page.add(Paragraph(self.words("notes.who")))
        self._field = WritingField(
            self.words("notes.field"),
            hint=self.words("notes.hint"),
            text=note.text if note is not None else "",
        )
        page.add(self._field, where_they_are(services))
        page.draw_in_rest("book")
        self._is_keeping = False
        keep = BigButton(self.words("notes.keep"), kind=Kind.MAIN, icon="check")
        keep.chosen.connect(self._keep)
        self.bar(keep)

    @property
    def title(self) -> str:
        """Ask, or say that it is being changed."""
        return self.words("notes.change" if self.detail else "notes.how")

    @property
    def first(self) -> QWidget:
        """Begin at the words."""
        return self._field.box

    def _keep(self) -> None:
        if self._is_keeping:  # a second press before the first one is done
            return
        self._is_keeping = True
        notes, text = self.services.calendars.notes, self._field.text()
        if self.detail:
            self.run(notes.change(self.detail, text), done=self._changed, failed=self._refuse)
        else:
            work = notes.add(text, self._group(), self.services.clock.now())
            self.run(work, done=self._added, failed=self._refuse)

    def _group(self) -> str:
        """Return the name of the group whose session the person is in, or has just left."""
        session = self.services.current_session
        if session is None:
            return ""
        group = self.services.calendars.group_of(session)
        return group.name if group is not None else session.title

    def _added(self, note: Note) -> None:
        self.services.say(self.words("notes.kept"))
        self.services.navigator.replace(Place.NOTE, note.id)

    def _changed(self, _: None) -> None:
        self.services.say(self.words("notes.kept"))
        self.services.navigator.back()

    def _refuse(self, problem: Problem) -> None:
        self._is_keeping = False
        self._field.show_error(str(self.words.explain(problem)))
