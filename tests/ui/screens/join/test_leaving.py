"""Leaving takes two steps: out of the meeting itself, and only then the quiet page."""

from __future__ import annotations

from tests.support.example import Example
from tests.support.help_scenes import HELP_SCENES, call_in, join, practise
from tests.support.opener import Opener
from tests.support.scenes import has, here, press, settle
from ui.navigation import Place


async def test_the_quiet_page_comes_only_after_the_meeting_is_closed(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    await join(example)
    window = await go_to(Place.SESSION)
    await press(window, "I am leaving")
    assert has(window, "You are still in Zoom.") and has(window, "People may see and hear you.")
    assert not has(window, "Take a moment")
    await press(window, "Show me how")
    assert has(window, "In Zoom") and has(window, "Press Leave at the bottom right")
    assert not has(window, "Take a moment")
    await press(window, "I have closed it")
    assert has(window, "You have left") and has(window, "Take a moment")
    assert has(window, "Your next session: Carers’ chat, tomorrow at 1:50pm.")
    await press(window, "Send a message to somebody")
    assert here(example) is Place.TELL_HELPER
    await press(window, "Back")
    await press(window, "Finish")
    assert here(example) is Place.HOME and example.join.current is None


async def test_somebody_who_has_second_thoughts_goes_back_in(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    await join(example)
    window = await go_to(Place.SESSION)
    await press(window, "I am leaving")
    await press(window, "Show me how")
    await press(window, "Go back in")
    assert example.navigator.here.place is Place.SESSION
    assert example.join.current is not None


async def test_by_phone_it_is_the_call_that_goes_on(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await call_in(example)
    window = await go_to(Place.LEAVING)
    assert has(window, "You are still in the call.") and has(window, "People may hear you.")
    await press(window, "Show me how")
    assert has(window, "End the call on your phone.")


async def test_a_film_sees_nobody(example: Example) -> None:
    window = await HELP_SCENES["leaving-film"](example)
    assert has(window, "You are still in YouTube.")
    assert has(window, "Nobody can see you or hear you.")


async def test_the_practice_meeting_is_left_by_its_own_red_button(
    example: Example, go_to: Opener
) -> None:
    await practise(example)
    window = await go_to(Place.LEAVING)
    assert has(window, "You are still in the practice meeting.")
    assert has(window, "In a real session, people could still see and hear you.")
    example.practice_room.leave()  # as its red button does
    await settle()
    assert has(window, "You have left") and has(window, "Take a moment")


async def test_of_the_practice_meeting_it_is_known_whether_it_is_closed(
    example: Example, go_to: Opener
) -> None:
    await practise(example)
    window = await go_to(Place.LEAVING)
    await press(window, "I have closed it")
    assert has(window, "It is still open. Press the red Leave button there.")
    await press(window, "Close it for me")
    assert has(window, "You have left")
    assert example.practice_room.stage == "closed"


async def test_where_there_is_no_practice_window_there_is_nothing_to_close(
    example: Example, go_to: Opener
) -> None:
    await practise(example)
    example.practice_room.go_without_window()
    window = await go_to(Place.LEAVING)
    assert has(window, "Take a moment") and not has(window, "You are still in")


async def test_the_quiet_page_says_whom_to_talk_to(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await join(example)
    window = await go_to(Place.LEAVING, "quiet")
    await press(window, "I feel low: who can I talk to?")
    assert here(example) is Place.HELPLINES


async def test_without_a_name_it_is_the_meeting(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.LEAVING)
    assert has(window, "You are still in the meeting.")
