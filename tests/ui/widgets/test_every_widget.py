"""Every building block, in every theme, at 100 % and at 200 %, passes the whole audit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from accessibility.qt.palette import AppLook
from resources.words import Explained, Words
from tests.support.blocks import spoken
from tests.support.dressed import faults_everywhere, window_of
from ui.widgets.button import BigButton, Kind
from ui.widgets.captions.view import CaptionView
from ui.widgets.card import Card, Tone
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.drawing import GroupDisc, beside
from ui.widgets.field import LabelledField
from ui.widgets.level_meter import LevelMeter
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.progress import ProgressLine
from ui.widgets.rows import Rows
from ui.widgets.state_line import StatusLine
from ui.widgets.text import Heading, Paragraph
from ui.widgets.top_bar import TopBar
from ui.widgets.writing import WritingField

WORDS = Words()


def buttons() -> QWidget:
    card = Card()
    refused = BigButton("Open later", icon="join")
    refused.why_not = "This opens at 1:45pm today, not before."
    tiles = Rows(columns=2)
    tiles.addWidget(BigButton("Keeping safe", icon="shield", hint="What to know before you join"))
    tiles.addWidget(BigButton("My sessions", icon="calendar", picture="calendar"))
    card.add(
        BigButton("Join now", kind=Kind.MAIN, icon="join"),
        tiles,
        refused,
        BigButton("Leave"),
        BigButton("Read this aloud", kind=Kind.QUIET, icon="read-aloud"),
    )
    return card


def field() -> QWidget:
    made = LabelledField("Calendar address", hint="It starts with https.", text="htps://group")
    made.show_error("This is not a web address. It must start with https.")
    return made


def writing() -> QWidget:
    hint = "Write as much as you like, or nothing."
    made = WritingField("My own words", hint=hint, text="I was quiet.\nNobody minded.")
    made.show_error("This note is too long to keep.")
    return made


def progress() -> QWidget:
    made = ProgressLine("Getting the words for English", "Stop")
    made.show_progress(WORDS, 34, 100)
    return made


def level() -> QWidget:
    made = LevelMeter(WORDS)
    made.show_level(0.6)
    return made


def state_line() -> QWidget:
    made = StatusLine(WORDS)
    made.show_state("Listening to My headset.", 0.6)
    return made


def captions() -> QWidget:
    made = CaptionView(WORDS)
    made.setMinimumHeight(300)
    made.show_blocks(
        [
            spoken(1, "Hello and welcome to our Tuesday group."),
            spoken(2, "I am Margaret.", "It is good to", source="me"),
        ]
    )
    return made


def notices() -> QWidget:
    card = Card()
    offline = Explained("You are not connected to the internet.", "Check your Wi-Fi.")
    wrong = Notice(offline, tone=Tone.DANGER)
    wrong.add(BigButton("Try again"))
    card.add(wrong, Notice("Your calendar was added.", tone=Tone.CALM), Notice("Look again."))
    return card


def choices() -> QWidget:
    answers = [("light", "Light"), ("dark", "Dark"), ("computer", "The same as my computer")]
    return ChoiceRow("Colours", answers, "dark")


def pictured() -> QWidget:
    card = Card()
    card.add(beside(GroupDisc("cup", "rose"), Heading("Tea", level=2), Paragraph("Today.")))
    return card


@pytest.mark.parametrize(
    "make", [buttons, field, writing, progress, level, captions, notices, choices, pictured]
)
def test_it_passes_the_audit_everywhere(
    make: Callable[[], QWidget], look: AppLook, qtbot: QtBot
) -> None:
    page = Page()
    page.add(Heading("A screen"), Paragraph("What can be done here, in plain words."), make())
    page.add_stretch()
    window = window_of(TopBar(WORDS), page)
    qtbot.addWidget(window)
    assert faults_everywhere(look, window) == []
