"""Calendars: adding a group's link, file or card, and the list of what there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.outcomes import Added, CardOffer
from ui.screens.base import Screen, run_for
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.field import LabelledField
from ui.widgets.notice import Notice
from ui.widgets.page import page_of
from ui.widgets.progress import ProgressLine
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine

    from desktop.groups.calendars import CalendarSource
    from resources.declared import Problem
    from ui.parts import Parts


class AddCalendar(Card):
    """Takes a calendar link, a calendar file or a group card, right where it stands."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._words = parts.words
        self._work: asyncio.Task[Added | CardOffer] | None = None
        self.add(Heading(self._words("calendar.add_heading"), level=2))
        self.field = LabelledField(
            self._words("calendar.field"), hint=self._words("calendar.field_hint")
        )
        self.field.accepted.connect(self._add_link)
        link = BigButton(self._words("calendar.add"), icon="check")
        link.chosen.connect(self._add_link)
        file = BigButton(self._words("calendar.open_file"), kind=Kind.QUIET, icon="folder")
        file.chosen.connect(self._choose_file)
        rows = Rows()
        rows.addWidget(link)
        rows.addWidget(file)
        self._answer = Replaceable()
        self.add(self.field, rows, self._answer)

    def open_file(self, path: Path) -> None:
        """Add what is in a file: a calendar, or a group card after a preview."""
        self._run(self._parts.shelf.add_file(path))

    def _add_link(self) -> None:
        text = self.field.text()
        if text.strip():
            self._run(self._parts.shelf.add_address(text))
        else:
            self.field.show_error(self._words("calendar.field_hint"))

    def _choose_file(self) -> None:
        kinds = f"{self._words('calendar.file_kinds')} (*.ics *.ical *.ifb *.parlour)"
        title = self._words("calendar.open_file")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if chosen:
            self.open_file(Path(chosen))

    def _run(self, work: Coroutine[Any, Any, Added | CardOffer]) -> None:
        if self._work is not None:
            self._work.cancel()
        self.field.show_error("")
        progress = ProgressLine(self._words("calendar.reading"), self._words("calendar.stop"))
        progress.stopped.connect(self._stop)
        self._show(progress)
        self._work = run_for(self, self._parts, work, done=self._done, failed=self._failed)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._answer.show_nothing()

    def _done(self, result: Added | CardOffer) -> None:
        if isinstance(result, CardOffer):
            self._show(self._offer(result))
            self._parts.say(self._words("calendar.card_preview"))
            return
        self.field.clear()
        if result.was_there:
            text = self._words("calendar.added_already")
        else:
            text = self._words("calendar.added", count=len(result.sessions))
        self._tell(text)

    def _failed(self, problem: Problem) -> None:
        explained = self._words.explain(problem)
        self._show(Notice(explained, tone=Tone.ASK))
        self._parts.say(str(explained))

    def _offer(self, offer: CardOffer) -> Column:
        column = Column([Heading(self._words("calendar.card_preview"), level=2)])
        column.add(Column([ListItem(line) for line in offer.lines], gaps=1))
        yes = BigButton(self._words("calendar.card_yes"), kind=Kind.MAIN, icon="check")
        yes.chosen.connect(lambda: self._apply(offer))
        no = BigButton(self._words("calendar.card_no"))
        no.chosen.connect(self._answer.show_nothing)
        column.add(yes, no)
        return column

    def _apply(self, offer: CardOffer) -> None:
        def done(_: None) -> None:
            undo = BigButton(self._words("calendar.card_undo"), icon="back")
            undo.chosen.connect(lambda: self._undo(offer.card.group.id))
            self._tell(self._words("calendar.card_added"), undo)

        work = self._parts.shelf.apply_card(offer)
        run_for(self, self._parts, work, done=done, failed=self._failed)

    def _undo(self, group: str) -> None:
        def done(_: None) -> None:
            self._tell(self._words("calendar.card_undone"))

        work = self._parts.shelf.undo_card(group)
        run_for(self, self._parts, work, done=done, failed=self._failed)

    def _tell(self, text: str, *more: QWidget) -> None:
        notice = Notice(text, tone=Tone.CALM)
        notice.add(*more)
        self._show(notice)
        self._parts.say(text)

    def _show(self, answer: QWidget) -> None:
        """Show an answer where it is seen: it may be below what is in sight."""
        self._answer.show_instead(answer)
        page = page_of(self)
        if page is not None:
            page.bring_into_sight(answer)


class CalendarScreen(Screen):
    """The list of calendars, each with Remove; and room for a new one."""

    title_key = "calendar.title"

    def __init__(self, parts: Parts, detail: str = "") -> None:
        super().__init__(parts, detail)
        page = self.page()
        if not parts.shelf.is_kept:
            page.add(Notice(self.words("calendar.only_this_run"), tone=Tone.ASK))
        page.add(Heading(self.words("calendar.yours"), level=2))
        self._removed = ""
        self._list = Replaceable()
        page.add(self._list)
        adding = AddCalendar(parts)
        page.add(adding)
        page.add_stretch()
        self._show()
        self.until_left(parts.agenda.watch(self._show))
        self._adding = adding
        if detail:
            adding.open_file(Path(detail))

    @property
    def first(self) -> QWidget:
        """Begin at the field for a link."""
        return self._adding.field

    def _show(self) -> None:
        sources = self.parts.shelf.sources
        column = Column()
        if self._removed:
            column.add(self._undo())
        column.add(*(self._row(source) for source in sources))
        if not sources:
            column.add(Paragraph(self.words("calendar.none")))
        self._list.show_instead(column)

    def _row(self, source: CalendarSource) -> Card:
        name = self._name(source)
        card = Card()
        card.add(Heading(name, level=3))
        card.add(Paragraph(self.parts.agenda.status(source.id), quiet=True))
        remove = BigButton(self.words("calendar.remove", name=name), kind=Kind.QUIET)
        remove.chosen.connect(lambda: self._remove(source))
        card.add(remove)
        return card

    def _name(self, source: CalendarSource) -> str:
        return self.parts.agenda.name_of(source) or self.words("calendar.unnamed")

    def _remove(self, source: CalendarSource) -> None:
        name = self._name(source)

        def done(_: None) -> None:
            self._removed = name
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
