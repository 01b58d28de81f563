"""The main button of a screen is in sight, with large text on the smallest screen: no scrolling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from accessibility.qt.palette import AppLook
from tests.support.all_scenes import SCENES
from tests.support.dressed import LARGE, put_away, show
from tests.support.example import Example
from ui.widgets.button import BigButton, Kind

WAYS_IN = (
    *("add_link", "home", "home-early", "home-late", "home-refused", "home-phone", "home-two"),
    *("home-changes", "home-cancelled", "home-all-day", "home-nothing", "practice", "changes"),
    *("opening", "opening-moved", "opening-moved-helper", "opening-again", "opening-too-early"),
    *("opening-asks", "opening-tried", "opening-meet", "opening-practice", "leaving-meet"),
    *("opening-cancelled", "opening-other-ways", "opening-gave-up", "link_trouble", "link-refused"),
    *("by_phone", "phone-ask", "phone-calling", "phone-failed", "need_help"),
    *("help_answer", "answer-ended", "camera_off", "leaving", "leaving-how", "leaving-quiet"),
    *("leaving-phone", "leaving-practice", "helper_contact"),
)


@pytest.mark.parametrize("name", WAYS_IN)
async def test_the_main_button_is_in_sight(name: str, look: AppLook, example: Example) -> None:
    percent, width, height = LARGE
    look.wear("light", percent)
    window = await SCENES[name](example)
    show(window, width, height)
    every = [one for one in window.findChildren(BigButton) if one.isVisible()]
    (main,) = [one for one in every if one.kind is Kind.MAIN]
    whole = QRect(main.mapTo(window, QPoint(0, 0)), main.size())
    seen = in_sight(window, main)
    put_away(window)
    assert seen == whole


def in_sight(window: QWidget, thing: QWidget) -> QRect:
    """Return the part of a thing that no scroll area hides."""
    rect = QRect(thing.mapTo(window, QPoint(0, 0)), thing.size()).intersected(window.rect())
    parent = thing.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            view = parent.viewport()
            rect = rect.intersected(QRect(view.mapTo(window, QPoint(0, 0)), view.size()))
        parent = parent.parentWidget()
    return rect
