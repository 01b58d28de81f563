"""The captions' own window: the same words, beside the main window or above it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from accessibility.captions.events import Final
from accessibility.look.captions import CAPTION_COLOURS, CAPTION_LINES
from accessibility.look.own_window import BACKGROUND, FRAME, ON_TOP, PLACE, Rect, Standing
from accessibility.look.text_size import CAPTION_SIZE
from accessibility.qt.palette import AppLook
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from tests.support.dressed import faults_everywhere, show
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, settle, until
from ui.captions.pane import edges_at
from ui.captions.window import CaptionsWindow
from ui.navigation import Place
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.view import CaptionView
from ui.window import Window


class Two:
    """The main window, and what opens and finds the other."""

    def __init__(self, main: Window, example: Example) -> None:
        self.main = main
        self.example = example

    async def open(self) -> CaptionsWindow:
        """Open the captions' own window and return it."""
        self.example.own_window.open()
        await settle()
        return self.own

    @property
    def own(self) -> CaptionsWindow:
        """Return the captions' own window, which is open."""
        (found,) = self._open_ones()
        return found

    @property
    def is_closed(self) -> bool:
        """Say whether no captions' window is open."""
        return not self._open_ones()

    def _open_ones(self) -> list[CaptionsWindow]:
        windows = QApplication.topLevelWidgets()
        return [one for one in windows if isinstance(one, CaptionsWindow) and not one.isHidden()]

    def view(self) -> CaptionView:
        """Return the captions in it."""
        view = self.own.findChild(CaptionView)
        assert view is not None
        return view

    def words(self) -> list[str]:
        """Return what can be read in it, from the top."""
        blocks = sorted(self.view().findChildren(CaptionBlock), key=lambda block: block.y())
        return [block.words for block in blocks if block.isVisible()]


@pytest.fixture
async def two(example: Example, go_to: Opener) -> AsyncIterator[Two]:
    example.speak()
    yield Two(await go_to(Place.CAPTIONS), example)
    example.own_window.close()


async def test_it_follows_the_same_captions(two: Two) -> None:
    own = await two.open()
    assert has(own, "Listening to Built-in loudspeaker.")
    assert two.words()[-1] == "Ruth would you like to"
    two.example.captioning.handle(Final("Thank you all.", 20.0, 22.0))
    await until(lambda: two.words()[-1] == "Thank you all.")
    await press(two.main, "Pause captions")
    assert has(own, "Captions are paused.")


async def test_it_says_what_it_is_and_escape_closes_it(two: Two) -> None:
    own = await two.open()
    assert own.windowTitle() == "Captions – Parlour"
    assert own.accessibleName() == "Captions"
    show(own, own.width(), own.height())
    QTest.keyClick(own, Qt.Key.Key_Escape)
    assert two.is_closed
    assert two.example.captioning.is_on, "captions go on"


async def test_its_button_and_its_frame_close_it_too(two: Two) -> None:
    await press(await two.open(), "Close")
    assert two.is_closed
    (await two.open()).close()
    assert two.is_closed
    assert not two.example.own_window.is_open


async def test_it_is_as_high_as_the_lines_that_were_chosen(two: Two) -> None:
    two.example.settings[CAPTION_LINES] = 3
    await two.open()
    low = two.view().height()
    assert low >= 3 * 43
    two.example.settings[CAPTION_LINES] = 6
    await settle()
    assert two.view().height() == low + 3 * 43
    two.example.settings[CAPTION_SIZE] = 19
    await settle()
    assert two.view().height() < low + 43


async def test_it_stays_on_the_screen_with_20_huge_lines(two: Two) -> None:
    two.example.settings[CAPTION_LINES] = 20
    two.example.settings[CAPTION_SIZE] = 96
    own = await two.open()
    assert own.height() <= own.screen().availableGeometry().height()


async def test_it_remembers_where_it_stood(two: Two, example: Example) -> None:
    own = await two.open()
    own.setGeometry(QRect(30, 40, 500, 300))
    example.own_window.close()
    assert (await two.open()).geometry() == QRect(30, 40, 500, 300)
    kept = Settings(find_paths({"PARLOUR_HOME": str(example.home)}).settings)
    assert kept[PLACE] == Standing(Rect(30, 40, 500, 300), 6, 43).written()


async def test_a_place_on_a_screen_that_is_gone_is_not_used(two: Two) -> None:
    two.example.settings[PLACE] = Standing(Rect(5000, 3000, 500, 300), 6, 43).written()
    own = await two.open()
    assert own.screen().availableGeometry().contains(own.geometry())


async def test_keys_move_it_and_make_it_larger(two: Two) -> None:
    own = await two.open()
    own.setGeometry(QRect(100, 100, 500, 300))
    show(own, 500, 300)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(own, Qt.Key.Key_Right, ctrl)
    QTest.keyClick(own, Qt.Key.Key_Down, ctrl)
    assert own.geometry().topLeft() == QPoint(140, 140)
    QTest.keyClick(own, Qt.Key.Key_Down, ctrl | shift)
    QTest.keyClick(own, Qt.Key.Key_Left, ctrl | shift)
    assert (own.width(), own.height()) == (460, 340)


async def test_buttons_do_the_same(two: Two) -> None:
    own = await two.open()
    high = two.view().height()
    await press(own, "Change this window")
    assert two.view().height() >= high, "the buttons have room of their own"
    await press(own, "Top of the screen")
    screen = own.screen().availableGeometry()
    assert own.frameGeometry().width() == screen.width()
    assert own.frameGeometry().y() <= screen.y()
    before = own.width()
    await press(own, "Narrower")
    assert own.width() < before
    await press(own, "Change this window")
    assert not has(own, "Narrower")


async def test_it_can_be_kept_above_others_or_not(two: Two) -> None:
    own = await two.open()
    handle = own.windowHandle()
    above = Qt.WindowType.WindowStaysOnTopHint
    assert handle.flags() & above
    await press(own, "Change this window")
    await press(own, "Do not keep on top")
    assert not handle.flags() & above
    assert not two.example.settings[ON_TOP]
    two.example.settings[ON_TOP] = True
    assert handle.flags() & above, "a choice made elsewhere is followed at once"
    assert has(own, "Do not keep on top")


async def test_it_leads_back_to_parlour(two: Two) -> None:
    own = await two.open()
    two.main.showMinimized()
    await press(own, "Change this window")
    await press(own, "Show Parlour")
    assert not two.main.isMinimized()


@pytest.mark.parametrize("colours", ["app", "yellow", "light"])
async def test_the_sheet_can_be_seen_through_and_nothing_else(two: Two, colours: str) -> None:
    two.example.settings[CAPTION_COLOURS] = colours
    own = await two.open()
    inside = two.view().geometry().center()
    assert QColor(own.grab().toImage().pixelColor(inside)).alpha() == 255
    two.example.settings[BACKGROUND] = "see_through"
    await settle()
    assert two.own is not own, "only a new window can be seen through"
    picture = two.own.grab().toImage()
    sheet = two.view().geometry()
    assert 127 < picture.pixelColor(sheet.left() + 5, sheet.center().y()).alpha() < 210
    assert picture.pixelColor(two.own.width() // 2, two.own.height() - 4).alpha() == 255


async def test_without_a_frame_it_has_an_edge_and_can_be_pulled(two: Two) -> None:
    two.example.settings[FRAME] = False
    own = await two.open()
    assert own.windowFlags() & Qt.WindowType.FramelessWindowHint
    rect = QRect(0, 0, 400, 300)
    edge = Qt.Edge
    assert edges_at(rect, 2, 2) == edge.LeftEdge | edge.TopEdge
    assert edges_at(rect, 398, 298) == edge.RightEdge | edge.BottomEdge
    assert not edges_at(rect, 200, 150)


async def test_it_follows_the_look_of_the_app(two: Two, look: AppLook) -> None:
    own = await two.open()
    look.wear("dark", 100)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert own.grab().toImage().pixelColor(own.width() // 2, own.height() - 4).name() == "#15191b"


@pytest.mark.parametrize("is_changing", [False, True])
async def test_it_passes_the_audit_everywhere(two: Two, look: AppLook, is_changing: bool) -> None:
    own = await two.open()
    if is_changing:
        await press(own, "Change this window")
    assert faults_everywhere(look, own) == []


async def test_my_place_is_the_same_in_both_windows(two: Two) -> None:
    own = await two.open()
    await press(own, "Mark my place")
    assert two.example.captioning.marks.place is not None
    assert has(own, "Back to my place") and has(two.main, "Back to my place")


async def test_closing_parlour_closes_it(two: Two) -> None:
    await two.open()
    two.main.take_down()
    assert two.is_closed


async def test_one_button_opens_and_closes_it(two: Two) -> None:
    two.example.navigator.go(Place.CAPTION_WINDOW)
    await press(two.main, "Open the window")
    assert two.own.isVisible()
    assert button(two.main, "Close the window").isVisible()
    await press(two.main, "Close the window")
    assert two.is_closed
    assert has(two.main, "Open the window")


async def test_my_place_is_marked_and_seen_there_too(two: Two) -> None:
    two.example.speak()
    own = await two.open()
    show(own, 700, 400)
    QTest.keyClick(own, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert two.example.captioning.marks.place is not None
    assert all(block.is_read for block in two.view().findChildren(CaptionBlock))
