"""A sheet becomes a real PDF: whole pieces, large letters, as many pages as it takes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from accessibility.qt.palette import AppLook
from tests.support.paper import pages_of, sizes_of
from ui.printing.sheet import TEXT_PT, Piece, Sheet, as_pdf, prepare, print_on


def a_sheet(count: int) -> Sheet:
    pieces = [
        Piece(f"Group {at}", ("2:00pm to 3:00pm", f"Last line of {at}"), f"Day {at}", "cup")
        for at in range(1, count + 1)
    ]
    return Sheet("My week", tuple(pieces), lambda page, of: f"Page {page} of {of}")


def test_its_words_can_be_read_in_their_order(look: AppLook) -> None:
    (page,) = pages_of(as_pdf(a_sheet(1)))
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    assert lines == [
        *("My week", "Day 1", "Group 1", "2:00pm to 3:00pm", "Last line of 1"),
        "Page 1 of 1",
    ]


def test_a_piece_is_never_on_two_pages(look: AppLook) -> None:
    pages = pages_of(as_pdf(a_sheet(12)))
    assert len(pages) > 1
    for at, page in enumerate(pages, 1):
        assert f"Page {at} of {len(pages)}" in page
    for number in range(1, 13):
        (page,) = (one for one in pages if f"Day {number}\n" in one)
        assert f"Group {number}\n" in page and f"Last line of {number}\n" in page


def test_what_is_longer_than_a_page_goes_on(look: AppLook) -> None:
    lines = tuple(f"Line {at}." for at in range(100))
    pages = pages_of(as_pdf(Sheet("Long", (Piece("All", lines),), lambda page, of: "")))
    assert len(pages) > 2
    assert all(f"Line {at}." in "".join(pages) for at in range(100))


def test_letters_are_large(look: AppLook) -> None:
    assert min(sizes_of(as_pdf(a_sheet(3)))) >= TEXT_PT


def test_a_printer_gets_the_same(look: AppLook, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    prepare(printer)
    assert print_on(printer, a_sheet(12))
    printed = pages_of((tmp_path / "paper.pdf").read_bytes())
    assert [page.split() for page in printed] == [
        page.split() for page in pages_of(as_pdf(a_sheet(12)))
    ]
