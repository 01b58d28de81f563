"""Help, pages and the sound check: answers, a person to call, a voice that can be stopped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accessibility.audio.devices import Devices
from accessibility.audio.source import NoLoudspeaker
from resources.declared import Problem
from resources.pages import block_texts, page_names, read_page
from tests.rules.test_pages import QUOTED_ELSEWHERE
from tests.support.all_scenes import SCENES
from tests.support.dressed import put_away
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.paper import pages_of
from tests.support.scenes import button, has, press, settle, until
from ui.navigation import Place
from ui.screens.help.safety import PrintPageScreen

NAMED = {
    "home": ("Join now", "My sessions", "Captions", "Keeping safe", "Help"),
    "home-ways": ("Ways to take part",),
    "opening": ("Home", "It opened", "Help me"),
    "page": ("Back", "Settings", "Who can I ask?"),
    "session": ("I need help", "I am leaving"),
    "strip": ("Bigger Parlour", "More"),
    "need_help": ("The captions are not right", "I am upset, or something is wrong"),
    "leaving-quiet": ("Finish",),
    "keeping-safe-at-home": ("Leave quickly",),
    "sessions": ("Print my week",),
    "reminder-soon": ("Not today",),
    "captions": ("More", "Mark my place", "Remember this line", "Show a card", "Pause captions"),
    "captions-paused": ("Start captions",),
    "captions-marked": ("Back to my place",),
    "caption_tools": (
        "Where captions are",
        "How captions look",
        "My captioner",
        "Save these captions",
        "The group and me",
    ),
    "show_cards": ("Please slow down.",),
    "settings": ("For helpers",),
    "first-start": ("Somebody is helping me",),
    "side_by_side": (
        "Add the sessions of the group",
        "Choose text size and colours",
        "Practise together",
        "Write down the helper’s name and number",
    ),
    "help": ("Check my sound", "More help pages"),
    "help-more": ("Practise",),
}
"""The buttons that pages name, by the screen that the page says they are on."""


async def test_help_names_the_person_to_call(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.HELP)
    assert has(window, "Call Ruth: 020 7946 0018")
    await press(window, "More help pages")
    assert has(window, "Call Ruth: 020 7946 0018")
    await press(window, "Practise")
    assert example.navigator.here.place is Place.PRACTICE


async def test_every_page_can_be_reached_and_read(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SAFETY)
    for name in page_names("safety-", "en"):
        example.navigator.go(Place.PAGE, name)
        await settle()
        assert has(window, "Read aloud")
        assert has(window, "We last checked this page:")


async def test_a_page_can_be_printed_large(example: Example, go_to: Opener, tmp_path: Path) -> None:
    window = await go_to(Place.PAGE, "safety-scams")
    await press(window, "Print this large")
    screen = window.screen_shown
    assert isinstance(screen, PrintPageScreen)
    screen.save_in(tmp_path)
    name = "Somebody asked me for money.pdf"
    told = f"The page is saved. Look in your folder {tmp_path.name} for {name}."
    await until(lambda: has(window, told))
    saved = (tmp_path / name).read_bytes()
    assert "A scam is a trick" in pages_of(saved)[0]


async def test_a_page_is_read_aloud_until_it_is_left(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.PAGE, "safety-scams")
    await press(window, "Read aloud")
    assert has(window, "Stop reading")
    assert len(example.voice.begun) == 1
    await press(window, "Stop reading")
    assert has(window, "Read aloud")
    await press(window, "Read aloud")
    await press(window, "Home")
    assert not example.aloud.is_speaking


async def test_the_date_of_a_page_is_said_in_words(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.PAGE, "help-captions")
    assert has(window, "We last checked this page: yesterday.")


async def test_the_sound_check_asks_and_answers(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SOUND_CHECK)
    assert has(window, "Sound plays through: Built-in loudspeaker")
    await press(window, "Play a sound")
    assert has(window, "You should hear a voice now.")
    example.player.over.set()
    await until(lambda: has(window, "Did you hear it?"))
    await press(window, "Yes")
    assert has(window, "Your sound works.")


async def test_a_sound_that_cannot_be_played_is_explained(example: Example, go_to: Opener) -> None:
    example.devices = Devices()
    example.player.problem = NoLoudspeaker()
    window = await go_to(Place.SOUND_CHECK)
    assert has(window, "This computer has no loudspeaker that Parlour can find.")
    await press(window, "Play a sound")
    await until(lambda: has(window, "Parlour found no loudspeaker or headset"))


@pytest.mark.parametrize("place", [Place.SOUND_CHECK, Place.PAGE])
async def test_leaving_at_once_is_no_fault(example: Example, go_to: Opener, place: Place) -> None:
    faults: list[Problem] = []
    example.background.at_fault = faults.append
    window = await go_to(Place.HOME)
    example.navigator.go(place, "safety-scams" if place is Place.PAGE else "")
    example.navigator.go(Place.HOME)
    await settle()
    assert has(window, "Home")
    assert faults == []


def test_every_button_that_a_page_names_is_known() -> None:
    texts = [text for name in page_names() for text in block_texts(read_page(name).blocks)]
    named = {name for text in texts for name in re.findall(r'"([^"]+)"', text)}
    assert {name for names in NAMED.values() for name in names} == named - QUOTED_ELSEWHERE


@pytest.mark.parametrize("scene", NAMED)
async def test_what_a_page_says_to_press_is_there(scene: str, example: Example) -> None:
    window = await SCENES[scene](example)
    for name in NAMED[scene]:
        assert button(window.seen, name).text().partition(" (")[0] == name
    put_away(window)
