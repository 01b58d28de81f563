"""Every line of the helplines stands on a screen, with its number, whose it is, and when."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from resources.helplines import read_helplines
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, press
from ui.navigation import Place
from ui.screens.help.helplines import TOPICS
from ui.widgets.button import BigButton


async def test_every_line_of_the_data_can_be_reached(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.UPSET)
    await press(window, "More people to talk to")
    written = {one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window)}
    copies = {one.accessibleName() for one in window.findChildren(BigButton)}
    for line in read_helplines():
        assert {line.name, line.number, line.in_words} <= written, line.id
        assert f"Copy: {line.name}, {line.number}" in copies, line.id
    assert has(window, "Not safe at home")


def test_each_part_of_the_list_has_a_heading() -> None:
    assert {line.topic for line in read_helplines()} == {topic for topic, _ in TOPICS}
