"""What do the buttons do? in the service in use, one button a screen, and back to the session."""

from __future__ import annotations

import sys

import pytest

from desktop.links.services import known_services
from resources.words import Words
from tests.support.dressed import put_away
from tests.support.example import Example
from tests.support.help_scenes import HELP_SCENES, call_in, in_practice, join
from tests.support.opener import Opener
from tests.support.scenes import has, here, press
from ui.navigation import Place
from ui.screens.help.meeting_buttons import PARTS


async def test_every_button_is_told_one_after_the_other(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await join(example)
    example.navigator.go(Place.SESSION)
    window = await go_to(Place.NEED_HELP)
    await press(window, "What do the buttons do?")
    for number, part in enumerate(PARTS, 1):
        assert has(window, example.words(f"meeting_buttons.{part}"))
        assert has(window, example.words(f"meeting_buttons.{part}.does"))
        assert has(window, "In Zoom") and has(window, f"{number} of 5")
        if part != PARTS[-1]:
            await press(window, "The next button")
    assert not has(window, "The next button")
    await press(window, "Back to my session")
    assert here(example) is Place.SESSION


@pytest.mark.skipif(sys.platform == "darwin", reason="those keys are of Windows and Linux")
async def test_keys_are_told_where_they_are_known(example: Example) -> None:
    window = await HELP_SCENES["buttons-in-service"](example)
    assert has(window, "On the keyboard: Alt and Y, pressed together.")
    put_away(window)


async def test_practice_has_no_hand_and_no_chat(example: Example) -> None:
    window = await in_practice(Place.MEETING_BUTTONS)(example)
    assert has(window, "1 of 3")
    put_away(window)


async def test_a_phone_has_no_such_buttons(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await call_in(example)
    window = await go_to(Place.NEED_HELP)
    assert not has(window, "What do the buttons do?")


def test_no_keys_are_told_of_a_service_that_is_not_there() -> None:
    every = Words().keys()
    keys = [key for key in every if key.startswith("service.") and ".key." in key]
    told = {tuple(key.split(".")[1:4:2]) for key in keys}
    assert {service for service, _ in told} <= set(known_services().looks)
    assert {part for _, part in told} <= set(PARTS)
