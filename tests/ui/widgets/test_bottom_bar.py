"""The foot of a screen: the main button last and full width, whatever stands above it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from accessibility.qt.palette import AppLook
from tests.support.dressed import show, window_of
from ui.widgets.bottom_bar import BottomBar, MainBelow
from ui.widgets.button import BigButton, Kind
from ui.widgets.page import Page
from ui.widgets.text import Paragraph


def main_button() -> BigButton:
    return BigButton("Join now", kind=Kind.MAIN)


def test_the_main_button_is_below_the_others_and_as_wide_as_all(look: AppLook) -> None:
    main, no, more = main_button(), BigButton("No"), BigButton("More")
    bar = BottomBar(main, no, more, wide=False)
    window = window_of(bar)
    show(window, 1000, 300)
    assert main.y() > no.geometry().bottom() and no.y() == more.y()
    assert main.width() == more.geometry().right() + 1 - no.x()
    assert bar.first is main


def test_below_captions_all_stand_in_one_row(look: AppLook) -> None:
    main, other = main_button(), BigButton("I need help")
    bar = BottomBar(main, other, wide=True)
    window = window_of(bar)
    show(window, 1000, 300)
    assert main.y() == other.y() and main.x() < other.x()
    assert bar.first is main


def test_without_a_main_one_the_first_comes_first(look: AppLook) -> None:
    first, second = BigButton("Say it aloud"), BigButton("Copy")
    assert BottomBar(first, second, wide=False).first is first


def test_with_very_large_text_the_main_button_stays_on_the_page(look: AppLook) -> None:
    look.wear("light", 300)
    page, main = QWidget(), main_button()
    main.setParent(page)
    below = MainBelow()
    below.keep(main)
    assert main.parentWidget() is page and below.isHidden()


def test_the_main_button_stands_below_the_column_also_beside_a_scroll_bar(look: AppLook) -> None:
    page, main, both = Page(), main_button(), QWidget()
    texts = [Paragraph("Tea Group") for _ in range(60)]
    page.add(*texts)
    column = QVBoxLayout(both)
    column.addWidget(page)
    column.addWidget(BottomBar(main, wide=False))
    window = window_of(both)
    show(window, 1000, 300)
    assert page.verticalScrollBar().isVisible()
    spans = {(one.mapTo(both, QPoint()).x(), one.width()) for one in (texts[0], main)}
    assert len(spans) == 1
