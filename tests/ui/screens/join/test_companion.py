"""In the session: captions from the first word, help and back, and a soft way out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accessibility.audio.source import NoLoudspeaker
from accessibility.captions.events import State
from resources.rehearsal import read_rehearsal
from tests.support.agreement_scenes import happy_with_rules
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, settle, until
from ui.navigation import Place
from ui.window import Window


async def in_session(example: Example, go_to: Opener) -> Window:
    """Return a window of somebody who has joined."""
    await example.settle_in()
    window = await go_to(Place.OPENING, example.session("Tea").id)
    await press(window, "It opened")
    return window


async def practising(example: Example, go_to: Opener) -> Window:
    """Return a window of somebody who practises."""
    window = await go_to(Place.PRACTICE)
    await press(window, "Join now")
    assert has(window, "Opening the practice meeting…")
    example.practice_room.enter()
    await press(window, "It opened")
    return window


async def test_captions_begin_by_themselves(example: Example, go_to: Opener) -> None:
    example.captioning.use(PACK)
    window = await in_session(example, go_to)
    assert example.wishes == ["warm pack", "listen group"]
    assert button(window, "Pause captions").hasFocus()


async def test_without_a_pack_nothing_listens(example: Example, go_to: Opener) -> None:
    window = await in_session(example, go_to)
    assert example.wishes == []
    await press(window, "Get captions")
    assert example.navigator.here.place is Place.LANGUAGE_PACK


async def test_the_rules_of_the_group_are_one_press_away(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await happy_with_rules(example)
    window = await go_to(Place.OPENING, example.session("Tea").id)
    await press(window, "It opened")
    await press(window, "Our rules")
    assert has(window, "Cameras are a choice. Nobody has to say why.")
    await press(window, "I have read it")
    assert example.navigator.here.place is Place.SESSION


async def test_a_group_without_rules_offers_none(example: Example, go_to: Opener) -> None:
    window = await in_session(example, go_to)
    assert not has(window, "Our rules")


async def test_help_and_back(example: Example, go_to: Opener) -> None:
    example.captioning.use(PACK)
    window = await in_session(example, go_to)
    await press(window, "I need help")
    assert has(window, "Call Ruth: 020 7946 0018")
    await press(window, "The captions are not right")
    assert has(window, "Captions say now:")
    await press(window, "Back")
    await press(window, "Back to my session")
    assert example.navigator.here.place is Place.SESSION
    assert example.captioning.is_on


async def test_leaving_is_soft_and_lets_go_of_every_word(example: Example, go_to: Opener) -> None:
    window = await in_session(example, go_to)
    example.speak()
    await press(window, "I am leaving")
    assert not example.captioning.is_on
    assert has(window, "You are still in Zoom.")
    await press(window, "I have closed it")
    assert has(window, "Your next session: Carers’ chat, tomorrow at 1:50pm.")
    await press(window, "Go back in")
    assert has(window, "You are in your session")
    await press(window, "I am leaving")
    await press(window, "I have closed it")
    await press(window, "Finish")
    assert example.navigator.here.place is Place.HOME
    assert example.captioning.blocks == ()
    assert example.join.current is None


async def test_the_rehearsal_begins_when_captions_listen(example: Example, go_to: Opener) -> None:
    example.captioning.use(PACK)
    window = await practising(example, go_to)
    assert has(window, "The recorded voice is about to speak.")
    assert example.player.played == []
    example.captioning.handle(State("listening", detail="Loudspeaker"))
    await until(lambda: bool(example.player.played))
    assert has(window, "The recorded voice is speaking.")
    assert example.browser.opened == []
    example.player.over.set()
    await until(lambda: has(window, "The recording is over."))
    await press(window, "Play it again")
    await until(lambda: len(example.player.played) == 2)
    await press(window, "I am leaving")
    example.practice_room.leave()
    await settle()
    await press(window, "Finish")
    assert example.rehearsing.phase == "idle"


async def test_before_join_meeting_no_voice_begins(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.PRACTICE)
    await press(window, "Join now")
    await press(window, "It opened")
    assert has(window, "Press Join meeting in the window of the practice meeting.")
    assert example.player.played == []
    example.practice_room.enter()
    await until(lambda: bool(example.player.played))
    example.practice_room.leave()
    await settle()
    assert has(window, "You have left the practice meeting.")
    await press(window, "Open it again")
    assert example.practice_room.stage == "door"


async def test_with_no_sound_and_no_pack_it_goes_on_in_writing(
    example: Example, go_to: Opener
) -> None:
    example.player.problem = NoLoudspeaker()
    window = await practising(example, go_to)
    await until(lambda: has(window, "This computer plays no sound."))
    first = read_rehearsal().lines[0].text
    await until(lambda: has(window, f"The voice says: {first}"))


@pytest.mark.parametrize("way", ["Home", "Settings", "Help"])
async def test_going_elsewhere_ends_nothing(example: Example, go_to: Opener, way: str) -> None:
    example.captioning.use(PACK)
    window = await in_session(example, go_to)
    await press(window, way)
    assert example.captioning.is_on
    example.clock.moment += timedelta(minutes=1)
    example.agenda.tell()
    example.speak()
