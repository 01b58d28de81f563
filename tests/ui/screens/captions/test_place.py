"""Where captions should be: a press puts them there, and the next session remembers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from accessibility.look.own_window import WHERE
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, here, press, settle
from ui.captions.whole_screen import WholeScreenCaptions
from ui.captions.window import CaptionsWindow
from ui.navigation import Place
from ui.session_captions import begin_captions, captions_place, end_captions

HERE = "Captions are here now."
TILES = {
    "parlour": "In Parlour",
    "window": "In a window of their own",
    "screen": "On the whole screen",
}


@pytest.fixture(autouse=True)
def closed(example: Example) -> Iterator[None]:
    """Leave no window open."""
    yield
    example.own_window.close()


def seen() -> list[type]:
    """Return the kinds of windows that hold captions beside the main one."""
    kinds = (CaptionsWindow, WholeScreenCaptions)
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, kinds)]
    return [type(one) for one in windows if not one.isHidden()]


async def test_a_press_puts_them_there_and_is_remembered(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTION_PLACE)
    assert button(window, "In Parlour").hasFocus()
    assert button(window, "In Parlour").accessibleDescription() == HERE
    for place, kinds in (
        ("window", [CaptionsWindow]),
        ("screen", [WholeScreenCaptions]),
        ("parlour", []),
    ):
        await press(window, TILES[place])
        assert seen() == kinds
        assert captions_place(example) == place
        assert button(window, TILES[place]).accessibleDescription() == HERE
        kept = Settings(find_paths({"PARLOUR_HOME": str(example.home)}).settings)
        assert kept[WHERE] == place


async def test_what_is_chosen_and_closed_says_when_it_opens(
    example: Example, go_to: Opener
) -> None:
    example.speak()
    window = await go_to(Place.CAPTION_PLACE)
    await press(window, "On the whole screen")
    example.own_window.close()
    assert button(window, "In Parlour").accessibleDescription() == HERE
    told = button(window, "On the whole screen").accessibleDescription()
    assert told == "Chosen. It opens when your session begins."


@pytest.mark.parametrize("place", ["window", "screen"])
async def test_a_session_begins_with_captions_where_they_were_chosen_once(
    example: Example, go_to: Opener, place: str
) -> None:
    await example.settle_in()
    example.settings[WHERE] = place
    begin_captions(example, example.session("Tea"))
    await go_to(Place.SESSION)
    await settle()
    assert captions_place(example) == place
    example.own_window.close()
    example.navigator.go(Place.NEED_HELP)
    example.navigator.back()
    await settle()
    assert seen() == [], "what the person has closed stays closed"
    end_captions(example)
    assert not example.own_window.is_open


async def test_without_captions_nothing_opens(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    example.settings[WHERE] = "screen"
    begin_captions(example, example.session("Tea"))
    example.captioning.turn(on=False)
    await go_to(Place.SESSION)
    await settle()
    assert seen() == []


async def test_how_they_look_is_asked_after_that(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SETTINGS)
    await press(window, "Captions: place and look")
    assert here(example) is Place.CAPTION_PLACE
    await press(window, "How captions look")
    assert here(example) is Place.CAPTION_STYLE


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Captions in their own window", Place.CAPTION_WINDOW),
        ("How fast words appear", Place.CAPTION_PACE),
    ],
)
async def test_it_leads_to_what_else_can_be_chosen(
    example: Example, go_to: Opener, words: str, place: Place
) -> None:
    await press(await go_to(Place.CAPTION_PLACE), words)
    assert here(example) is place
