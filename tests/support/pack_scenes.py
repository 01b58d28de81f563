"""The screens of language packs, in every state."""

from __future__ import annotations

from accessibility.captions.packs.download import PackNotReached
from accessibility.captions.packs.engine_choice import EngineSpeed
from tests.support.dressed import USUAL, show
from tests.support.example import PACK, Example
from tests.support.pack_shop import (
    FRENCH,
    KOREAN,
    OLD,
    SMALL,
    WHISPER,
    open_shop,
    open_speed_shop,
)
from tests.support.scenes import Scene, at, has, press, settle, until
from ui.navigation import Place
from ui.screens.packs.get_pack import GetPackScreen
from ui.window import Window


async def _two_here(example: Example) -> Window:
    open_shop(example, PACK, KOREAN)
    return await at(example, Place.LANGUAGE_PACK)


async def _first_is_coming(example: Example) -> Window:
    shop = open_shop(example)
    window = await at(example, Place.LANGUAGE_PACK)
    example.pack_queue.want(SMALL)
    await shop.half_way.wait()
    await settle()
    return window


async def _two_are_coming(example: Example) -> Window:
    shop = open_shop(example, KOREAN)
    window = await at(example, Place.LANGUAGE_PACK)
    example.pack_queue.want(SMALL)
    example.pack_queue.want(FRENCH)
    await shop.half_way.wait()
    await settle()
    return window


async def _ended(example: Example) -> Window:
    """One has come, one failed, one was stopped."""
    shop = open_shop(example)
    window = await at(example, Place.LANGUAGE_PACK)
    show(window, *USUAL[1:])  # where the focus is then decides what is told of each end
    shop.arrives.set()
    example.pack_queue.want(SMALL)
    await until(lambda: not example.pack_queue.is_under_way(SMALL.name))
    shop.problem = PackNotReached()
    example.pack_queue.want(FRENCH)
    await until(lambda: not example.pack_queue.is_under_way(FRENCH.name))
    await settle()
    return window


async def _stopped(example: Example) -> Window:
    window = await _first_is_coming(example)
    show(window, *USUAL[1:])
    await press(window, "Stop getting")
    await until(lambda: has(window, "Stopped."))
    return window


async def _languages(example: Example) -> Window:
    open_shop(example, PACK)
    return await at(example, Place.GET_PACK)


async def _one_language(example: Example) -> Window:
    open_shop(example)
    return await at(example, Place.GET_PACK, "en")


async def _no_more(example: Example) -> Window:
    open_shop(example, PACK)
    return await at(example, Place.GET_PACK, "en")


async def _file_refused(example: Example) -> Window:
    window = await at(example, Place.GET_PACK)
    screen = window.screen_shown
    assert isinstance(screen, GetPackScreen)
    given = example.home / "holiday.zip"
    given.write_bytes(b"not a zip file")
    screen.install(str(given))
    await until(lambda: has(window, "That is not a caption language."))
    return window


async def _pack_of_another(example: Example) -> Window:
    open_shop(example, KOREAN)
    return await at(example, Place.PACK, "korean")


async def _pack_with_update(example: Example) -> Window:
    open_shop(example, OLD)
    window = await at(example, Place.PACK, "old")
    await press(window, "Check this language")
    return window


async def _pack_remove(example: Example) -> Window:
    open_shop(example, PACK)
    window = await at(example, Place.PACK, "pack")
    await press(window, "Remove this language")
    return window


async def _pack_removed(example: Example) -> Window:
    window = await _pack_remove(example)
    await press(window, "Yes, remove it")
    await until(lambda: has(window, "This language is not on this computer any more."))
    return window


FAST, SLOW = EngineSpeed(0.2, 0.1), EngineSpeed(1.5, 1.2)


def speed_of(*speeds: EngineSpeed) -> Scene:
    """Return the scene after a check of a computer with one pack, or with both kinds."""

    async def scene(example: Example) -> Window:
        packs = (PACK, WHISPER)[: len(speeds)]
        shop = open_speed_shop(example, *packs)
        shop.arrives.set()
        shop.measured = dict(zip([pack.name for pack in packs], speeds, strict=True))
        window = await at(example, Place.CAPTION_ENGINE)
        await press(window, "Check how fast this computer is")
        await settle()
        return window

    return scene


async def _speed_checking(example: Example) -> Window:
    open_speed_shop(example, PACK, WHISPER)
    window = await at(example, Place.CAPTION_ENGINE)
    await press(window, "Check how fast this computer is")
    return window


async def _speed_while_listening(example: Example) -> Window:
    open_speed_shop(example, PACK)
    example.speak()
    window = await at(example, Place.CAPTION_ENGINE)
    await press(window, "Check how fast this computer is")
    return window


PACK_SCENES: dict[str, Scene] = {
    "packs-two": _two_here,
    "packs-coming": _first_is_coming,
    "packs-two-coming": _two_are_coming,
    "packs-ended": _ended,
    "packs-stopped": _stopped,
    "get-pack-languages": _languages,
    "get-pack-one": _one_language,
    "get-pack-no-more": _no_more,
    "get-pack-file-refused": _file_refused,
    "pack-of-another": _pack_of_another,
    "pack-update": _pack_with_update,
    "pack-remove": _pack_remove,
    "pack-removed": _pack_removed,
    "engine-checking": _speed_checking,
    "engine-listening": _speed_while_listening,
    "engine-fast": speed_of(FAST, FAST),
    "engine-slow": speed_of(SLOW),
}
