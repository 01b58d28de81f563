"""Questions for the day of a session: which day of the week, which date, every week or once."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from desktop.sessions.times_in_words import say_date
from desktop.sessions.weekly import WEEKDAYS
from ui.screens.setup.result_area import ResultArea
from ui.screens.setup.weekly_question import Question
from ui.widgets.button import BigButton
from ui.widgets.card import Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.field import LabelledField

if TYPE_CHECKING:
    from datetime import date

    from ui.services import Services


class DayQuestion(Question):
    """Which day of the week; of a session that is only once, which date."""

    step = "day"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._result = ResultArea(services)
        self._date: LabelledField | None = None
        if self._typed.is_once:
            self._date = self._date_field()
            self.first = self._date.line
            self.add(self._date)
        else:
            self.add(self._weekdays())
        self.add(self._button("weekly.next", self._next), self._result)

    def _weekdays(self) -> ChoiceRow:
        days = [(day, self._words(f"schedule.weekday.{day}")) for day in WEEKDAYS]
        row = ChoiceRow(self._words("weekly.days"), days, chosen=self._typed.day, columns=3)
        row.picked.connect(lambda day: self._remember(day=day))
        return row

    def _date_field(self) -> LabelledField:
        before = self._typed.starts
        field = LabelledField(
            self._words("weekly.days"),
            hint=self._words("weekly.date_hint"),
            text=say_date_of(before, self._services) if before else "",
        )
        field.accepted.connect(self._next)
        return field

    def _next(self) -> None:
        if self._date is not None:
            self._take_date(self._date)
        elif self._typed.day is None:
            self._result.tell(self._words("weekly.day_missing"), tone=Tone.ASK)
        else:
            self._go_on()

    def _take_date(self, field: LabelledField) -> None:
        from desktop.calendars.pasted_times import find_date

        today = self._services.clock.now().date()
        found = find_date(field.text(), today)
        if found is None or found < today:
            key = "weekly.date_over" if found else "weekly.date_wrong"
            field.show_error(self._words(key))
            field.line.setFocus()
            return
        field.show_error("")
        self._remember(starts=found, day=WEEKDAYS[found.weekday()])
        self._go_on()


class OftenQuestion(Question):
    """Whether it is every week, or on the one day that was told."""

    step = "often"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        day = self._typed.starts
        for key, every in (("weekly.every_week", 1), ("weekly.only_on", 0)):
            said = {"day": say_date_of(day, services)} if day and not every else {}
            button = BigButton(self._words(key, **said), icon="calendar")
            button.chosen.connect(lambda every=every: self._take(every))
            self.add(button)

    def _take(self, every: int) -> None:
        self._remember(every=every)
        self._go_on()


def say_date_of(day: date, services: Services) -> str:
    """Say a date with its weekday, even if it is today."""
    now = services.clock.now()
    return say_date(datetime.combine(day, time(12), now.tzinfo), now, services.words)
