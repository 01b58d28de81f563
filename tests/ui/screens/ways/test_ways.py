"""The ways to take part: few at once, each from where somebody needs it, what each one does."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.browsers.launcher import OpenerMissing
from desktop.groups.practice_group import IDENTITY
from desktop.groups.way_opener import prepared_mail
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from tests.support.way_scenes import GROUP, KINDS, MAP, WHATSAPP, with_ways
from ui.navigation import Place
from ui.screens.ways.ways import PARTS, PICTURES


def way(kind: str, group: str = GROUP) -> str:
    """Return what names a way of a group."""
    return f"{group}/{KINDS.index(kind)}"


def test_every_kind_has_a_picture_and_one_part() -> None:
    assert sorted(PICTURES) == sorted(kind for kinds in PARTS.values() for kind in kinds)
    assert list(PICTURES) == KINDS


@pytest.mark.parametrize("place", [Place.HOME, Place.SESSIONS, Place.CALENDAR])
async def test_the_ways_are_one_press_away(place: Place, example: Example, go_to: Opener) -> None:
    await with_ways(example)
    window = await go_to(place)
    await press(window, "Ways to take part")
    assert example.navigator.here.place is Place.WAYS
    assert has(window, "These are the ways of Tuesday Tea Group.")


async def test_a_group_without_ways_has_no_such_button(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    for place in (Place.HOME, Place.SESSIONS, Place.CALENDAR):
        assert not has(await go_to(place), "Ways to take part")


async def test_what_is_opened_is_what_stands_on_the_card(example: Example, go_to: Opener) -> None:
    await with_ways(example)
    window = await go_to(Place.WAY, way("chat"))
    await press(window, "Open it now")
    await until(lambda: has(window, "It opens in your browser."))
    window = await go_to(Place.WAY, way("in_person"))
    await press(window, "Show the map")
    await until(lambda: has(window, "It opens in your browser."))
    assert example.browser.opened == [WHATSAPP, MAP]


async def test_what_opens_nothing_is_explained(example: Example, go_to: Opener) -> None:
    await with_ways(example)
    example.browser.problem = OpenerMissing()
    window = await go_to(Place.WAY, way("forum"))
    await press(window, "Open it now")
    await until(lambda: has(window, example.words.explain(OpenerMissing()).happened))


async def test_an_e_mail_begins_with_the_words_that_are_shown(
    example: Example, go_to: Opener
) -> None:
    await with_ways(example)
    window = await go_to(Place.WAY, way("post"))
    text = "Hello. Please send me the post of Tuesday Tea Group again. My address is:"
    assert has(window, text) and has(window, "On 2 November we sent a letter")
    await press(window, "Ask for it again")
    await until(lambda: bool(example.browser.opened))
    assert example.browser.opened == [prepared_mail("post@example.org", "Tuesday Tea Group", text)]


async def test_a_number_is_copied_and_said(example: Example, go_to: Opener) -> None:
    await with_ways(example)
    window = await go_to(Place.WAY, way("phone"))
    await press(window, "Copy")
    assert QGuiApplication.clipboard().text() == "020 7946 0019"
    await press(window, "Say the number aloud")
    await until(lambda: bool(example.voice.begun))


async def test_the_meeting_that_is_on_is_joined_as_always(example: Example, go_to: Opener) -> None:
    await with_ways(example)
    for group in (GROUP, IDENTITY):
        window = await go_to(Place.WAY, way("video", group))
        await press(window, "Join now")
        assert example.navigator.here.place is Place.OPENING
    example.clock.moment += timedelta(hours=3)
    window = await go_to(Place.WAY, way("video"))
    await press(window, "My sessions")
    assert example.navigator.here.place is Place.SESSIONS


async def test_calls_are_marked_one_after_the_other_and_taken_back(
    example: Example, go_to: Opener
) -> None:
    await with_ways(example)
    window = await go_to(Place.WAY, way("phone_tree"))
    assert has(window, "This call can cost more than others.")
    for name in ("Bo", "Cy"):
        await press(window, f"I have called {name}")
        await until(partial(has, window, f"You called {name} today."))
    assert button(window, "Print this large")
    await press(window, "Take that back")
    await until(lambda: has(window, "I have called Bo"))
    assert has(window, "You called Cy today.")


async def test_the_practice_group_stays_in_parlour(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.WAY, way("chat", IDENTITY))
    await press(window, "Open it now")
    await until(lambda: has(window, "This is only practice"))
    assert example.browser.opened == []
    await press(window, "Go back")
    assert example.navigator.here.place is Place.WAY


@pytest.mark.parametrize(("kind", "warns"), [("chat", True), ("buddy", True), ("post", False)])
async def test_where_a_stranger_could_write_money_is_spoken_of(
    kind: str, warns: bool, example: Example, go_to: Opener
) -> None:
    await with_ways(example)
    window = await go_to(Place.WAY, way(kind))
    assert has(window, "Nobody in a real group asks you for money.") is warns
    if warns:
        await press(window, "What if somebody asks for money?")
        assert example.navigator.here.detail == "safety-scams"
