"""Each service's page and its way out are drawn, with the button marked, in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook, current_look
from desktop.links.services import ServiceGuide, guide_called, known_services
from resources.words import Words
from ui.widgets.service_drawing import (
    LEAST_PX,
    SOUND,
    Part,
    ServiceDrawing,
    meeting_drawing,
    opening_drawing,
)

WORDS = Words()
GUIDES = tuple(known_services().looks)


def picture(drawing: ServiceDrawing, high: int = 260) -> QImage:
    """Return what is seen of a drawing in so much room."""
    drawing.resize(640, high)
    image = drawing.grab().toImage()
    drawing.deleteLater()
    return image


def share_of(image: QImage, colour: str) -> float:
    """Return how much of a picture has one colour, from 0 to 1."""
    wanted = QColor(colour).rgb() & 0xFFFFFF
    step = 3
    dots = [
        QPoint(x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step)
    ]
    return sum(image.pixel(dot) & 0xFFFFFF == wanted for dot in dots) / len(dots)


def meeting_of(guide: ServiceGuide, part: Part) -> ServiceDrawing:
    """Return the drawing of a meeting there."""
    return meeting_drawing(guide.look, WORDS(guide.leave_word) if guide.leave_word else "", part)


@pytest.mark.parametrize("name", GUIDES)
def test_the_button_to_press_is_marked(name: str, look: AppLook) -> None:
    guide = guide_called(name)
    image = picture(opening_drawing(guide.look, WORDS(guide.press) if guide.press else ""))
    theme = current_look().theme
    assert (share_of(image, theme.main) > 0.01) is bool(guide.press)
    assert (share_of(image, theme.focus_inner) > 0.002) is bool(guide.press)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", GUIDES)
def test_the_way_out_is_red_and_marked(name: str, theme: str, look: AppLook) -> None:
    look.wear(theme, 100)
    guide = guide_called(name)
    image = picture(meeting_of(guide, "leave"))
    assert share_of(image, THEMES[theme].leave) > 0.004
    assert share_of(image, THEMES[theme].focus_inner) > 0.002


@pytest.mark.parametrize("part", SOUND)
@pytest.mark.parametrize("name", GUIDES)
def test_only_what_it_is_about_is_marked(name: str, part: Part, look: AppLook) -> None:
    """Where it is not known where the button stands, none is drawn."""
    guide, theme = guide_called(name), current_look().theme
    if guide.is_for_watching:
        return
    image = picture(meeting_of(guide, part))
    assert (share_of(image, theme.focus_inner) > 0.002) is bool(guide.look.sound)
    assert share_of(image, theme.leave) > 0.004


@pytest.mark.parametrize("name", GUIDES)
def test_the_microphone_is_drawn_where_the_words_say(name: str) -> None:
    guide = guide_called(name)
    said = WORDS(guide.mute)
    for place, words in {"bottom_left": "bottom left", "top_right": "top right"}.items():
        assert (guide.look.sound == place) is (words in said), said
    assert bool(guide.look.sound) is ("bottom" in said or "top" in said)


def test_where_there_is_no_room_there_is_no_drawing(look: AppLook) -> None:
    guide = guide_called("zoom")
    image = picture(meeting_drawing(guide.look, "Leave", "leave"), LEAST_PX - 1)
    assert share_of(image, current_look().theme.leave) == 0
