"""Leaving quickly on screen: the key only where it is wished, and every window at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.browsers.quick_exit import BY_KEY, EVERYDAY_PAGE
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, press, settle, until
from ui.navigation import Place
from ui.quick_exit import begin_to_watch
from ui.window import Window


def press_keys(window: Window, *keys: Qt.Key) -> None:
    """Press keys as the system brings them: to the window of the system first."""
    handle = window.windowHandle()
    for key in keys:
        QTest.keyClick(handle, key)


@pytest.fixture
def ended(example: Example) -> list[str]:
    """Let the key and the button work; return what has been done to end Parlour."""
    done: list[str] = []
    begin_to_watch(example, lambda: done.append("ended"))
    return done


SHIFT = (Qt.Key.Key_Shift,) * 3


async def test_the_button_takes_all_away_and_opens_an_everyday_page(
    example: Example, go_to: Opener, ended: list[str]
) -> None:
    window = await go_to(Place.UPSET)
    await press(window, "Leave quickly")
    assert has(window, "The meeting stays open.") and window.isVisible()
    await press(window, "Leave quickly now")
    await until(lambda: bool(ended))
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())
    assert example.browser.opened == [EVERYDAY_PAGE]


async def test_three_presses_of_shift_do_it_where_that_is_wished(
    example: Example, go_to: Opener, ended: list[str]
) -> None:
    window = await go_to(Place.HOME)
    press_keys(window, *SHIFT)
    await settle()
    assert window.isVisible() and not ended
    example.settings[BY_KEY] = True
    press_keys(window, Qt.Key.Key_Shift, Qt.Key.Key_A, *SHIFT[:2])
    await settle()
    assert window.isVisible()
    press_keys(window, Qt.Key.Key_B, *SHIFT)
    await until(lambda: bool(ended))
    assert not window.isVisible() and example.browser.opened == [EVERYDAY_PAGE]
