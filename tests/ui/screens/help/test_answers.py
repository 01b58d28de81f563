"""I need help: each trouble has one answer screen, one thing at a time, and a person at the end."""

from __future__ import annotations

import pytest

from tests.support.example import PACK, Example
from tests.support.help_scenes import call_in, join, practise
from tests.support.opener import Opener
from tests.support.scenes import button, has, press
from ui.navigation import Place
from ui.screens.help.answers import TROUBLES, steps_for
from ui.window import Window

CHOICES = {
    "I cannot hear": "hear",
    "They cannot hear or see me": "unseen",
    "The captions are not right": "captions",
}


async def asked(example: Example, go_to: Opener, choice: str) -> Window:
    """Return a window of somebody in a session who has pressed one choice."""
    await example.settle_in()
    await join(example)
    example.captioning.use(PACK)
    window = await go_to(Place.SESSION)
    await press(window, "I need help")
    await press(window, choice)
    return window


@pytest.mark.parametrize("choice", CHOICES)
async def test_each_choice_leads_to_one_thing_after_the_other_and_to_a_person(
    choice: str, example: Example, go_to: Opener
) -> None:
    window = await asked(example, go_to, choice)
    steps = steps_for(example, CHOICES[choice])
    for number, step in enumerate(steps, 1):
        assert has(window, choice) and has(window, f"To try: {number} of {len(steps)}")
        assert has(window, step.text)
        assert button(window, "That helped").accessibleDescription() == step.text
        await press(window, "Try the next thing")
    assert has(window, "Call Ruth: 020 7946 0018")
    await press(window, "Begin again")
    assert has(window, "To try: 1 of")
    await press(window, "Back")
    assert has(window, "What would help?")


async def test_that_helped_leads_back_into_the_session(example: Example, go_to: Opener) -> None:
    window = await asked(example, go_to, "I cannot hear")
    await press(window, "Try the next thing")
    await press(window, "That helped")
    assert example.navigator.here.place is Place.SESSION
    assert not has(window, "I cannot hear")


async def test_what_to_press_is_said_for_the_service_in_use(
    example: Example, go_to: Opener
) -> None:
    window = await asked(example, go_to, "They cannot hear or see me")
    assert has(window, "In Zoom")
    assert has(window, "The microphone is at the bottom left.")
    await press(window, "Try the next thing")
    assert has(window, "The camera button is next to the microphone.")


async def test_a_way_from_a_step_comes_back_to_it(example: Example, go_to: Opener) -> None:
    window = await asked(example, go_to, "I cannot hear")
    for _ in range(3):
        await press(window, "Try the next thing")
    await press(window, "Check my sound")
    assert example.navigator.here.place is Place.SOUND_CHECK
    await press(window, "Back")
    assert has(window, "To try: 4 of 6")
    await press(window, "Try the next thing")
    await press(window, "Join again")
    assert has(window, "You opened this session before.")


async def test_captions_say_how_they_are_before_anything_is_tried(
    example: Example, go_to: Opener
) -> None:
    window = await asked(example, go_to, "The captions are not right")
    assert has(window, "Captions say now:")
    assert has(window, example.captioning.in_words(example.words)[0])


async def test_without_captions_the_answer_is_to_get_them(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.HELP_ANSWER, "captions")
    await press(window, "Get captions")
    assert example.navigator.here.place is Place.LANGUAGE_PACK


async def test_by_phone_it_is_the_phone_that_is_looked_at(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await call_in(example)
    window = await go_to(Place.HELP_ANSWER, "unseen")
    assert has(window, "Look for the word mute on your phone.")
    example.navigator.go(Place.HELP_ANSWER, "hear")
    assert has(window, "Turn up the volume of your phone.")


async def test_in_practice_nothing_untrue_is_said(example: Example, go_to: Opener) -> None:
    await practise(example)
    mute, camera, nobody = (step.text for step in steps_for(example, "unseen"))
    assert mute.startswith("Press Turn my sound on at the bottom left.")
    assert camera.startswith("Press Turn my camera on")
    assert nobody == "This is practice. Nobody can see you or hear you."
    assert not any("Leave the meeting" in step.text for step in steps_for(example, "hear"))


async def test_without_a_session_there_is_still_something_to_try(example: Example) -> None:
    assert all(steps_for(example, trouble) for trouble in TROUBLES)
    assert example.join.steps_anywhere().mute == "service.room.mute"
