"""The box for several lines: Tab leads on, it grows, and it says what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from accessibility.qt.palette import AppLook
from tests.support.dressed import window_of
from ui.widgets.button import BigButton
from ui.widgets.page import Page
from ui.widgets.writing import WritingField

WRITTEN = "I was quiet.\nNobody minded.\n" * 6


def test_enter_begins_a_line_and_tab_leads_on(look: AppLook, qtbot: QtBot) -> None:
    field, keep = WritingField("My own words"), BigButton("Keep")
    window = window_of(field, keep)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.box.setFocus()
    QTest.keyClicks(field.box, "one")
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    QTest.keyClicks(field.box, "two")
    assert field.text() == "one\ntwo"
    QTest.keyClick(field.box, Qt.Key.Key_Tab)
    assert keep.hasFocus() and field.text() == "one\ntwo"


def test_it_is_as_high_as_what_is_written(look: AppLook, qtbot: QtBot) -> None:
    field, page = WritingField("My own words"), Page()
    page.add(field)
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    least = field.box.height()
    field.box.setPlainText(WRITTEN)
    lines = field.box.document().size().height()
    room = field.box.viewport().height() - 2 * field.box.document().documentMargin()
    assert field.box.height() > least
    assert room >= lines * field.box.fontMetrics().lineSpacing()
    field.box.setPlainText("")
    assert field.box.height() == least


def test_what_is_wrong_is_told_with_the_box(look: AppLook, qtbot: QtBot) -> None:
    field = WritingField("My own words", hint="As much as you like.")
    qtbot.addWidget(field)
    assert field.box.accessibleDescription() == "As much as you like."
    field.show_error("This note has no words yet.")
    assert field.box.accessibleDescription() == "This note has no words yet."
    field.show_error("")
    assert field.box.accessibleDescription() == "As much as you like."
