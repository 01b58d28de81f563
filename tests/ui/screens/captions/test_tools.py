"""More for captions: what one needs now and then."""

from __future__ import annotations

import pytest

from accessibility.captions.events import State
from accessibility.look.text_size import CAPTION_SIZE, CAPTION_SIZES
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press
from ui.navigation import Place
from ui.widgets.captions.block import CaptionBlock


async def test_there_and_back(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    await press(window, "More")
    assert here(example) is Place.CAPTION_TOOLS
    assert button(window, "Back to captions").hasFocus()
    assert has(window, "Words come at once. They have no full stops.")
    await press(window, "Back to captions")
    assert here(example) is Place.CAPTIONS
    assert example.captioning.is_on


async def test_the_size_of_the_words_is_remembered(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTION_TOOLS)
    await press(window, "Bigger captions")
    assert example.settings[CAPTION_SIZE] == 40
    for _ in range(9):
        await press(window, "Smaller captions")
    assert example.settings[CAPTION_SIZE] == CAPTION_SIZES[0]


@pytest.mark.parametrize("place", [Place.CAPTIONS, Place.SESSION])
async def test_one_press_away(example: Example, go_to: Opener, place: Place) -> None:
    example.speak()
    window = await go_to(place)
    await press(window, "More")
    assert has(window, "More for captions")


async def test_the_microphone_is_asked_for_here(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTION_TOOLS)
    assert has(window, '"Me" listens to your microphone until you leave.')
    assert not has(window, "Captions are getting ready.")
    await press(window, "The group and me")
    assert example.wishes[-1] == "listen me"
    assert has(window, "Captions are getting ready.")
    example.captioning.handle(State("no_device", source="me", detail="no_microphone"))
    assert has(window, "Parlour found no microphone it may use.")
    await press(window, "Try the microphone again")
    assert example.wishes[-1] == "listen me"
    await press(window, "Me")
    assert example.wishes[-1] == "stop group"
    await press(window, "The group")
    assert example.wishes[-2:] == ["stop me", "listen group"]


async def test_both_are_told_apart_by_place_and_label(example: Example, go_to: Opener) -> None:
    example.speak_too()
    window = await go_to(Place.CAPTIONS)
    assert has(window, "The group: listening.")
    assert has(window, "Me: listening.")
    names = [block.accessibleName() for block in window.findChildren(CaptionBlock)]
    assert names[0].startswith("The group: Hello everyone")
    assert names[-1] == "Me: I can hear you well."
