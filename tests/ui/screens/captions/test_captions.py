"""The captions screen: a button that says what it does, a status line, words of any size."""

from __future__ import annotations

import pytest

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.captions.events import State
from accessibility.qt.palette import AppLook
from tests.support.dressed import LARGE, show
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press
from ui.navigation import Place
from ui.widgets.captions.view import CaptionView


async def test_start_and_pause(example: Example, go_to: Opener) -> None:
    example.captioning.use(PACK)
    window = await go_to(Place.CAPTIONS)
    toggle = button(window, "Start captions")
    assert toggle.hasFocus()
    await press(window, "Start captions")
    assert has(window, "Captions are getting ready.")
    example.captioning.handle(State("listening", detail="My headset"))
    assert has(window, "Listening to My headset.")
    await press(window, "Pause captions")
    assert has(window, "Captions are paused. Parlour is not listening.")
    assert toggle.text() == "Start captions"
    assert example.wishes == ["warm pack", "listen group", "stop group"]


@pytest.mark.parametrize(
    ("state", "words", "line"),
    [
        ("gave_up", "Try again", "Captions stopped and did not come back."),
        ("bad_pack", "Try again", "This caption language does not work on this computer."),
        ("no_device", "Try again", "Captions stopped. There is nothing to listen to."),
        ("moved", "Start captions again", "Captions stopped, because the sound moved"),
    ],
)
async def test_after_a_stop_the_button_says_what_it_would_do(
    example: Example, go_to: Opener, state: str, words: str, line: str
) -> None:
    example.captioning.use(PACK)
    window = await go_to(Place.CAPTIONS)
    await press(window, "Start captions")
    example.captioning.handle(State(state, detail="My headset"))
    assert has(window, line)
    await press(window, words)
    assert example.captioning.is_on
    assert example.wishes[-1] == "listen group"


async def test_turned_off_they_can_be_turned_on_there(example: Example, go_to: Opener) -> None:
    example.settings[CAPTIONS_ON] = False
    example.captioning.turn(on=False)
    window = await go_to(Place.CAPTIONS)
    assert has(window, "Captions are turned off.")
    await press(window, "Turn captions on")
    assert example.settings[CAPTIONS_ON]


async def test_without_a_pack_it_says_what_one_is(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.CAPTIONS)
    assert has(window, "To get captions, add a caption language first.")
    assert has(window, "A caption language teaches your computer to write what people say.")
    assert not has(window, "Mark my place")
    await press(window, "Get captions")
    assert example.navigator.here.place is Place.LANGUAGE_PACK


@pytest.mark.parametrize("size", [(100, 640, 480), LARGE])
async def test_the_newest_words_are_in_sight_on_a_small_screen(
    look: AppLook, example: Example, go_to: Opener, size: tuple[int, int, int]
) -> None:
    percent, width, height = size
    example.speak()
    window = await go_to(Place.CAPTIONS)
    look.wear("light", percent)
    show(window, width, height)
    view = window.findChild(CaptionView)
    assert view is not None
    assert view.visibleRegion().boundingRect().height() == view.height() >= 5 * 38
    pause = button(window, "Pause captions")
    assert pause.visibleRegion().boundingRect().size() == pause.size()


async def test_very_large_text_leaves_room_for_the_words(
    look: AppLook, example: Example, go_to: Opener
) -> None:
    example.speak()
    look.wear("light", 400)
    window = await go_to(Place.SESSION)
    show(window, 1040, 800)
    view = window.findChild(CaptionView)
    assert view is not None
    assert view.visibleRegion().boundingRect().height() >= 5 * 38
