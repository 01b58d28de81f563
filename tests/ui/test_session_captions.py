"""Captions are as a group's card says in its sessions, and as the person set them elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.captions.packs.language_packs import LanguagePack
from tests.support.example import PACK, TEA_CARD, Example
from tests.support.opener import Opener
from tests.support.scenes import has, press, until
from ui.navigation import Place
from ui.screens.join.opening import OPEN_AGAIN

GERMAN = LanguagePack("de", "vosk", "vosk-model-small-de-0.15", Path("de"), "own", 45_000_000)


async def in_session(example: Example, go_to: Opener, card: str) -> None:
    """Join a session of the group of a card, with captions turned off as a whole."""
    await example.settle_in(card_text=card)
    example.settings[CAPTIONS_ON] = False
    example.captioning.turn(on=False)
    example.packs.packs = (PACK, GERMAN)
    example.captioning.use(*example.packs.choice)
    await go_to(Place.OPENING, example.session("Tea").id)


async def leave(example: Example, go_to: Opener) -> None:
    """Say that the session is over."""
    await press(await go_to(Place.LEAVING, "quiet"), "Finish")


async def test_a_groups_captions_come_on_for_its_sessions_alone(
    example: Example, go_to: Opener
) -> None:
    await in_session(example, go_to, TEA_CARD)
    assert example.captioning.is_on and example.captioning.pack == GERMAN
    await leave(example, go_to)
    assert not example.captioning.is_turned_on and not example.captioning.is_on
    assert example.captioning.pack == PACK
    assert example.settings[CAPTIONS_ON] is False


@pytest.mark.parametrize("language", ["cy", "ko", "xx"])
async def test_without_a_pack_of_the_groups_language_captions_stay_as_they_are(
    example: Example, go_to: Opener, language: str
) -> None:
    await in_session(example, go_to, TEA_CARD.replace('"de-AT"', f'"{language}"'))
    assert example.captioning.is_on and example.captioning.pack == PACK


async def test_the_practice_session_is_of_no_group(example: Example, go_to: Opener) -> None:
    await in_session(example, go_to, TEA_CARD)
    await leave(example, go_to)
    await press(await go_to(Place.PRACTICE), "Join now")
    assert not example.captioning.is_on and example.captioning.pack == PACK


async def test_the_person_may_leave_captions_as_they_are_and_put_it_back(
    example: Example, go_to: Opener
) -> None:
    await in_session(example, go_to, TEA_CARD)
    await leave(example, go_to)
    window = await go_to(Place.CALENDAR)
    assert has(window, "Captions start by themselves in Tuesday Tea Group.")
    await press(window, "Do not start them by themselves")
    await until(lambda: has(window, "Captions in Tuesday Tea Group are as you set them."))
    session = example.session("Tea")
    group = example.calendars.group_of(session)
    assert not example.calendars.group_captions.start(group)
    await go_to(Place.OPENING, OPEN_AGAIN + session.id)
    assert not example.captioning.is_on and example.captioning.pack == PACK
    window = await go_to(Place.CALENDAR)
    await press(window, "Start them by themselves")
    await until(lambda: has(window, "Captions start by themselves in Tuesday Tea Group."))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-AT", "There are no captions in German on this computer yet."),
        ("cy", "Parlour has no captions in this group's language yet."),
        ("en", "There are no captions in English on this computer yet."),
    ],
)
async def test_a_preview_says_where_a_language_pack_is_missing(
    example: Example, go_to: Opener, language: str, said: str
) -> None:
    await example.calendars.unlock(example.vault)
    example.packs.packs = (PACK,)
    card = example.home / "tea.parlour"
    card.write_text(TEA_CARD.replace('"de-AT"', f'"{language}"'), "utf-8")
    window = await go_to(Place.ADD_FILE, str(card))
    await until(lambda: has(window, "Captions start by themselves in its sessions."))
    assert has(window, said) is (language != "en")
    if language == "de-AT":
        await press(window, "Get captions in German")
        here = example.navigator.here
        assert (here.place, here.detail) == (Place.GET_PACK, "de")
