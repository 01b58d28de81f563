"""The window follows the navigator: by its four buttons, by keys, and it ends in order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.declared import Problem
from tests.support.audit import tab_order
from tests.support.dressed import USUAL, show
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press, settle
from tests.support.until import PATIENCE_MS
from ui.navigation import Place
from ui.widgets.arrival import labels_of
from ui.widgets.page import Page


async def test_home_back_settings_and_help_stand_on_every_screen(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    window = await go_to()
    places = {name: button(window, name).geometry() for name in ("Home", "Settings", "Help")}
    for place in (Place.SETTINGS, Place.HELP, Place.CAPTIONS, Place.SESSIONS, Place.PRACTICE):
        example.navigator.go(place)
        await settle()
        assert {name: button(window, name).geometry() for name in places} == places
        assert has(window, "Back")


async def test_back_goes_the_way_back_and_ends_at_home(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to()
    await press(window, "Keeping safe")
    await press(window, "Who can I trust?")
    await press(window, "Somebody asked me for money")
    await press(window, "Back")
    assert here(example) is Place.SAFETY
    await press(window, "Back")
    await press(window, "Back")
    assert here(example) is Place.HOME
    assert not has(window, "Back")


async def test_keys_lead_to_help_and_back(example: Example, go_to: Opener) -> None:
    window = await go_to()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert here(example) is Place.HELP
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert here(example) is Place.HOME


async def test_the_focus_goes_from_screen_to_screen_and_never_by_way_of_the_bar(
    example: Example, go_to: Opener, qapp: QApplication
) -> None:
    window = await go_to()
    met: list[bool] = []

    def note(_: QWidget | None, now: QWidget | None) -> None:
        met.append(now is not None and window.screen_shown.isAncestorOf(now))

    qapp.focusChanged.connect(note)
    try:
        for place in (Place.HELP, Place.SAFETY, Place.SETTINGS, Place.HOME):
            example.navigator.go(place)
            await settle()
    finally:
        qapp.focusChanged.disconnect(note)
    assert met == [True] * 4


async def test_each_screen_names_the_window_and_has_the_focus(
    example: Example, go_to: Opener
) -> None:
    window = await go_to()
    for place, title in ((Place.HELP, "Help"), (Place.SETTINGS, "Settings"), (Place.HOME, "Home")):
        example.navigator.go(place)
        await settle()
        assert window.windowTitle() == f"{title} – Parlour"
        focus = QApplication.focusWidget()
        assert focus is not None
        assert window.screen_shown.isAncestorOf(focus)


async def test_a_problem_stands_above_every_screen_until_it_is_read(
    example: Example, go_to: Opener
) -> None:
    window = await go_to()
    window.show_problem(Problem())
    assert has(window, "Something went wrong inside Parlour.")
    await press(window, "Settings")
    assert has(window, "Something went wrong inside Parlour.")
    await press(window, "I have read this")
    assert not has(window, "Something went wrong inside Parlour.")


async def test_tab_reaches_a_notice_before_the_screen(example: Example, go_to: Opener) -> None:
    window = await go_to()
    window.show_problem(Problem())
    show(window, 1024, 768)
    stops = [str(stop.property("text")) for stop in tab_order(window)]
    assert (
        stops.index("Help")
        < stops.index("I have read this")
        < stops.index("I have a link or a letter")
    )


async def test_a_newer_notice_takes_the_place_of_the_one_before(
    example: Example, go_to: Opener
) -> None:
    window = await go_to()
    window.show_sentence("The first.")
    window.show_sentence("The second.")
    assert has(window, "The second.")
    assert not has(window, "The first.")


async def test_closing_is_asked_for_and_the_window_waits(
    example: Example, go_to: Opener, qtbot: QtBot
) -> None:
    window = await go_to()
    with qtbot.waitSignal(window.closing, timeout=PATIENCE_MS):
        window.close()
    assert window.isVisible()


@pytest.mark.parametrize("place", Place)
async def test_coming_and_going_leaves_nobody_watching(
    example: Example, go_to: Opener, place: Place
) -> None:
    await example.settle_in()
    window = await go_to()
    for _ in range(2):
        of_a_page = place in (Place.PAGE, Place.PRINT_PAGE)
        example.navigator.go(place, "safety-scams" if of_a_page else "")
        await press(window, "Home")
    example.agenda.tell()
    example.speak()
    example.rehearsing.stop()
    example.aloud.stop()
    await settle()


async def test_page_keys_scroll_the_screen_wherever_the_focus_is(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.PAGE, "safety-scams")
    show(window, 640, 480)
    bar = window.screen_shown.findChildren(Page)[0].verticalScrollBar()
    before = bar.value()
    for stop in (button(window, "Home"), button(window, "Read aloud")):
        stop.setFocus()
        bar.setValue(before)
        QTest.keyClick(stop, Qt.Key.Key_PageDown)
        down = bar.value()
        assert down > before
        QTest.keyClick(stop, Qt.Key.Key_PageUp)
        assert bar.value() < down


async def test_a_screen_with_nothing_to_press_is_told_with_home(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.SAVE_WORDS)
    show(window, *USUAL[1:])
    home = button(window, "Home")
    assert QApplication.focusWidget() is home
    (label,) = labels_of(home)
    assert label.text() == "Save these captions. There are no captions to save yet."
