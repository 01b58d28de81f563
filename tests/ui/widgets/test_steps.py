"""Steps have numbers; each that is done has a tick, which is said, too."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from accessibility.qt.palette import AppLook
from resources.words import Words
from tests.support.dressed import faults_everywhere, window_of
from ui.widgets.steps import StepLine, StepList
from ui.widgets.text import Heading

TEXTS = ("A new window opens by itself.", "Press Open Zoom.", "When you are there, come back.")


def test_a_tick_is_seen_and_said(look: AppLook) -> None:
    steps = StepList(Words(), TEXTS)
    first = steps.findChildren(StepLine)[0]
    first.resize(400, 40)
    before = first.grab().toImage()
    steps.tick(1)
    assert first.grab().toImage() != before
    assert first.accessibleName() == "Done: A new window opens by itself."
    assert first.text() == TEXTS[0]
    steps.deleteLater()


def test_steps_have_no_fault(look: AppLook, qtbot: QtBot) -> None:
    steps = StepList(Words(), TEXTS)
    steps.tick(1)
    window = window_of(Heading("Opening"), steps)
    qtbot.addWidget(window)
    assert faults_everywhere(look, window) == []
