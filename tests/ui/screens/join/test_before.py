"""Before a session: what will happen, where one sits, how one is seen; offered to who is new."""

from __future__ import annotations

from desktop.links.services import guide_called
from tests.support.before_scenes import step
from tests.support.dressed import put_away
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, here, press
from ui.navigation import Place


async def test_steps_lead_into_the_session(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.HOME)
    await press(window, "What will happen there?")
    assert has(window, "Tuesday Tea Group")
    assert has(window, "You press Join now. Zoom opens.")
    assert has(window, "It lasts 1 hour.") and has(window, "1 of 4")
    await press(window, "Next")
    assert has(window, "Are you somewhere you can talk?")
    await press(window, "Yes, I can talk here")
    assert has(window, "What name will the others see?")
    await press(window, "Next")
    zoom = guide_called("zoom")
    for key in (zoom.camera, zoom.mute):
        assert has(window, example.words(key))
    assert has(window, "In Zoom") and has(window, "4 of 4")
    await press(window, "Join now")
    assert here(example) is Place.OPENING
    assert example.browser.opened


async def test_who_is_not_alone_reads_what_can_be_done(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.HOME)
    await press(window, "What will happen there?")
    await press(window, "Next")
    await press(window, "No, I am not alone")
    assert example.navigator.here.detail == "safety-no-room"
    await press(window, "Back")
    assert has(window, "Are you somewhere you can talk?")


async def test_it_is_offered_until_somebody_was_there(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.HOME)
    assert has(window, "What will happen there?")
    await press(window, "Join now")
    await press(window.seen, "It opened")
    await press(window.seen, "I am leaving")
    await press(window.seen, "I have closed it")
    await press(window, "Finish")
    assert here(example) is Place.HOME
    assert not has(window, "What will happen there?")


async def test_before_the_door_opens_it_ends_with_the_sound(example: Example) -> None:
    window = await step("camera", "Carers")(example)
    assert has(window, "In Google Meet")
    await press(window, "Check my sound")
    assert here(example) is Place.SOUND_CHECK
    put_away(window)


async def test_where_people_only_watch_nobody_is_seen(example: Example) -> None:
    window = await step("where", "Film")(example)
    assert has(window, "2 of 3")
    await press(window, "Yes, I can talk here")
    assert has(window, "Nobody sees or hears you there. You only watch.")
    assert not has(window, "Where are my camera and my sound?")
    put_away(window)
