"""Large-print sheets: black on white, in 18 points and more, on as many pages as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPagedPaintDevice, QTextBlock

TEXT_PT, NAME_PT, ABOVE_PT, TITLE_PT = 18, 24, 28, 34
"""Sizes of letters, in points: of lines, of what they are about, of headings, of the title."""

EDGE_MM, DRAWING_MM = 18, 16
"""Millimetres of the paper's margins, and of a drawing beside a name."""

GAP_PT = 9
"""Points between lines that belong together; between others it is twice as much."""

DRAWING_PX = 480
"""Pixels of a drawing: enough for clean lines on paper."""

PDF_DPI = 300
"""Dots in an inch of a saved page."""

MM_AN_INCH, PT_AN_INCH = 25.4, 72
"""Millimetres and points in an inch."""


@dataclass(frozen=True)
class Piece:
    """What stays together on one page: a name with lines below it, or lines alone.

    `above` is a heading that begins with it, `drawing` the name of one beside its name.
    """

    name: str
    lines: tuple[str, ...] = ()
    above: str = ""
    drawing: str = ""


@dataclass(frozen=True)
class Sheet:
    """What is printed. `number` says which page of how many, at the foot of each."""

    title: str
    pieces: tuple[Piece, ...]
    number: Callable[[int, int], str]


def prepare(device: QPagedPaintDevice) -> None:
    """Let a printer or a PDF begin with A4 and margins that every printer has."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    edges = QMarginsF(EDGE_MM, EDGE_MM, EDGE_MM, EDGE_MM)
    device.setPageMargins(edges, QPageLayout.Unit.Millimeter)


def as_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF, whose words can be read and searched. Any thread may ask."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DPI)
    writer.setTitle(sheet.title)
    prepare(writer)
    print_on(writer, sheet)
    return bytes(buffer.data().data())


def print_on(device: QPagedPaintDevice, sheet: Sheet) -> bool:
    """Print on a printer or into a PDF; say whether it could be begun."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    inch = device.logicalDpiY()
    room = device.pageLayout().paintRect(QPageLayout.Unit.Inch).size() * inch
    foot = round(2 * TEXT_PT * inch / PT_AN_INCH)
    page = QSizeF(room.width(), room.height() - foot)
    document = _Document(sheet, device, page)
    for at in range(document.pageCount()):
        if at:
            device.newPage()
        painter.save()
        painter.translate(0, -at * page.height())
        document.drawContents(
            painter, QRectF(0, at * page.height(), page.width(), page.height() - 1)
        )
        painter.restore()
        painter.setFont(_font(TEXT_PT))
        below = QRectF(0, page.height(), page.width(), foot)
        number = sheet.number(at + 1, document.pageCount())
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, number)
    return painter.end()


def _font(size_pt: float, *, bold: bool = False) -> QFont:
    font = QFont(QGuiApplication.font().family())
    font.setPointSizeF(size_pt)
    font.setBold(bold)
    return font


class _Document(QTextDocument):
    """A sheet laid out on pages of one size, each piece whole where a page is large enough."""

    def __init__(self, sheet: Sheet, device: QPagedPaintDevice, page: QSizeF) -> None:
        super().__init__()
        self._inch = QGuiApplication.primaryScreen().logicalDotsPerInchY()
        self.documentLayout().setPaintDevice(device)  # it scales what is measured on the screen
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        self.setPageSize(page)
        self._cursor = QTextCursor(self)
        self._is_empty = True
        self._cursor.beginEditBlock()  # else all is laid out anew at each line
        self._line(sheet.title, TITLE_PT, bold=True)
        starts = [self._piece(piece) for piece in sheet.pieces]
        self._cursor.endEditBlock()
        ends = [*(start.previous() for start in starts[1:]), self.lastBlock()]
        for start, end in zip(starts, ends, strict=False):
            self._keep_whole(start, end)

    def _piece(self, piece: Piece) -> QTextBlock:
        """Add a piece, and return where it begins."""
        blocks = []
        if piece.above:
            blocks.append(self._line(piece.above, ABOVE_PT, bold=True, gap=3))
        if piece.name:
            name = self._line(piece.name, NAME_PT, bold=True, drawing=piece.drawing, gap=2)
            blocks.append(name)
        blocks += [self._line(line, TEXT_PT) for line in piece.lines]
        return blocks[0]

    def _line(
        self, text: str, size_pt: int, *, bold: bool = False, drawing: str = "", gap: int = 1
    ) -> QTextBlock:
        form, letters = QTextBlockFormat(), QTextCharFormat()
        form.setTopMargin(0 if self._is_empty else gap * GAP_PT * self._inch / PT_AN_INCH)
        letters.setFont(_font(size_pt, bold=bold))
        letters.setForeground(Qt.GlobalColor.black)
        letters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        if self._is_empty:
            self._cursor.setBlockFormat(form)
            self._is_empty = False
        else:
            self._cursor.insertBlock(form)
        if drawing:
            self._draw(drawing)
            self._cursor.insertText("  ", letters)
        self._cursor.insertText(text, letters)
        return self._cursor.block()

    def _draw(self, name: str) -> None:
        """Put a drawing into the line, in black and a grey that every printer has."""
        from PySide6.QtSvg import QSvgRenderer

        from resources.pictures import drawing_svg

        image = QImage(DRAWING_PX, DRAWING_PX, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(drawing_svg(name, "#000000", "#d9d9d9")).render(painter)
        painter.end()
        place = QUrl(f"drawing:{name}")
        self.addResource(QTextDocument.ResourceType.ImageResource, place, image)
        form = QTextImageFormat()
        form.setName(place.toString())
        form.setWidth(DRAWING_MM / MM_AN_INCH * self._inch)
        form.setHeight(DRAWING_MM / MM_AN_INCH * self._inch)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        self._cursor.insertImage(form)

    def _keep_whole(self, start: QTextBlock, end: QTextBlock) -> None:
        """Begin a new page with what would else be cut by the end of one, and is no longer."""
        high = self.pageSize().height()
        layout = self.documentLayout()
        top, bottom = layout.blockBoundingRect(start).top(), layout.blockBoundingRect(end).bottom()
        if top // high == (bottom - 1) // high or bottom - top > high:
            return
        form = QTextBlockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        form.setTopMargin(0)
        QTextCursor(start).mergeBlockFormat(form)
