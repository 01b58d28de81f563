"""Set this up with somebody: every step leads to where it is done, none back to itself."""

from __future__ import annotations

import pytest

from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press
from ui.navigation import Place

STEPS = {
    "Add the sessions of the group": Place.ADD_LINK,
    "Write down the helper’s name and number": Place.HELPER_CONTACT,
    "Choose text size and colours": Place.SETTINGS,
    "Check the sound": Place.SOUND_CHECK,
    "Practise together": Place.PRACTICE,
    "Advice for helpers": Place.PAGE,
}


@pytest.mark.parametrize("step", STEPS)
async def test_each_step_leads_to_where_it_is_done(
    step: str, example: Example, go_to: Opener
) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.HOME)
    await press(window, "Somebody is helping me")
    await press(window, step)
    assert example.navigator.here.place is STEPS[step]
    await press(window, "Back")
    assert has(window, step)


async def test_what_is_done_says_so(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await example.calendars.typed_contact.save("Sam Lee", "020 7946 0123")
    window = await go_to(Place.SIDE_BY_SIDE)
    helper = button(window, "Write down the helper’s name and number")
    assert helper.accessibleDescription() == "Done: Sam Lee"
    sessions = button(window, "Add the sessions of the group")
    assert sessions.accessibleDescription().startswith("Your next session: Tuesday Tea Group")
    await press(window, "Add the sessions of the group")
    assert example.navigator.here.place is Place.CALENDAR


async def test_it_is_found_again_in_the_settings(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.SETTINGS)
    await press(window, "For helpers")
    await press(window, "Set this up with somebody")
    assert example.navigator.here.place is Place.SIDE_BY_SIDE
