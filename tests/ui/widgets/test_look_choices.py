"""Answers that show what they are: letters of a size, a sentence in the colours of a theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from accessibility.look.text_size import TEXT_SIZE, Scale
from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook
from tests.support.dressed import show, window_of
from ui.widgets.choice_row import Choice
from ui.widgets.look_choices import SizeChoice, ThemeChoice


def test_larger_letters_make_a_higher_answer(look: AppLook) -> None:
    every = [SizeChoice("Large", "Aa", Scale(size).body) for size in TEXT_SIZE.choices]
    heights = [one.heightForWidth(200) for one in every]
    assert heights == sorted(set(heights))
    assert heights[0] > Choice("Large").heightForWidth(200)


@pytest.mark.parametrize("name", THEMES)
def test_a_swatch_has_the_colours_of_its_theme(name: str, look: AppLook, qtbot: QtBot) -> None:
    choice = ThemeChoice("Some theme", "How words look", name)
    window = window_of(choice)
    qtbot.addWidget(window)
    show(window, 400, 200)
    picture = choice.grab().toImage()
    seen = {picture.pixelColor(x, 30).name() for x in range(picture.width())}
    assert QColor(THEMES[name].page).name() in seen


def test_what_follows_the_computer_shows_light_and_dark(look: AppLook, qtbot: QtBot) -> None:
    choice = ThemeChoice("The same as my computer", "How words look", "computer")
    window = window_of(choice)
    qtbot.addWidget(window)
    show(window, 400, 200)
    picture = choice.grab().toImage()
    seen = {picture.pixelColor(x, 20).name() for x in range(picture.width())}
    assert {QColor(THEMES[each].page).name() for each in ("light", "dark")} <= seen
