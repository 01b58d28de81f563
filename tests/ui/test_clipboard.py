"""A private link does not stay on the clipboard, and what somebody else copied does."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.support.scenes import until
from ui.clipboard import clear_copied, copy_for_a_while

LINK = "https://us02web.zoom.us/j/81234567890?pwd=Qx7vB2"


async def test_d12_a_copied_link_is_cleared_after_a_while(qapp: QApplication) -> None:
    clipboard = QGuiApplication.clipboard()
    copy_for_a_while(LINK, clear_after_ms=50)
    assert clipboard.text() == LINK
    await until(lambda: clipboard.text() == "")


async def test_d12_what_was_copied_since_then_stays(qapp: QApplication) -> None:
    clipboard = QGuiApplication.clipboard()
    fired: list[bool] = []
    copy_for_a_while(LINK, clear_after_ms=1).timeout.connect(lambda: fired.append(True))
    clipboard.setText("my own words")
    await until(lambda: bool(fired))
    assert clipboard.text() == "my own words"


async def test_a_copied_link_does_not_outlive_the_app(qapp: QApplication) -> None:
    clipboard = QGuiApplication.clipboard()
    copy_for_a_while(LINK)
    clear_copied()
    assert clipboard.text() == ""
    copy_for_a_while(LINK)
    clipboard.setText("my own words")
    clear_copied()
    assert clipboard.text() == "my own words"
