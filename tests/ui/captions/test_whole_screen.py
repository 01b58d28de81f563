"""Captions alone on the whole screen: the same words, and always a way back."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from accessibility.captions.events import Final
from accessibility.look.text_size import CAPTION_SIZE
from accessibility.qt.palette import AppLook
from tests.support.audit import tab_order
from tests.support.dressed import faults_everywhere, show
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, settle, until
from ui.captions.whole_screen import WholeScreenCaptions
from ui.captions.window import CaptionsWindow
from ui.navigation import Place
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.view import CaptionView
from ui.window import Window

LEAVE = "Leave the whole screen"


@pytest.fixture
async def main(example: Example, go_to: Opener) -> AsyncIterator[Window]:
    example.speak()
    yield await go_to(Place.CAPTIONS)
    example.own_window.close()


def open_ones(kind: type[CaptionsWindow | WholeScreenCaptions]) -> list[object]:
    """Return the windows of that kind which can be seen."""
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, kind) and not one.isHidden()]


async def whole(example: Example) -> WholeScreenCaptions:
    """Put the captions on the whole screen."""
    example.own_window.open(whole=True)
    await settle()
    (found,) = open_ones(WholeScreenCaptions)
    assert isinstance(found, WholeScreenCaptions)
    return found


def words(own: WholeScreenCaptions) -> list[str]:
    """Return what can be read there, from the top."""
    blocks = sorted(own.findChildren(CaptionBlock), key=lambda block: block.y())
    return [block.words for block in blocks if block.isVisible()]


async def test_it_fills_the_screen_and_follows_the_same_captions(
    main: Window, example: Example
) -> None:
    own = await whole(example)
    assert own.isFullScreen()
    assert own.windowTitle() == "Captions – Parlour"
    assert has(own, "Listening to Built-in loudspeaker.")
    example.captioning.handle(Final("Thank you all.", 20.0, 22.0))
    await until(lambda: words(own)[-1] == "Thank you all.")


async def test_a_choice_of_their_look_is_followed_at_once(main: Window, example: Example) -> None:
    own = await whole(example)
    view = own.findChild(CaptionView)
    assert view is not None
    before = view.grab().toImage()
    example.settings[CAPTION_SIZE] = 96
    await settle()
    assert view.grab().toImage() != before


async def test_the_focus_is_on_the_one_button_and_escape_does_the_same(
    main: Window, example: Example
) -> None:
    own = await whole(example)
    (only,) = [one for one in own.findChildren(QPushButton) if one.isVisible()]
    assert only.text() == LEAVE and only.hasFocus()
    assert only in tab_order(own)
    await press(own, LEAVE)
    assert not open_ones(WholeScreenCaptions)
    own = await whole(example)
    QTest.keyClick(own, Qt.Key.Key_Escape)
    assert not open_ones(WholeScreenCaptions)
    assert example.captioning.is_on, "captions go on"


async def test_one_place_at_a_time(main: Window, example: Example) -> None:
    example.own_window.open()
    await whole(example)
    assert not open_ones(CaptionsWindow)
    example.own_window.open()
    await settle()
    assert open_ones(CaptionsWindow) and not open_ones(WholeScreenCaptions)


async def test_closing_parlour_closes_it(main: Window, example: Example) -> None:
    await whole(example)
    main.take_down()
    assert not open_ones(WholeScreenCaptions)


async def test_it_passes_the_audit_everywhere(
    example: Example, look: AppLook, go_to: Opener
) -> None:
    example.speak_too()
    await go_to(Place.CAPTIONS)
    own = WholeScreenCaptions(example)
    found = faults_everywhere(look, own)
    own.take_down()
    own.deleteLater()
    assert found == []


@pytest.mark.parametrize("size", [(400, 1024, 600), (400, 640, 480)])
async def test_words_and_the_way_back_are_in_sight_with_the_largest_text(
    example: Example, look: AppLook, go_to: Opener, size: tuple[int, int, int]
) -> None:
    example.speak()
    example.settings[CAPTION_SIZE] = 96
    await go_to(Place.CAPTIONS)
    look.wear("light", size[0])
    own = WholeScreenCaptions(example)
    show(own, *size[1:])
    view, leave = own.findChild(CaptionView), button(own, LEAVE)
    assert view is not None
    words_seen = view.visibleRegion().boundingRect().height()
    whole_way = leave.visibleRegion().boundingRect() == leave.rect()
    high = own.height()
    own.take_down()
    own.deleteLater()
    assert words_seen >= 130 and whole_way
    assert high <= size[2]
