"""Wizard for a session that is typed: one question a screen, then an overview to confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.calendars.typed_time import EitherHalf, read_time
from desktop.calendars.weekly_check import WeeklyPhoneWrong
from desktop.calendars.weekly_draft import LENGTHS_MINUTES, say_length, say_rule
from desktop.links.phone import dial_in
from desktop.links.policy import judge
from ui.navigation import Place
from ui.screens.base import Screen, run_for
from ui.screens.setup.adding import ways_on
from ui.screens.setup.result_area import ResultArea
from ui.screens.setup.weekly_day import DayQuestion, OftenQuestion
from ui.screens.setup.weekly_question import Question, say_clock_of, understood
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Card, Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.column import Column, ItemList, Replaceable
from ui.widgets.field import LabelledField
from ui.widgets.notice import Notice
from ui.widgets.text import Heading, ListItem, Paragraph

if TYPE_CHECKING:
    from datetime import time

    from PySide6.QtWidgets import QWidget

    from desktop.calendars.store import Added
    from desktop.sessions.weekly import WeeklyRule
    from resources.declared import Problem
    from ui.services import Services


class TimeQuestion(Question):
    """When it starts, and how long it lasts. A time that could be two is asked about."""

    step = "time"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        before = say_clock_of(self._typed.at, services) if self._typed.at else self._typed.heard
        hint = self._words("weekly.time_hint")
        self._which = Replaceable()
        self._at = LabelledField(self._words("weekly.time_field"), hint=hint, text=before)
        self._at.accepted.connect(self._next)
        self._at.edited.connect(lambda _: self._which.show_nothing())
        lengths = dict.fromkeys((*LENGTHS_MINUTES, self._typed.minutes))
        answers = [(minutes, say_length(minutes, self._words)) for minutes in sorted(lengths)]
        label = self._words("weekly.length")
        length = ChoiceRow(label, answers, chosen=self._typed.minutes)
        length.picked.connect(lambda minutes: self._remember(minutes=minutes))
        self.first = self._at.line
        self.add(self._at, self._which, length, self._button("weekly.next", self._next))

    def _next(self) -> None:
        text = self._at.text()
        found = read_time(text)
        if found is None:
            wrong = "weekly.time_wrong" if text.strip() else "weekly.time_missing"
            self._at.show_error(self._words(wrong))
            self._at.line.setFocus()
            return
        self._at.show_error("")
        if isinstance(found, EitherHalf):
            self._ask_which(found)
        else:
            self._take(found)

    def _ask_which(self, found: EitherHalf) -> None:
        column = Column([Heading(self._words("weekly.which_half"), level=2)])
        for key, at in (("weekly.in_the_morning", found.morning), ("weekly.later", found.later)):
            button = BigButton(self._words(key, time=say_clock_of(at, self._services)))
            button.chosen.connect(lambda at=at: self._take(at))
            column.add(button)
        self._which.show_instead(column)
        later = column.findChildren(BigButton)[-1]
        self.asked.emit(later, self._words("weekly.which_half"))

    def _take(self, at: time) -> None:
        self._remember(at=at)
        self._go_on()


class NameQuestion(Question):
    """What the group is called."""

    step = "name"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._name = self._line("name", self._typed.name, self._next)
        self.first = self._name.line
        self.add(self._name, self._button("weekly.next", self._next))

    def _next(self) -> None:
        name = " ".join(self._name.text().split())
        self._name.show_error("" if name else self._words("weekly.name_missing"))
        if name:
            self._remember(name=name)
            self._go_on()


class JoinQuestion(Question):
    """The way in: a link, judged by the rules for all links, and a telephone number."""

    step = "join"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._room = self._line("room", self._typed.room, self._next)
        self.first = self._room.line
        self._phone = self._line("phone", self._typed.phone, self._next)
        self.add(Paragraph(self._words("weekly.join_hint")), self._room, self._phone)
        self.add(self._button("weekly.next", self._next))

    def _next(self) -> None:
        room, phone = self._room.text().strip(), self._phone.text().strip()
        wrong_room, wrong_phone = self._wrong_room(room), self._wrong_phone(phone)
        self._room.show_error(wrong_room)
        self._phone.show_error(wrong_phone)
        if wrong_room or wrong_phone:
            (self._room if wrong_room else self._phone).line.setFocus()
        else:
            typed = self._typed
            code = typed.code if phone == typed.phone else ""
            passcode = typed.passcode if room == typed.room else ""
            self._remember(room=room, phone=phone, code=code, passcode=passcode)
            self._go_on()

    def _wrong_room(self, room: str) -> str:
        """Say why a link may not be opened, or nothing."""
        link = judge(room, allowed_hosts=self._services.calendars.hosts_for()) if room else None
        if link is None or link.verdict == "allow":
            return ""
        return self._words(link.reason, **link.details)

    def _wrong_phone(self, phone: str) -> str:
        wrong = bool(phone) and dial_in(phone) is None
        return str(self._words.explain(WeeklyPhoneWrong())) if wrong else ""


class Overview(Question):
    """All of it in words, before it is kept."""

    step = "check"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._all = Replaceable()
        self._result = ResultArea(services)
        self.add(self._all, self._result)
        self._show()

    def _show(self, told: str = "") -> None:
        """Show all of it, and ask; or lead to the questions that are not answered."""
        services, now = self._services, self._services.clock.now()
        rule = self._typed.rule(services.clock.zone(), now)
        self.title_key = "weekly.missing" if rule is None else "weekly.check"
        if rule is None:
            self._all.show_instead(self._button("weekly.begin", self._begin))
            return
        service = (
            judge(rule.room, allowed_hosts=services.calendars.hosts_for()).service
            if rule.room
            else ""
        )
        card = Card()
        card.add(
            ItemList(ListItem(line) for line in say_rule(rule, service or "", now, self._words))
        )
        no = BigButton(self._words("weekly.no"), icon="back")
        no.chosen.connect(self._begin)
        yes = self._button("weekly.yes", lambda: self._keep(rule))
        self._all.show_instead(Column([card, no, yes]))
        self.first = yes
        self.main_changed.emit(told)

    def _begin(self) -> None:
        self._remember(open=())
        self._services.navigator.go(Place.WEEKLY)

    def _keep(self, rule: WeeklyRule) -> None:
        calendars = self._services.calendars
        before = calendars.source(self._typed.changes)
        work = calendars.change_weekly(before.id, rule) if before else calendars.add_weekly(rule)

        def done(added: Added) -> None:
            self._all.show_nothing()
            self._remember(changes=added.id or self._typed.changes)
            self._tell(rule.name, added, before.weekly if before else None)

        self._result.wait_for(work, self._words("weekly.keeping"), done)

    def _tell(self, name: str, added: Added, before: WeeklyRule | None) -> None:
        self._lead_on(self._words("weekly.kept", name=name), self._ways_on(added.id, before))
        self._services.agenda.tell()

    def _lead_on(self, text: str, ways: list[BigButton], tone: Tone = Tone.CALM) -> None:
        """Say what came of it; the first of the ways on is the main one now."""
        notice = Notice(text, tone=tone)
        notice.add(*ways)
        self._result.show_result(notice)
        self.title_key = "weekly.done"
        self.main = ways[0]
        self.main_changed.emit(text)

    def _ways_on(self, identity: str, before: WeeklyRule | None) -> list[BigButton]:
        """Return the buttons that lead on, and, where there is anything to undo, to undo it."""
        on = ways_on(self._services, kind=Kind.MAIN)
        undo = BigButton(self._words("weekly.undo"), icon="back")
        undo.chosen.connect(lambda: self._undo(identity, before))
        return [*on, undo] if identity else on

    def _undo(self, identity: str, before: WeeklyRule | None) -> None:
        def done(_: object) -> None:
            self._remember(changes="")
            text = self._words("weekly.undone")
            self._result.show_result(Notice(text, tone=Tone.CALM))
            self._show(text)
            self._services.agenda.tell()

        def failed(problem: Problem) -> None:
            explained = str(self._words.explain(problem))
            self._lead_on(explained, self._ways_on(identity, before), Tone.ASK)

        calendars = self._services.calendars
        if before is None:
            run_for(self, self._services, calendars.remove(identity), done=done, failed=failed)
        else:
            work = calendars.change_weekly(identity, before)
            run_for(self, self._services, work, done=done, failed=failed)


QUESTIONS: dict[str, type[Question]] = {
    question.step: question
    for question in (
        DayQuestion,
        OftenQuestion,
        TimeQuestion,
        NameQuestion,
        JoinQuestion,
        Overview,
    )
}
"""The questions by what a visit's `detail` calls them; `weekly_draft.STEPS` is their order."""


class WeeklyScreen(Screen):
    """One question; `detail` says which, the first where it names none. Back leads to the last."""

    def __init__(self, services: Services, detail: str = "") -> None:
        step = detail if detail in QUESTIONS else "day"
        super().__init__(services, detail)
        page = self.page(heading=False)
        self._question = QUESTIONS[step](services)
        self._heading = Heading(self.title)
        found = understood(services, step)
        page.add(self._heading, *([found] if found else []), self._question)
        page.draw_in_rest("clock")
        self._keep()
        self._question.main_changed.connect(self._keep)
        self._question.asked.connect(lambda answer, told: self.begin_at(answer, told=told))

    def _keep(self, told: str = "") -> None:
        """Let the main button of the question stay at the foot; go to it with what is `told`.

        Once the session is kept, nothing is asked any more: the heading says so.
        """
        self._heading.setText(self.title)
        self.retitled.emit()
        main = self._question.main
        self.keep_below(main)
        if main is not None and told:
            self.begin_at(main, told=told)

    @property
    def title(self) -> str:
        """Ask the question, or say that all are answered."""
        return self.words(self._question.title_key)

    @property
    def first(self) -> QWidget | None:
        """Begin at the field, where there is one."""
        return self._question.first
