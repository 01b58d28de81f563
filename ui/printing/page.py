"""The sheet of one page about safety: its words, and its numbers as large as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.pages import Bullets, Heading, Numbered
from ui.printing.sheet import Piece, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resources.pages import Block, Page
    from resources.words import Words


def page_sheet(page: Page, words: Words) -> Sheet:
    """Return a page as it will be on paper: each heading stays with what is below it."""

    def number(at: int, of: int) -> str:
        return words("paper.page", page=at, of=of)

    return Sheet(page.title, tuple(_pieces(page)), number)


def _pieces(page: Page) -> Iterator[Piece]:
    name, lines = "", list[str]()
    for block in page.blocks:
        if not isinstance(block, Heading):
            lines += _lines(block)
            continue
        if name or lines:
            yield Piece(name, tuple(lines))
        name, lines = block.text, []
    yield Piece(name, tuple(lines))
    for line in page.helplines:
        yield Piece(line.number, (line.in_words,), line.name)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Bullets):
        return [f"•  {item}" for item in block.items]
    if isinstance(block, Numbered):
        return [f"{number}.  {item}" for number, item in enumerate(block.items, 1)]
    return [block.text]
