"""What is told with the control that the focus is moved to: heading and key sentence, once."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.support.dressed import USUAL, show, window_of
from ui.widgets.arrival import arrive_at, words_before
from ui.widgets.button import BigButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.field import LabelledField
from ui.widgets.text import Heading, Paragraph


def labels(control: QWidget) -> list[str]:
    """Return the words that label a control, as a screen reader is told."""
    told = QAccessible.queryAccessibleInterface(control)
    assert told is not None
    related = told.relations(QAccessible.RelationFlag.Label)
    return [label.text(QAccessible.Text.Name) for label, _ in related]


def shown(qtbot: QtBot, *things: QWidget) -> QWidget:
    """Return a window with these things, which has the focus."""
    window = window_of(*things)
    qtbot.addWidget(window)
    show(window, *USUAL[1:])
    return window


def test_it_is_told_by_heading_and_first_sentence_until_the_focus_goes(qtbot: QtBot) -> None:
    join, leave = BigButton("Join now"), BigButton("Leave")
    more = Paragraph("Nobody can see you.")
    window = shown(qtbot, Heading("Tea Group"), Paragraph("In 10 minutes."), more, join, leave)
    arrive_at(join, window)
    assert QApplication.focusWidget() is join
    assert labels(join) == ["Tea Group. In 10 minutes."]
    leave.setFocus()
    assert labels(join) == []


def test_a_field_keeps_its_own_label_at_the_end(qtbot: QtBot) -> None:
    field, other = LabelledField("Your name"), BigButton("Use this")
    window = shown(qtbot, Heading("Sign in"), field, other)
    arrive_at(field.line, window)
    assert labels(field.line) == ["Sign in. Your name"]
    other.setFocus()
    assert labels(field.line) == ["Your name"]


def test_arriving_twice_tells_what_stands_there_now(qtbot: QtBot) -> None:
    heading, on = Heading("Reading"), BigButton("On")
    window = shown(qtbot, heading, on)
    arrive_at(on, window)
    heading.setText("Done")
    arrive_at(on, window)
    assert labels(on) == ["Done."]


def test_what_is_told_anyway_is_not_told_twice(qtbot: QtBot) -> None:
    row = ChoiceRow("Text size", [("1", "Usual"), ("2", "Large")], "1")
    on = BigButton("On", hint="It goes on.")
    window = shown(qtbot, Heading("Settings"), row, Paragraph("It goes on."), on)
    assert row.chosen_answer is not None
    assert words_before(row.chosen_answer, window) == ["Settings"]
    assert words_before(on, window) == ["Settings"]


def test_what_is_hidden_is_not_told(qtbot: QtBot) -> None:
    gone = Paragraph("Gone.")
    on = BigButton("On")
    window = shown(qtbot, gone, Heading("Here"), on)
    gone.hide()
    assert words_before(on, window) == ["Here"]
    arrive_at(on, window)
    assert not [label for label in window.findChildren(QLabel) if not label.text()]


def test_without_a_heading_the_first_sentence_is_told(qtbot: QtBot) -> None:
    on = BigButton("On")
    window = shown(qtbot, Paragraph("Is this right?"), Paragraph("Look again."), on)
    assert words_before(on, window) == ["Is this right?"]
