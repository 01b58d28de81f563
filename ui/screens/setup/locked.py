"""Notices for a locked keyring and for a password that was refused, each with a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.screens.setup.result_area import ResultArea
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from desktop.feeds.saved_calendars import CalendarSource
    from resources.declared import Problem
    from ui.services import Services


class Locked(ResultArea):
    """Says why it is shut, with Try again, until that works; the screen then has its calendars."""

    def __init__(self, services: Services, trouble: Problem) -> None:
        super().__init__(services)
        self._explain(trouble)

    def _explain(self, trouble: Problem) -> None:
        notice = Notice(self._services.words.explain(trouble), tone=Tone.ASK)
        text = self._services.words("calendar.try_again")
        again = BigButton(text, icon="again")
        again.chosen.connect(self._try)
        notice.add(again)
        self.show_instead(notice)

    def _try(self) -> None:
        work = self._services.unlocker.open()
        doing = self._services.words("calendar.unlocking")
        self.wait_for(work, doing, self._tried, failed=self._say_shut)

    def stop(self) -> None:
        """Stop waiting; it is as shut as before."""
        super().stop()
        self._tried(False)

    def _tried(self, _: bool) -> None:
        trouble = self._services.calendars.trouble
        if trouble is None:
            self.show_nothing()
        else:
            self._say_shut(trouble)
        self._services.agenda.tell()

    def _say_shut(self, trouble: Problem) -> None:
        self._explain(trouble)
        self._services.say(str(self._services.words.explain(trouble)))


class LockedOut(Notice):
    """Says that a calendar's password does not work any more, and where to type it again."""

    def __init__(self, services: Services, source: CalendarSource) -> None:
        name = services.agenda.name_of(source) or services.words("calendar.unnamed")
        super().__init__(services.words("account.stopped", name=name), tone=Tone.ASK)
        again = BigButton(services.words("account.again"), kind=Kind.QUIET, icon="person")
        again.chosen.connect(lambda: services.navigator.go(Place.SIGN_IN_AGAIN, source.id))
        self.add(again)
