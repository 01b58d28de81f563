"""Pictures beside words: they follow the theme, and give their room away first."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook
from resources.pictures import GROUP_COLOURS
from tests.support.dressed import show, window_of
from ui.widgets.button import BigButton
from ui.widgets.drawing import LARGEST, SMALLEST, GroupDisc, RoomDrawing
from ui.widgets.page import Page
from ui.widgets.text import Heading, Paragraph


def colours_of(widget: QWidget) -> set[str]:
    """Return every colour a widget is painted with."""
    image: QImage = widget.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
    }


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_group_keeps_its_colour_in_every_theme(look: AppLook, qtbot: QtBot, theme: str) -> None:
    pictures = [GroupDisc("cup", colour) for colour in GROUP_COLOURS]
    window = window_of(*pictures)
    qtbot.addWidget(window)
    look.wear(theme, 100)
    show(window, 300, 700)
    for picture, colour in zip(pictures, GROUP_COLOURS, strict=True):
        shown = THEMES[theme]
        assert {shown.colour(colour), shown.text, shown.card} <= colours_of(picture)


def test_a_group_picture_gives_its_room_to_large_words(look: AppLook, qtbot: QtBot) -> None:
    picture = GroupDisc("cup", "rose")
    window = window_of(picture, Heading("Tuesday Tea"))
    qtbot.addWidget(window)
    show(window, 400, 300)
    assert picture.height() == 72
    look.wear("light", 150)
    assert picture.height() == 108
    look.wear("light", 200)
    assert picture.width() == picture.height() == 0
    look.wear("light", 100)
    assert picture.height() == 72


@pytest.mark.parametrize(("height", "is_drawn"), [(700, True), (220, True), (120, False)])
def test_a_page_shows_a_drawing_only_in_room_that_is_left(
    look: AppLook, qtbot: QtBot, height: int, is_drawn: bool
) -> None:
    look.wear("light", 100)
    page = Page()
    page.add(Paragraph("You have no sessions yet."))
    page.draw_in_rest("calendar")
    qtbot.addWidget(page)
    show(page, 600, height)
    (room,) = page.findChildren(RoomDrawing)
    assert page.verticalScrollBar().maximum() == 0
    assert is_drawn == (room.height() >= SMALLEST)
    assert is_drawn == (THEMES["light"].tone in colours_of(page))


def test_a_page_is_no_longer_for_a_drawing(look: AppLook, qtbot: QtBot) -> None:
    look.wear("light", 100)
    heights = []
    for draws in (False, True):
        page = Page()
        page.add(Paragraph("You have no sessions yet."))
        page.draw_in_rest("calendar") if draws else page.add_stretch()
        qtbot.addWidget(page)
        heights.append(page.sheet.sizeHint().height())
    assert heights[0] == heights[1]


def test_a_drawing_is_never_huge(look: AppLook, qtbot: QtBot) -> None:
    look.wear("light", 100)
    room = RoomDrawing("cup")
    qtbot.addWidget(room)
    show(room, 1000, 900)
    image = room.grab().toImage()
    paper = image.pixel(0, 0)
    rows = [y for y in range(900) if any(image.pixel(x, y) != paper for x in range(0, 1000, 3))]
    assert 0 < rows[-1] - rows[0] <= LARGEST


def test_a_button_has_a_drawing_until_its_words_are_large(look: AppLook, qtbot: QtBot) -> None:
    button = BigButton("My sessions", icon="calendar", picture="calendar")
    plain = BigButton("My sessions", icon="calendar")
    group = BigButton("Tuesday Tea", picture="cup", tone="rose")
    window = window_of(button, plain, group)
    qtbot.addWidget(window)
    show(window, 400, 300)
    assert THEMES["light"].tone in colours_of(button)
    assert THEMES["light"].rose in colours_of(group)
    assert button.heightForWidth(300) > plain.heightForWidth(300)
    look.wear("light", 200)
    assert THEMES["light"].tone not in colours_of(button)
    assert button.heightForWidth(700) == plain.heightForWidth(700)
