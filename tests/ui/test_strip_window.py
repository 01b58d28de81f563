"""Beside a meeting the screen stands in a strip; elsewhere, and when asked for, in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from accessibility.beside.geometry import SHARE, STANDS
from accessibility.beside.space import NoSpace
from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.own_window import Rect
from accessibility.look.text_size import TEXT_SIZE
from accessibility.qt.palette import AppLook
from desktop.browsers.launcher import OpenerGaveUp
from tests.support.beside_scenes import beside, opened
from tests.support.dressed import put_away, show
from tests.support.example import ZOOM, Example
from tests.support.scenes import has, here, press, settle
from ui.navigation import Place
from ui.screens.join.opening_steps import ASKS_AFTER
from ui.strip_window import Grip, StripWindow
from ui.widgets.arrival import words_before
from ui.widgets.steps import StepLine
from ui.widgets.text import Heading
from ui.window import Window

SCREEN = (1366, 768)


class Kept(NoSpace):
    """Remembers for which windows a place is kept."""

    def __init__(self) -> None:
        super().__init__("free")
        self.given_back: list[int] = []

    def give_back(self, window: int) -> None:
        """Note it."""
        self.given_back.append(window)


def strip_of(window: Window) -> StripWindow:
    """Return the strip, as it stands on a usual screen."""
    seen = show(window, *SCREEN)
    assert isinstance(seen, StripWindow)
    return seen


def is_beside(window: Window) -> bool:
    """Say whether the screen stands beside a meeting now."""
    return isinstance(window.seen, StripWindow)


async def test_the_question_and_the_session_stand_beside_the_meeting(example: Example) -> None:
    window = await opened()(example)
    strip = strip_of(window)
    assert has(strip, "Opening Zoom…")
    assert has(strip, "It opened")
    assert window.isMinimized() or not window.isVisible()
    await press(strip, "It opened")
    strip = strip_of(window)
    assert strip.geometry().getRect() == (0, 576, 1366, 192)
    assert has(strip, "I need help")
    assert has(strip, "I am leaving")
    assert has(strip, "Pause captions")
    assert strip.windowTitle() == "At the foot of the screen – Parlour"
    put_away(window)


async def test_what_is_asked_after_a_while_is_in_sight(example: Example) -> None:
    window = await opened()(example)
    strip = strip_of(window)
    example.clock.moment += ASKS_AFTER
    example.agenda.tell()
    await settle()
    asked = next(one for one in strip.findChildren(Heading) if "Did it open?" in one.text())
    assert asked.visibleRegion().boundingRect() == asked.rect()
    put_away(window)


async def test_help_comes_in_the_window_and_the_strip_comes_back(example: Example) -> None:
    window = await beside()(example)
    await press(window.seen, "I need help")
    assert not is_beside(window)
    assert has(window, "What would help?")
    example.navigator.back()
    await settle()
    assert is_beside(window)
    put_away(window)


async def test_the_rules_come_in_the_window_and_the_strip_comes_back(example: Example) -> None:
    window = await beside(has_rules=True)(example)
    await press(window.seen, "Our rules")
    assert not is_beside(window)
    assert has(window, "We speak one at a time.")
    await press(window, "I have read it")
    assert is_beside(window)
    put_away(window)


async def test_a_title_without_room_is_found_by_screen_readers_all_the_same(
    look: AppLook, example: Example
) -> None:
    window = await beside()(example)
    (title,) = (one for one in window.screen_shown.findChildren(Heading) if one.level == 1)
    assert title.text() == "You are in your session"
    for width, is_aside in ((1366, False), (1024, True), (1366, False)):
        show(window, width, 768)
        assert title.is_aside == is_aside
        assert title.isVisible()
        first = window.screen_shown.first
        assert first is not None
        assert words_before(first, window.screen_shown)[0] == title.text()
    put_away(window)


async def test_bigger_and_back(example: Example) -> None:
    window = await beside()(example)
    await press(window.seen, "Bigger Parlour")
    assert not is_beside(window)
    assert here(example) is Place.SESSION
    await press(window, "Back beside the meeting")
    assert is_beside(window)
    put_away(window)


async def test_a_screen_is_built_anew_for_another_window_and_never_moved(
    example: Example,
) -> None:
    window = await opened()(example)
    screens: list[QWidget] = [window.screen_shown]
    for words in ("It opened", "Bigger Parlour", "Back beside the meeting"):
        here_in = window.seen
        await press(here_in, words)
        assert screens[-1].window() is here_in
        screens.append(window.screen_shown)
    assert len(set(map(id, screens))) == len(screens)
    put_away(window)


async def test_what_is_opening_goes_on_in_the_window_as_far_as_it_is(example: Example) -> None:
    window = await opened()(example)
    example.clock.moment += ASKS_AFTER
    example.agenda.tell()
    await settle()
    await press(window.seen, "Bigger Parlour")
    assert not is_beside(window)
    assert has(window, "Did it open?")
    steps = [step.accessibleName() for step in window.findChildren(StepLine)]
    assert steps[0].startswith("Done: ")
    assert example.browser.opened == [ZOOM]
    put_away(window)


async def test_what_did_not_open_is_told_in_the_window_whatever_shape_it_had(
    example: Example,
) -> None:
    example.browser.holds.clear()
    window = await opened()(example)
    await press(window.seen, "Bigger Parlour")
    example.browser.problem = OpenerGaveUp()
    example.browser.holds.set()
    await settle()
    assert not is_beside(window)
    assert has(window, example.words("opening.try_heading"))
    put_away(window)


async def test_help_with_opening_comes_in_the_window(example: Example) -> None:
    window = await opened()(example)
    await press(window.seen, "Help me")
    assert not is_beside(window)
    await press(window, "It opened")
    assert is_beside(window)
    assert has(window.seen, "I am leaving")
    put_away(window)


async def test_leaving_ends_it_and_the_place_is_given_back(example: Example) -> None:
    window = await beside()(example)
    example.space = kept = Kept()
    stood = int(window.seen.winId())
    await press(window.seen, "I am leaving")
    assert is_beside(window)
    await press(window.seen, "I have closed it")
    assert kept.given_back == [stood]
    await press(window, "Finish")
    example.navigator.go(Place.SESSION)
    await settle()
    assert not is_beside(window)
    put_away(window)


async def test_the_end_of_the_program_gives_the_place_back(example: Example) -> None:
    window = await beside()(example)
    example.space = kept = Kept()
    window.vanish()
    assert len(kept.given_back) == 1
    put_away(window)


async def test_it_is_pulled_higher_and_remembers_it(example: Example) -> None:
    window = await beside()(example)
    strip = strip_of(window)
    grip = strip.findChild(Grip)
    assert grip is not None
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(600, 5))
    QTest.mouseMove(grip, QPoint(600, 5 - 192))
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(600, 5 - 192))
    await settle()
    assert abs(int(example.settings[SHARE]) - 50) <= 1
    assert abs(strip.height() - 384) <= 10
    assert strip.geometry().bottom() == 767
    put_away(window)


async def test_keys_make_it_taller_and_shorter(example: Example) -> None:
    window = await beside()(example)
    strip = strip_of(window)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(strip, Qt.Key.Key_Up, both)
    assert (example.settings[SHARE], strip.height()) == ("30", 230)
    for _ in range(9):
        QTest.keyClick(strip, Qt.Key.Key_Up, both)
    assert (example.settings[SHARE], strip.height()) == ("60", 460)
    QTest.keyClick(strip, Qt.Key.Key_Down, both)
    assert example.settings[SHARE] == "55"
    put_away(window)


async def test_who_wants_a_window_has_one_all_along(example: Example) -> None:
    window = await beside(stands="window")(example)
    assert not is_beside(window)
    example.settings[STANDS] = "strip"
    await settle()
    assert is_beside(window)
    put_away(window)


async def test_larger_text_takes_another_shape_and_gives_the_strip_up(
    look: AppLook, example: Example
) -> None:
    window = await beside()(example)
    look.wear("light", 400)
    example.settings[TEXT_SIZE] = 400
    await settle()
    assert not is_beside(window)  # the screen of these tests is too narrow for a half
    look.wear("light", 100)
    example.settings[TEXT_SIZE] = 100
    await settle()
    assert is_beside(window)
    put_away(window)


async def test_without_captions_it_is_as_high_as_its_buttons(example: Example) -> None:
    example.settings[CAPTIONS_ON] = False
    example.captioning.turn(on=False)
    window = await beside()(example)
    strip = strip_of(window)
    slim = strip.height()
    example.settings[SHARE] = "60"
    await settle()
    assert strip.height() == slim < 220
    example.captioning.turn(on=True)
    example.speak()
    await settle()
    assert strip.height() == 460
    put_away(window)


async def test_where_it_finds_no_free_place_it_says_so_by_itself(example: Example) -> None:
    window = await beside()(example)
    assert not has(strip_of(window), example.words("beside.covered"))
    example.space = NoSpace("covered")
    strip = strip_of(window)
    assert has(strip, example.words("beside.covered"))
    put_away(window)


@pytest.mark.parametrize("keeps", ["covered", "unplaced"])
async def test_what_a_desktop_cannot_do_is_said(example: Example, keeps: str) -> None:
    window = await beside("covered" if keeps == "covered" else "unplaced")(example)
    assert has(strip_of(window), example.words(f"beside.{keeps}"))
    put_away(window)


async def test_a_message_of_the_window_is_told_in_the_strip(example: Example) -> None:
    window = await beside()(example)
    assert not has(window.seen, "Parlour has a message for you")
    window.show_sentence("Something happened.")
    await settle()
    await press(window.seen, "Parlour has a message for you")
    assert has(window, "Something happened.")
    put_away(window)


async def test_a_strip_stands_where_it_is_told(example: Example) -> None:
    window = await beside()(example)
    strip = strip_of(window)
    strip.stand_on(Rect(0, 0, 1024, 600))
    stands = strip.geometry()
    assert (stands.left(), stands.width(), stands.bottom()) == (0, 1024, 599)
    assert 150 <= stands.height() < 200
    put_away(window)
