"""The reminder settings screens: when, which groups, and how they reach the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desktop.sessions.reminder_rules import EARLIER, LEAD, NAMES, REMINDERS_ON, SOUND
from desktop.system.autostart import AutostartFailed
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.setting_card import SettingCard
from ui.widgets.button import BigButton
from ui.widgets.card import Card, Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.column import Column, Replaceable
from ui.widgets.notice import Notice
from ui.widgets.rows import Rows
from ui.widgets.text import Paragraph

if TYPE_CHECKING:
    from desktop.sessions.session import Session
    from resources.declared import Setting
    from ui.services import Services

T = TypeVar("T", str, int, bool)

START = ((False, "reminder_ways.start_no"), (True, "reminder_ways.start_yes"))


class _ChoosingScreen(Screen):
    """Says it when a choice could not be saved."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.unsaved = Notice(self.words("settings.unsaved"), tone=Tone.ASK)
        self._say_unsaved()

    def choice(self, setting: Setting[T], *, columns: int = 2) -> SettingCard[T]:
        """Return the card of one setting."""
        card = SettingCard(self.services, setting, columns=columns)
        card.changed.connect(self._say_unsaved)
        return card

    def _say_unsaved(self) -> None:
        self.unsaved.setVisible(self.services.settings.unsaved)


class RemindersScreen(_ChoosingScreen):
    """Whether and when to be reminded; what would do nothing is not shown."""

    title_key = "reminders_screen.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._rest = Column([self.choice(LEAD), self.choice(EARLIER), self._ways()])
        page = self.page()
        page.add(Paragraph(self.words("reminders_screen.what")), self.unsaved)
        page.add(self.choice(REMINDERS_ON), self._rest)
        page.draw_in_rest("bell")
        self._show()
        self.until_left(services.reminder_service.watch(self._show))

    def _show(self) -> None:
        self._rest.setVisible(self.services.settings[REMINDERS_ON])

    def _ways(self) -> Rows:
        rows = Rows(columns=2)
        try_it = self.services.reminder_service.try_out
        groups, more = self.go(Place.REMINDER_GROUPS), self.go(Place.REMINDER_WAYS)
        for name, icon, picture, way in (
            ("try", "bell", "bell", try_it),
            ("groups", "person", "people", groups),
            ("more", "settings", "settings", more),
        ):
            hint = self.words(f"reminders_screen.{name}_hint")
            words = self.words(f"reminders_screen.{name}")
            button = BigButton(words, icon=icon, picture=picture, hint=hint)
            button.chosen.connect(way)
            rows.addWidget(button)
        return rows


class ReminderWaysScreen(_ChoosingScreen):
    """The sound, the group's name where others may read it, and starting with the computer."""

    title_key = "reminder_ways.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._trouble = Replaceable()
        page = self.page()
        page.add(Paragraph(self.words("reminder_ways.silent")), self.unsaved)
        page.add(self.choice(SOUND), self.choice(NAMES, columns=1), self._trouble, self._start())
        page.draw_in_rest("bell")

    def _start(self) -> Card:
        answers = [(yes, self.words(key)) for yes, key in START]
        row = ChoiceRow(
            self.words("reminder_ways.start"),
            answers,
            chosen=self.services.autostart.is_on(),
            columns=1,
        )
        row.picked.connect(self._turn_start)
        card = Card()
        card.add(row)
        return card

    def _turn_start(self, wish: bool) -> None:
        try:
            self.services.autostart.turn(on=wish)
        except AutostartFailed as problem:
            notice = Notice(self.words.explain(problem), tone=Tone.ASK)
            self._trouble.show_instead(notice)
        else:
            self._trouble.show_nothing()


class ReminderGroupsScreen(Screen):
    """One button for each group or class with a session in the next 2 weeks."""

    title_key = "reminder_groups.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self._buttons: dict[str, BigButton] = {}
        series = {one.series: one for one in reversed(services.agenda.sessions)}
        sessions = sorted(series.values(), key=lambda one: (self.title_of(one), one.series))
        key = "reminder_groups.what" if sessions else "reminder_groups.none"
        page = self.page()
        page.add(Paragraph(self.words(key)))
        page.add(*map(self._button, sessions))
        page.add_stretch()
        self._show()
        self.until_left(services.reminder_service.watch(self._show))

    def _button(self, session: Session) -> BigButton:
        drawing, colour = self.services.agenda.picture_of(session)
        button = BigButton(self.title_of(session), picture=drawing, tone=colour)
        button.chosen.connect(lambda: self._toggle(session))
        self._buttons[session.series] = button
        return button

    def _toggle(self, session: Session) -> None:
        reminder_service, series = self.services.reminder_service, session.series
        reminder_service.mute(series, is_quiet=series not in reminder_service.quiet)

    def _show(self) -> None:
        for series, button in self._buttons.items():
            is_quiet = series in self.services.reminder_service.quiet
            hint = self.words(f"reminder_groups.{'off' if is_quiet else 'on'}")
            if button.hint and button.hint != hint:
                self.services.say(hint)
            button.hint = hint
            button.set_icon("cross" if is_quiet else "bell")
