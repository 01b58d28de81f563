"""Screens that put something on paper: they say what, print it, or save it to print later."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from desktop.storage.saved_page import save_page
from resources.declared import Problem
from ui.printing.sheet import as_pdf, prepare, print_on
from ui.screens.base import Screen
from ui.screens.setup.result_area import ResultArea
from ui.widgets.button import BigButton, Kind
from ui.widgets.card import Tone
from ui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from ui.printing.sheet import Sheet
    from ui.services import Services


class NoPrinter(Problem):
    """This computer knows no printer."""

    key = "no_printer"


class NotPrinted(Problem):
    """The printer did not take the page."""

    key = "not_printed"


class PaperScreen(Screen):
    """Two ways to have something on paper, below what says what it is."""

    def __init__(self, services: Services, detail: str = "") -> None:
        super().__init__(services, detail)
        self.result = ResultArea(services)

    def offer(self, sheet: Callable[[], Sheet], name: str) -> None:
        """Set the two ways at the foot; `name` is that of the saved file, without its ending."""
        self._sheet, self._name = sheet, name
        self._instead = save = BigButton(self.words("paper.save"), icon="folder")
        save.chosen.connect(self._save)
        go = BigButton(self.words("paper.go"), kind=Kind.MAIN, icon="print")
        go.chosen.connect(self._print)
        self.bar(save, go)

    # Printing

    def _print(self) -> None:
        """Ask which printer, with the computer's own window; without one say what else to do."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._say_no_printer()
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._sheet().title)
        prepare(printer)
        if QPrintDialog(printer, self).exec():
            self.print_with(printer)

    def _say_no_printer(self) -> None:
        """Say so, and go to what can be done instead."""
        explained = self.words.explain(NoPrinter())
        self.result.show_result(Notice(explained, tone=Tone.ASK))
        self.begin_at(self._instead, told=str(explained))

    def print_with(self, printer: QPrinter) -> None:
        """Print, and say so."""
        if print_on(printer, self._sheet()):
            self.result.tell(self.words("paper.sent"))
        else:
            self.result.explain(NotPrinted())

    # Saving

    def _save(self) -> None:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self.save_in(Path(QStandardPaths.writableLocation(place)))

    def save_in(self, folder: Path) -> None:
        """Write the page into a folder, and say which. Setting it takes longer than a frame."""
        sheet, name = self._sheet(), self._name
        work = asyncio.to_thread(lambda: save_page(folder, name, as_pdf(sheet)))
        self.result.wait_for(work, self.words("paper.saving"), self._saved)

    def _saved(self, path: Path) -> None:
        blanks = {"name": path.name, "folder": path.parent.name}
        self.result.tell(self.words("paper.saved", **blanks))
