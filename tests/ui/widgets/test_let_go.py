"""What has left the screen goes away; in a window that is about to be left, once it is left."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.support.dressed import show, window_of
from tests.support.scenes import settle, until
from ui.widgets.let_go import let_go_once_left


class Two:
    """A window that has the keyboard, with a button in it, and another window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.button = QPushButton("Before")
        self.before, self.other = window_of(self.button), window_of(QPushButton("After"))
        for window in (self.other, self.before):
            qtbot.addWidget(window)
            show(window, 300, 200)
        self.button.setFocus()

    def is_gone(self) -> bool:
        """Say whether the button is not to be seen any more."""
        return not isValid(self.button) or self.button.isHidden()


@pytest.fixture
def two(qtbot: QtBot) -> Two:
    """Two windows."""
    return Two(qtbot)


async def test_in_the_same_window_it_is_hidden_at_once(two: Two) -> None:
    let_go_once_left(two.button, two.before)
    assert two.is_gone()


async def test_in_a_window_that_will_be_left_it_keeps_the_focus_until_then(two: Two) -> None:
    let_go_once_left(two.button, two.other)
    await settle()
    assert two.button.hasFocus()
    two.other.activateWindow()
    await until(two.is_gone)


async def test_a_window_that_is_hidden_has_been_left(two: Two) -> None:
    let_go_once_left(two.button, two.other)
    two.before.hide()
    await until(two.is_gone)


async def test_in_a_window_that_has_been_left_it_goes_at_once(two: Two) -> None:
    two.other.activateWindow()
    await until(lambda: not two.before.isActiveWindow())
    let_go_once_left(two.button, two.other)
    assert two.is_gone()
