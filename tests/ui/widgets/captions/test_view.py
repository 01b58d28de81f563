"""Captions: what is shown, what is told, and that nothing moves under a reader's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from accessibility.captions.text.stream import Block
from accessibility.look.captions import CaptionStyle
from accessibility.qt.palette import AppLook, current_look
from resources.words import Words
from tests.support.blocks import missed, spoken
from tests.support.dressed import show, window_of
from tests.support.until import PATIENCE_MS
from ui.widgets.button import BigButton
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.hint import CaptionHint
from ui.widgets.captions.place_mark import PlaceMark
from ui.widgets.captions.view import MOST_SHOWN, CaptionView

WORDS = Words()
SENTENCE = "And then we went to the garden, and everything was in flower again."


@pytest.fixture
def view(look: AppLook, qtbot: QtBot) -> Iterator[CaptionView]:
    made = CaptionView(WORDS)
    window = window_of(made)
    qtbot.addWidget(window)
    show(window, 600, 400)
    yield made


def shown(view: CaptionView) -> list[CaptionBlock]:
    """Return the blocks in sight or out of it, from the top."""
    blocks = view.findChildren(CaptionBlock)
    return sorted((block for block in blocks if block.isVisible()), key=lambda block: block.y())


def read(view: CaptionView) -> list[str]:
    """Return the names of the blocks as a screen reader is told them."""
    names = []
    for block in shown(view):
        interface = QAccessible.queryAccessibleInterface(block)
        assert interface is not None
        names.append(interface.text(QAccessible.Text.Name))
    return names


def tell(view: CaptionView, qtbot: QtBot, blocks: Sequence[Block]) -> None:
    """Show blocks and wait until nothing is waiting to be shown."""
    view.show_blocks(blocks)
    qtbot.waitUntil(
        lambda: [b.words for b in shown(view)][-1:] == last_words(blocks), timeout=PATIENCE_MS
    )
    for _ in range(3):
        QApplication.processEvents()


def ink(view: CaptionView, widget: QWidget) -> tuple[int, int]:
    """Return where the first letter of a widget begins, from the left and the top of the view.

    Its edge may be too faint in one colour to count: it is a pixel off at most.
    """
    image = widget.grab().toImage()
    page = image.pixel(0, 0)
    wide, high = image.width(), image.height()
    left = next(x for x in range(wide) if any(image.pixel(x, y) != page for y in range(high)))
    top = next(y for y in range(high) if any(image.pixel(x, y) != page for x in range(wide)))
    corner = widget.mapTo(view, QPoint(left, top))
    return corner.x(), corner.y()


def last_words(blocks: Sequence[Block]) -> list[str]:
    return [f"{blocks[-1].settled} {blocks[-1].draft}".strip()] if blocks else []


def talk(count: int) -> list[Block]:
    return [spoken(number, f"{number}. {SENTENCE}") for number in range(count)]


def scroll_bar_value(view: CaptionView, value: int | None = None) -> int:
    bar = view.findChildren(QScrollArea)[0].verticalScrollBar()
    if value is not None:
        bar.setValue(value)
    return bar.value()


def new_below(view: CaptionView) -> BigButton:
    return view.findChildren(BigButton)[0]


def test_words_are_there_at_once(view: CaptionView) -> None:
    view.show_blocks([spoken(1, "Hello", "every body")])
    assert read(view) == ["Hello every body"]


def test_a_draft_is_replaced_in_its_place(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, [spoken(1, "Hello", "every")])
    block = shown(view)[0]
    tell(view, qtbot, [spoken(1, "Hello everybody", "and")])
    assert shown(view) == [block]
    assert read(view) == ["Hello everybody and"]


def test_settling_moves_no_word(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, [spoken(1, "", SENTENCE)])
    draft = view.grab().toImage()
    height = shown(view)[0].height()
    tell(view, qtbot, [spoken(1, SENTENCE)])
    qtbot.waitUntil(lambda: view.grab().toImage() != draft, timeout=PATIENCE_MS)
    assert shown(view)[0].height() == height


def test_draft_words_differ_by_more_than_colour(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, [spoken(1, "Hello every body", "")])
    settled = view.grab().toImage()
    tell(view, qtbot, [spoken(1, "Hello every", "body")])
    block = shown(view)[0]
    qtbot.waitUntil(lambda: view.grab().toImage() != settled, timeout=PATIENCE_MS)
    below = block.height() - 14
    row = [view.grab().toImage().pixel(x, block.y() + below) for x in range(40, 300)]
    assert len(set(row)) > 1, "nothing is drawn below the draft words"


def test_it_changes_at_most_ten_times_a_second(view: CaptionView, qtbot: QtBot) -> None:
    view.show_blocks([spoken(1, "One")])
    view.show_blocks([spoken(1, "One two")])
    view.show_blocks([spoken(1, "One two three")])
    assert read(view) == ["One"]
    qtbot.waitUntil(lambda: read(view) == ["One two three"], timeout=PATIENCE_MS)


def test_a_gap_is_told(view: CaptionView) -> None:
    view.show_blocks([spoken(1, "Hello"), missed(2, 3.2), spoken(3, "again")])
    assert read(view) == ["Hello", "[Missed about 3 seconds]", "again"]


def test_a_short_gap_is_not_rounded_away(view: CaptionView) -> None:
    view.show_blocks([missed(1, 0.4)])
    assert read(view) == ["[Missed about 1 second]"]


def test_the_sources_have_labels_when_both_speak(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, [spoken(1, "Hello")])
    assert read(view) == ["Hello"]
    tell(view, qtbot, [spoken(1, "Hello"), spoken(2, "Good morning", source="me")])
    assert read(view) == ["The group: Hello", "Me: Good morning"]


def test_it_follows_new_words(view: CaptionView, qtbot: QtBot) -> None:
    for count in range(1, 12):
        tell(view, qtbot, talk(count))
    assert view.is_following
    last = shown(view)[-1]
    assert not last.visibleRegion().isEmpty()
    assert new_below(view).isHidden()


def test_what_is_read_stays_in_its_place(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(20))
    scroll_bar_value(view, 600)
    assert not view.is_following
    before = {block.words: block.y() - scroll_bar_value(view) for block in shown(view)}
    tell(view, qtbot, talk(24)[3:])
    after = {block.words: block.y() - scroll_bar_value(view) for block in shown(view)}
    assert {words: after[words] for words in after if words in before} == {
        words: place for words, place in before.items() if words in after
    }
    assert new_below(view).isVisible()


def test_the_button_goes_to_the_newest_words(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(12))
    scroll_bar_value(view, 0)
    tell(view, qtbot, talk(13))
    new_below(view).setFocus()
    QTest.keyClick(new_below(view), Qt.Key.Key_Return)
    assert view.is_following
    assert new_below(view).isHidden()
    assert shown(view)[-1].hasFocus()


def test_scrolling_to_the_end_follows_again(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(12))
    scroll_bar_value(view, 0)
    tell(view, qtbot, talk(13))
    scroll_bar_value(view, 1 << 20)
    assert view.is_following
    qtbot.waitUntil(new_below(view).isHidden, timeout=PATIENCE_MS)


def test_arrow_keys_walk_and_tab_stops_once(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(12))
    blocks = shown(view)
    tab_stops = [b for b in blocks if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tab_stops == [blocks[-1]]
    blocks[-1].setFocus()
    QTest.keyClick(blocks[-1], Qt.Key.Key_Up)
    QTest.keyClick(blocks[-2], Qt.Key.Key_Up)
    assert blocks[-3].hasFocus()
    QTest.keyClick(blocks[-3], Qt.Key.Key_Home)
    assert blocks[0].hasFocus()
    assert not view.is_following
    QTest.keyClick(blocks[0], Qt.Key.Key_End)
    assert blocks[-1].hasFocus()
    assert view.is_following


def test_the_focus_survives_what_is_pushed_out(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(5))
    shown(view)[0].setFocus()
    tell(view, qtbot, talk(6)[1:])
    assert shown(view)[0].hasFocus()


def test_only_so_many_are_kept_but_none_goes_while_reading(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(MOST_SHOWN + 5))
    assert len(shown(view)) == MOST_SHOWN
    scroll_bar_value(view, 0)
    tell(view, qtbot, talk(MOST_SHOWN + 9))
    assert len(shown(view)) == MOST_SHOWN + 4


def words_in_sight(view: CaptionView) -> list[str]:
    """Return the first word of each block that is wholly or partly in sight."""
    return [b.words.split(".")[0] for b in shown(view) if not b.visibleRegion().isEmpty()]


def test_new_words_wait_below_my_place(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(4))
    view.show_marks(3, frozenset(), waits=True)
    for count in range(5, 20):
        tell(view, qtbot, talk(count))
    assert words_in_sight(view)[0] == "3"
    assert not view.is_following
    assert new_below(view).isVisible()
    place = words_in_sight(view)
    tell(view, qtbot, talk(30))
    assert words_in_sight(view) == place


def test_what_was_read_is_paler_and_has_a_line_below_it(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(4))
    view.show_marks(1, frozenset(), waits=True)
    assert [block.is_read for block in shown(view)] == [True, True, False, False]
    mark = view.findChild(PlaceMark)
    assert mark is not None
    assert mark.accessibleName() == "My place. You have read to here."
    tell(view, qtbot, talk(5))
    blocks = shown(view)
    assert blocks[1].geometry().bottom() < mark.y() < blocks[2].y()
    view.show_marks(None, frozenset(), waits=False)
    assert not mark.isVisible()
    assert not any(block.is_read for block in shown(view))


def test_opened_again_it_begins_at_my_place(look: AppLook, qtbot: QtBot) -> None:
    made = CaptionView(WORDS)
    made.show_marks(3, frozenset(), waits=True)
    made.show_blocks(talk(40))
    window = window_of(made)
    qtbot.addWidget(window)
    show(window, 600, 400)
    assert words_in_sight(made)[0] == "3"
    assert new_below(made).isVisible()
    show(window, 320, 500)
    assert words_in_sight(made)[0] == "3"


def test_away_and_back_to_my_place(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(4))
    view.show_marks(3, frozenset(), waits=True)
    tell(view, qtbot, talk(30))
    with qtbot.waitSignal(view.passed, timeout=PATIENCE_MS):
        new_below(view).click()
    assert view.is_following
    assert "3" not in words_in_sight(view)
    view.show_marks(3, frozenset(), waits=False)
    tell(view, qtbot, talk(31))
    assert words_in_sight(view)[-1] == "30"
    view.go_to_place()
    assert words_in_sight(view)[0] == "3"
    assert shown(view)[3].hasFocus()
    assert new_below(view).isVisible()


def test_a_click_on_a_line_chooses_it(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(4))
    assert view.current == 3
    with qtbot.waitSignal(view.clicked, timeout=PATIENCE_MS) as clicked:
        QTest.mouseClick(shown(view)[1], Qt.MouseButton.LeftButton)
    assert clicked.args == [1]
    assert (view.current, view.to_mark) == (1, 1)
    view.show_marks(1, frozenset(), waits=True)
    assert (view.current, view.to_mark) == (1, 3)
    QTest.keyClick(shown(view)[1], Qt.Key.Key_Down)
    assert view.current == 2


def test_a_star_is_told_in_words(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, [spoken(1, "Hello"), spoken(2, "Good morning", source="me")])
    view.show_marks(None, frozenset({1, 2}), waits=False)
    assert read(view) == ["The group, Remembered: Hello", "Me, Remembered: Good morning"]


def test_larger_words_keep_the_place(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(12))
    scroll_bar_value(view, shown(view)[4].y())
    view.set_style(CaptionStyle(pixels=64))
    assert abs(shown(view)[4].y() - scroll_bar_value(view)) <= 2


def test_nothing_is_said_kindly_before_the_first_word(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, [spoken(1, "Hello")])
    view.show_blocks([])
    qtbot.waitUntil(lambda: shown(view) == [], timeout=PATIENCE_MS)


def test_before_the_first_word_an_example_stands_there_in_the_chosen_size(
    view: CaptionView, qtbot: QtBot
) -> None:
    (example,) = view.findChildren(CaptionHint)
    assert example.isVisible()
    heights = []
    for pixels in (32, 64, 96):
        view.set_style(CaptionStyle(pixels=pixels, colours="yellow"))
        heights.append(example.heightForWidth(560))
        assert example.style_of(current_look())[0].pixelSize() == pixels
    assert heights == sorted(set(heights))
    tell(view, qtbot, talk(1))
    assert not example.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_example_line_stands_where_the_first_caption_will(
    percent: int, view: CaptionView, look: AppLook, qtbot: QtBot
) -> None:
    look.wear("light", percent)
    view.set_style(CaptionStyle())
    show(view.window(), 600, 400)
    (hint,) = view.findChildren(CaptionHint)
    before = ink(view, hint)
    tell(view, qtbot, [spoken(1, hint.text())])
    after = ink(view, shown(view)[0])
    assert all(abs(one - other) <= 1 for one, other in zip(before, after, strict=True))


def test_captions_are_a_list_of_lines(view: CaptionView, qtbot: QtBot) -> None:
    tell(view, qtbot, talk(3))
    line = QAccessible.queryAccessibleInterface(shown(view)[0])
    assert line is not None and line.role() == QAccessible.Role.ListItem
    lines = line.parent()
    assert lines is not None and lines.role() == QAccessible.Role.List
    assert lines.text(QAccessible.Text.Name) == "Captions"
