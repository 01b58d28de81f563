"""More for captions: what one needs now and then."""

from __future__ import annotations

import pytest

from accessibility.look.text_size import CAPTION_SIZE
from desktop.navigation import Place
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press


async def test_there_and_back(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    await press(window, "More")
    assert here(example) is Place.CAPTION_TOOLS
    assert button(window, "Back to the words").hasFocus()
    assert has(window, "Words come at once. They have no full stops.")
    await press(window, "Back to the words")
    assert here(example) is Place.CAPTIONS
    assert example.captioning.is_on


async def test_the_size_of_the_words_is_remembered(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTION_TOOLS)
    await press(window, "Bigger words")
    assert example.settings[CAPTION_SIZE] == 40
    for _ in range(9):
        await press(window, "Smaller words")
    assert example.settings[CAPTION_SIZE] == min(CAPTION_SIZE.choices)


@pytest.mark.parametrize("place", [Place.CAPTIONS, Place.SESSION])
async def test_one_press_away(example: Example, go_to: Opener, place: Place) -> None:
    example.speak()
    window = await go_to(place)
    await press(window, "More")
    assert has(window, "More for captions")
