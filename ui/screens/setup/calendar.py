"""Screen with the list of calendars: status, change, remove and undo, check now, add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setup.adding import only_this_run
from ui.screens.setup.group_captions import GroupCaptionsChoice, missing_captions
from ui.screens.setup.locked import Locked, LockedOut
from ui.screens.setup.result_area import ResultArea
from ui.screens.ways_button import ways_button
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from PySide6.QtWidgets import QWidget

    from desktop.feeds.saved_calendars import CalendarSource
    from desktop.groups.group import Group
    from ui.services import Services


class CalendarScreen(Screen):
    """The list; below it one button that leads to the ways to add a calendar."""

    title_key = "calendar.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        self._removed = ""
        self._shown: object = None
        self._list = Replaceable()
        self._result = ResultArea(services)
        self._locked = services.calendars.trouble is not None
        self._add = BigButton(self.words("calendar.add_group"), kind=Kind.MAIN, icon="calendar")
        self._add.chosen.connect(self.go(Place.ADD_LINK))
        page.add(self._list, self._result)
        page.draw_in_rest("calendar")
        self.bar(self._add)
        self._show()
        self.until_left(services.agenda.watch(self._show))

    @property
    def first(self) -> QWidget | None:
        """Begin at the button that adds one; with the way to unlock those that are locked."""
        return None if self._locked else self._add

    def _show(self) -> None:
        """Show the list as it is now, if anything on it has changed."""
        calendars, agenda = self.services.calendars, self.services.agenda
        each = [
            (source, self._name(source), agenda.status(source.id), agenda.is_locked_out(source))
            for source in calendars.sources
        ]
        state = each, calendars.groups, self._removed, calendars.trouble, calendars.is_kept
        if state != self._shown:
            self._shown = state
            self._list.show_instead(self._make())

    def _make(self) -> Column:
        calendars = self.services.calendars
        column = Column()
        if calendars.trouble is not None:
            column.add(Locked(self.services, calendars.trouble))
        else:
            column.add(*only_this_run(self.services))
        if self._removed:
            column.add(self._undo())
        column.add(*(self._row(source) for source in calendars.sources))
        column.add(*(self._row_of_card(group) for group in self._without_sessions()))
        if any(source.kind != "weekly" for source in calendars.sources):
            check = BigButton(self.words("calendar.check"), kind=Kind.QUIET, icon="again")
            check.chosen.connect(self._check)
            column.add(check)
        if not calendars.sources and not calendars.groups and calendars.trouble is None:
            column.add(Paragraph(self.words("calendar.none")))
        return column

    def _row(self, source: CalendarSource) -> Card:
        name = self._name(source)
        card = Card()
        card.add(Heading(name, level=2))
        if self.services.agenda.is_locked_out(source):
            card.add(LockedOut(self.services, source))
        card.add(Paragraph(self.services.agenda.status(source.id), quiet=True))
        rows = Rows()
        if source.weekly is not None and not source.group:
            change = BigButton(self.words("calendar.change", name=name), kind=Kind.QUIET)
            change.chosen.connect(lambda: self._change(source))
            rows.addWidget(change)
        whole = self._removed_with(source)
        remove = BigButton(self.words("calendar.remove", name=whole), kind=Kind.QUIET)
        remove.chosen.connect(lambda: self._remove(source))
        rows.addWidget(remove)
        card.add(rows, *self._of_group(source))
        return card

    def _without_sessions(self) -> list[Group]:
        """Return the groups whose cards bring no session: no calendar shows that they are here."""
        calendars = self.services.calendars
        named = {source.group for source in calendars.sources}
        return [group for group in calendars.groups if group.id not in named]

    def _row_of_card(self, group: Group) -> Card:
        card = Card()
        card.add(Heading(group.name, level=2))
        card.add(Paragraph(self.words("calendar.card_alone"), quiet=True))
        remove = BigButton(self.words("calendar.remove_card", name=group.name), kind=Kind.QUIET)
        remove.chosen.connect(lambda: self._remove_group(group))
        card.add(remove, *self._rules_and_ways(group))
        return card

    def _removed_with(self, source: CalendarSource) -> str:
        """Name what goes when a calendar is removed: of a card's calendars, the whole group."""
        groups = self.services.calendars.groups
        named = (group.name for group in groups if group.id == source.group)
        return next(named, self._name(source))

    def _of_group(self, source: CalendarSource) -> list[QWidget]:
        """Return the rules, ways and captions of a group, with the first of its calendars."""
        calendars = self.services.calendars
        group = next((one for one in calendars.groups if one.id == source.group), None)
        first = next(one for one in calendars.sources if one.group == source.group)
        if group is None or source.id != first.id:
            return []
        choice = [GroupCaptionsChoice(self.services, group)] if group.captions else []
        missing = missing_captions(self.services, group)
        return [*self._rules_and_ways(group), *choice, *([missing] if missing else [])]

    def _rules_and_ways(self, group: Group) -> list[QWidget]:
        found: list[QWidget] = []
        if group.rules:
            rules = BigButton(self.words("agreement.title"), kind=Kind.QUIET)
            rules.setAccessibleName(f"{rules.text()}: {group.name}")
            rules.chosen.connect(self.go(Place.AGREEMENT, group.id))
            found.append(rules)
        ways = ways_button(self.services, group)
        return [*found, ways] if ways is not None else found

    def _name(self, source: CalendarSource) -> str:
        return self.services.agenda.name_of(source) or self.words("calendar.unnamed")

    def _check(self) -> None:
        def done(_: None) -> None:
            states = (
                self.services.calendars.state(one.id) for one in self.services.calendars.sources
            )
            if any(state is not None and state.problem is not None for state in states):
                self._result.tell(self.words("calendar.checked_some"), tone=Tone.ASK)
            else:
                self._result.tell(self.words("calendar.checked"))
            self.services.agenda.tell()

        work = self.services.agenda.check_now()
        self._result.wait_for(work, self.words("calendar.checking"), done)

    def _change(self, source: CalendarSource) -> None:
        self.services.draft.take(source)
        self.services.navigator.go(Place.WEEKLY)

    def _remove(self, source: CalendarSource) -> None:
        work = self.services.calendars.remove(source.id)
        self._wait_for_removal(work, self._removed_with(source))

    def _remove_group(self, group: Group) -> None:
        self._wait_for_removal(self.services.calendars.remove_group(group.id), group.name)

    def _wait_for_removal(self, work: Coroutine[Any, Any, None], name: str) -> None:
        def done(_: None) -> None:
            self._removed = name
            self._result.show_nothing()
            self._show()
            self.services.say(self.words("calendar.removed", name=name))

        self.run(work, done=done, failed=self._result.explain)

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
            self.services.say(self.words("calendar.undone", name=name))

        work = self.services.calendars.undo_remove()
        self.run(work, done=done, failed=self._result.explain)
