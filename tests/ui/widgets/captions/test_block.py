"""One block of captions is painted as chosen, in any script, and nothing of it is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from accessibility.look.captions import SHEETS, CaptionStyle
from accessibility.qt.caption_font import caption_font
from accessibility.qt.palette import AppLook
from resources.words import Words
from tests.support.blocks import missed, spoken
from tests.support.dressed import show, window_of
from ui.widgets.captions.block import BlockShape, CaptionBlock, UnsureSpans
from ui.widgets.captions.view import CaptionView

ENGLISH = "We will start with names, and you can pass if you like."
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwe"
KOREAN = "오늘은 서로 인사를 나누고 천천히 이야기합시다."
HEBREW = "שלום לכולם, נתחיל ב-10:30 עם שמות."
ARABIC = "مرحبا بالجميع، نبدأ في 10:30."

Made = Callable[..., CaptionBlock]


@pytest.fixture
def made(look: AppLook, qtbot: QtBot) -> Made:
    """Return what makes a block of some width, as high as it wishes, on white."""
    windows = []

    def make(
        text: str, style: CaptionStyle, *, shape: BlockShape = BlockShape.GROUP
    ) -> CaptionBlock:
        block = CaptionBlock(shape, style)
        block.show_words(text, "", "")
        window = window_of(block)
        window.setStyleSheet("background: white")
        qtbot.addWidget(window)
        windows.append(window)
        width = 600
        show(window, width, block.heightForWidth(width - 24) + 24)
        return block

    return make


def ink(block: CaptionBlock) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of what is painted, in pixels."""
    picture = block.grab().toImage()
    places = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if QColor(picture.pixel(x, y)).lightness() < 128
    ]
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), min(down), max(across), max(down)


def colours(picture: QImage) -> set[str]:
    """Return every colour in a picture."""
    every = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    return {QColor(each).name() for each in every}


@pytest.mark.parametrize("pixels", [19, 96])
@pytest.mark.parametrize("text", [ENGLISH, LONG_WORD, KOREAN, HEBREW, ARABIC])
def test_nothing_is_cut_at_any_size(made: Made, text: str, pixels: int) -> None:
    block = made(text, CaptionStyle(pixels=pixels))
    left, top, right, bottom = ink(block)
    assert left > 0 and right < block.width() - 1
    assert top > 0 and bottom < block.height() - 1


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
def test_words_run_the_way_their_own_script_does(made: Made, text: str) -> None:
    left, _, right, _ = ink(made(text, CaptionStyle(pixels=24)))
    assert 600 - right < left, "they begin at the right side"
    left, _, right, _ = ink(made(ENGLISH, CaptionStyle(pixels=24)))
    assert left < 600 - right


def test_room_between_lines_and_letters_makes_it_larger(made: Made) -> None:
    usual = made(ENGLISH, CaptionStyle())
    wide_lines = made(ENGLISH, CaptionStyle(leading=2.0))
    usual_letters = made("Hello", CaptionStyle())
    wide_letters = made("Hello", CaptionStyle(letters=0.12))
    assert wide_lines.heightForWidth(400) > 1.3 * usual.heightForWidth(400)
    assert ink(wide_letters)[2] > ink(usual_letters)[2]


def test_joined_letters_stay_joined(made: Made) -> None:
    usual, wide = (made(ARABIC, CaptionStyle(letters=letters)) for letters in (0.0, 0.12))
    assert usual.grab().toImage() == wide.grab().toImage()


def test_the_typeface_is_the_one_that_was_chosen(look: AppLook) -> None:
    clear = caption_font(CaptionStyle(), 32)
    computer = caption_font(CaptionStyle(typeface="computer"), 32)
    assert QFontInfo(clear).family() == "Atkinson Hyperlegible"
    assert QFontInfo(computer).family() != "Atkinson Hyperlegible"


@pytest.mark.parametrize("name", list(SHEETS))
def test_everything_on_the_sheet_is_in_its_colours(name: str, look: AppLook, qtbot: QtBot) -> None:
    view = CaptionView(Words())
    window = window_of(view)
    qtbot.addWidget(window)
    look.wear("dark" if name != "dark" else "light", 100)
    view.set_style(CaptionStyle(colours=name))
    show(window, 500, 400)
    sheet = SHEETS[name]
    empty = colours(view.grab().toImage())
    assert {sheet.caption_page, sheet.caption_draft} <= empty
    view.show_blocks(
        [spoken(1, ENGLISH), missed(2, 3), spoken(3, "Yes.", source="me"), spoken(4, "And", "so")]
    )
    full = colours(view.grab().toImage())
    assert {sheet.caption_text, sheet.caption_draft, sheet.caption_edge, sheet.edge} <= full


def test_a_doubt_is_a_line_below_the_very_word(made: Made) -> None:
    text = "Do 🌼 not come"
    at = text.index("not")
    marked, unmarked = made("", CaptionStyle(marks_unsure=True)), made("", CaptionStyle())
    doubts = UnsureSpans(((at, at + 3),), "May be wrong: not.")
    for block in (marked, unmarked):
        block.show_words(text, "", "", doubts=doubts)
    changed = difference(marked.grab().toImage(), unmarked.grab().toImage())
    assert len(changed) > 20
    metrics = QFontMetrics(caption_font(CaptionStyle(), 32))
    begins, ends = (metrics.horizontalAdvance(text[:place]) for place in (at, at + 3))
    left = min(changed) - 16  # two steps of room at the side
    assert begins - 3 <= left and max(changed) - 16 <= ends + 3
    assert marked.accessibleDescription() == "May be wrong: not."
    assert unmarked.accessibleDescription() == ""


def difference(one: QImage, other: QImage) -> list[int]:
    """Return where pixels differ, from the left."""
    return [
        x
        for x in range(one.width())
        for y in range(one.height())
        if one.pixel(x, y) != other.pixel(x, y)
    ]


def test_marks_come_and_go_with_the_choice(made: Made) -> None:
    block = made("", CaptionStyle())
    block.show_words("It is not so.", "", doubts=UnsureSpans(((6, 9),), "May be wrong: not."))
    plain = block.grab().toImage()
    block.set_style(CaptionStyle(marks_unsure=True))
    assert block.grab().toImage() != plain
    block.set_style(CaptionStyle())
    assert block.grab().toImage() == plain


def test_a_line_that_is_being_read_gets_a_new_name_only_when_it_is_finished(made: Made) -> None:
    block = made("We will", CaptionStyle())
    block.show_words("We will", "start", "")
    assert block.accessibleName() == "We will start"
    block.setFocus()
    for draft in ("start with", "start with names", "start with names and"):
        block.show_words("We will", draft, "")
        assert block.accessibleName() == "We will start", "it would be read from its start again"
    block.show_words("We will start with names.", "", "")
    assert block.accessibleName() == "We will start with names."


def test_a_line_that_the_reader_leaves_is_named_as_it_is_by_then(made: Made) -> None:
    block = made("We will", CaptionStyle())
    block.setFocus()
    block.show_words("We will", "start", "")
    block.clearFocus()
    assert block.accessibleName() == "We will start"
