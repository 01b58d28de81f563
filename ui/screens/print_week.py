"""Screen Print my week: says what will be on paper, prints it, or saves it to print later."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from desktop.storage.saved_page import save_page
from resources.declared import Problem
from ui.navigation import Place
from ui.printing.sheet import as_pdf, prepare, print_on
from ui.printing.week import say_day_on_paper, say_title_on_paper, week_sessions, week_sheet, when
from ui.screens.base import Screen
from ui.screens.setup.result_area import ResultArea
from ui.widgets.button import BigButton, Kind
from ui.widgets.column import ItemList
from ui.widgets.text import ListItem, Paragraph

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.sessions.session import Session
    from ui.services import Services


class NoPrinter(Problem):
    """This computer knows no printer."""

    key = "no_printer"


class NotPrinted(Problem):
    """The printer did not take the page."""

    key = "not_printed"


class PrintWeekScreen(Screen):
    """The sessions of the next 7 days in a list, and two ways to have them on paper."""

    title_key = "print_week.title"

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        page = self.page()
        sessions = week_sessions(services)
        self._result = ResultArea(services)
        if not sessions:
            page.add(Paragraph(self.words("print_week.none")))
            page.draw_in_rest("calendar")
            back = BigButton(self.words("sessions.title"), kind=Kind.MAIN, icon="calendar")
            back.chosen.connect(lambda: services.navigator.back_to(Place.SESSIONS))
            self.bar(back)
            return
        page.add(Paragraph(self.words("print_week.what")))
        page.add(ItemList(ListItem(self._line(one)) for one in sessions))
        page.add(Paragraph(self.words("print_week.private"), quiet=True), self._result)
        page.draw_in_rest("calendar")
        save = BigButton(self.words("print_week.save"), icon="folder")
        save.chosen.connect(self._save)
        go = BigButton(self.words("print_week.go"), kind=Kind.MAIN, icon="print")
        go.chosen.connect(self._print)
        self.bar(save, go)

    def _line(self, session: Session) -> str:
        blanks = {
            "day": say_day_on_paper(self.services, session),
            "when": when(self.services, session),
            "title": say_title_on_paper(self.services, session),
        }
        return self.words("print_week.session", **blanks)

    # Printing

    def _print(self) -> None:
        """Ask which printer, with the computer's own window; without one say what else to do."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._result.explain(NoPrinter())
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.words("print_week.sheet"))
        prepare(printer)
        if QPrintDialog(printer, self).exec():
            self.print_with(printer)

    def print_with(self, printer: QPrinter) -> None:
        """Print, and say so."""
        if print_on(printer, week_sheet(self.services)):
            self._result.tell(self.words("print_week.sent"))
        else:
            self._result.explain(NotPrinted())

    # Saving

    def _save(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.save_in(Path(QStandardPaths.writableLocation(place)))

    def save_in(self, folder: Path) -> None:
        """Write the page into a folder, and say which."""
        body = as_pdf(week_sheet(self.services))
        name = self.words("print_week.file", date=f"{self.services.clock.now():%Y-%m-%d}")
        work = asyncio.to_thread(save_page, folder, name, body)
        self._result.wait_for(work, self.words("print_week.saving"), self._saved)

    def _saved(self, path: Path) -> None:
        blanks = {"name": path.name, "folder": path.parent.name}
        self._result.tell(self.words("print_week.saved", **blanks))
