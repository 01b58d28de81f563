"""Quick or tidy captions: chosen where there is a choice, and checked on this computer."""

from __future__ import annotations

import pytest

from accessibility.captions.packs.engine_choice import ENGINE, EngineSpeed
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.pack_scenes import FAST, SLOW
from tests.support.pack_shop import WHISPER, open_shop, open_speed_shop
from tests.support.scenes import has, here, press, settle, until
from ui.navigation import Place

CHECK = "Check how fast this computer is"


async def test_it_is_reached_from_the_languages(example: Example, go_to: Opener) -> None:
    open_shop(example, PACK, WHISPER)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Quick or tidy captions")
    assert here(example) is Place.CAPTION_ENGINE
    await press(window, "Whole lines with full stops")
    assert example.settings[ENGINE] == "tidy"


async def test_one_kind_of_pack_is_no_choice(example: Example, go_to: Opener) -> None:
    open_shop(example, PACK)
    window = await go_to(Place.CAPTION_ENGINE)
    assert not has(window, "Whole lines with full stops")
    assert has(window, CHECK)


@pytest.mark.parametrize(
    ("speeds", "result"),
    [
        ((FAST, FAST), "This computer is fast: words at once, tidied"),
        ((FAST, SLOW), "Best for this computer: words at once."),
        ((SLOW, FAST), "Best for this computer: whole lines"),
        ((FAST,), "This computer keeps up with people who speak."),
        ((SLOW,), "This computer writes slower than people speak."),
        ((), "The check did not work."),
    ],
)
async def test_the_result_is_said_and_used(
    example: Example, go_to: Opener, speeds: tuple[EngineSpeed, ...], result: str
) -> None:
    packs = (PACK, WHISPER)[: len(speeds)] or (PACK,)
    shop = open_speed_shop(example, *packs)
    shop.measured = {pack.name: speed for pack, speed in zip(packs, speeds, strict=False)}
    shop.arrives.set()
    window = await go_to(Place.CAPTION_ENGINE)
    await press(window, CHECK)
    await until(lambda: has(window, result))
    assert (example.captioning.pack, example.captioning.tidy_pack) == tuple(shop.choice)


async def test_it_can_be_stopped(example: Example, go_to: Opener) -> None:
    open_speed_shop(example, PACK)
    window = await go_to(Place.CAPTION_ENGINE)
    await press(window, CHECK)
    assert has(window, "Checking. It takes up to 1 minute.")
    await press(window, "Stop checking")
    await until(lambda: has(window, CHECK))
    assert not has(window, "The check did not work.")


async def test_captions_are_paused_first(example: Example, go_to: Opener) -> None:
    open_speed_shop(example, PACK)
    example.speak()
    window = await go_to(Place.CAPTION_ENGINE)
    await press(window, CHECK)
    assert has(window, "Captions are running. Pause them first.")
    await press(window, "Pause captions")
    assert not example.captioning.is_on
    assert has(window, "Stop checking")
    await press(window, "Home")
    await settle()
