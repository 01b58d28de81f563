"""Print my week: what will be on paper is said first; then it is printed, or saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from tests.support.audit_arrival import told
from tests.support.example import SESSIONS, Example
from tests.support.opener import Opener
from tests.support.paper import pages_of
from tests.support.scenes import button, has, press, until, with_sessions
from ui.navigation import Place
from ui.screens.print_week import PrintWeekScreen


@pytest.fixture
def no_printers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer on which nobody prints: its printing service is not there."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no-such-socket"))
    assert QPrinterInfo.availablePrinterNames() == []


async def test_one_press_says_what_will_be_printed(example: Example, go_to: Opener) -> None:
    await with_sessions(example, *SESSIONS)
    window = await go_to(Place.SESSIONS)
    await press(window, "Print my week")
    assert has(window, "Tuesday 24 November, 2:00pm to 3:00pm: Tuesday Tea Group")
    assert has(window, "Friday 27 November: Film night is cancelled")
    assert has(window, "No links and no passwords are on it.")


async def test_it_is_saved_in_a_folder_that_is_named(
    example: Example, go_to: Opener, tmp_path: Path
) -> None:
    await with_sessions(example, *SESSIONS)
    screen = (window := await go_to(Place.PRINT_WEEK)).screen_shown
    assert isinstance(screen, PrintWeekScreen)
    folder = tmp_path / "Documents"
    screen.save_in(folder)
    told = "The page is saved. Look in your folder Documents for My week 2026-11-24.pdf."
    await until(lambda: has(window, told))
    assert "Tuesday Tea Group" in pages_of((folder / "My week 2026-11-24.pdf").read_bytes())[0]
    (tmp_path / "full").write_bytes(b"")
    screen.save_in(tmp_path / "full")
    await until(lambda: has(window, "The page could not be saved."))


async def test_without_a_printer_it_says_so_and_offers_to_save_the_page(
    example: Example, go_to: Opener, no_printers: None
) -> None:
    await with_sessions(example, *SESSIONS)
    window = await go_to(Place.PRINT_WEEK)
    await press(window, "Print")
    assert has(window, "This computer has no printer that is ready.")
    assert has(window, "Save the page, and print it later or somewhere else.")
    assert told(button(window, "Save as a page I can print later"))[0].endswith("somewhere else.")
    assert button(window, "Save as a page I can print later").hasFocus()


@pytest.mark.qt_log_ignore("QPainter::begin")
async def test_a_printer_that_takes_it_and_one_that_does_not(
    example: Example, go_to: Opener, tmp_path: Path
) -> None:
    await with_sessions(example, *SESSIONS)
    screen = (window := await go_to(Place.PRINT_WEEK)).screen_shown
    assert isinstance(screen, PrintWeekScreen)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "paper.pdf"))
    screen.print_with(printer)
    assert has(window, "The printer did not take the page.")
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    screen.print_with(printer)
    assert has(window, "It is on its way to the printer.")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
