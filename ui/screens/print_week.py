"""Screen Print my week: the sessions of the next 7 days, to have on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.navigation import Place
from ui.printing.week import say_day_on_paper, say_title_on_paper, week_sessions, week_sheet, when
from ui.screens.paper import PaperScreen
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import ItemList
from ui.widgets.text import ListItem, Paragraph

if TYPE_CHECKING:
    from desktop.sessions.session import Session
    from ui.services import Services


class PrintWeekScreen(PaperScreen):
    """The sessions of the next 7 days in a list, and two ways to have them on paper."""

    title_key = "print_week.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        sessions = week_sessions(services)
        if not sessions:
            page.add(Paragraph(self.words("print_week.none")))
            page.draw_in_rest("calendar")
            back = BigButton(self.words("sessions.title"), kind=Kind.MAIN, icon="calendar")
            back.chosen.connect(lambda: services.navigator.back_to(Place.SESSIONS))
            self.bar(back)
            return
        page.add(Paragraph(self.words("print_week.what")))
        page.add(ItemList(ListItem(self._line(one)) for one in sessions))
        page.add(Paragraph(self.words("print_week.private"), quiet=True), self.result)
        page.draw_in_rest("calendar")
        name = self.words("print_week.file", date=f"{services.clock.now():%Y-%m-%d}")
        self.offer(lambda: week_sheet(services), name)

    def _line(self, session: Session) -> str:
        day = say_day_on_paper(self.services, session)
        title = say_title_on_paper(self.services, session)
        if session.cancelled:
            return self.words("print_week.session_cancelled", day=day, title=title)
        span = when(self.services, session)
        return self.words("print_week.session", day=day, when=span, title=title)
