"""Parlour beside a meeting: the strip, the half, and the screen where that is chosen."""

from __future__ import annotations

from accessibility.beside.geometry import STANDS, Keeps
from accessibility.beside.space import NoSpace
from accessibility.captions.captioning import CAPTIONS_ON
from resources.declared import Problem
from tests.support.example import Example
from tests.support.scenes import Scene, at, press, settle
from ui.navigation import Place
from ui.window import Window


def opened(keeps: Keeps = "free") -> Scene:
    """Return the scene of a meeting that has just been opened on such a desktop."""

    async def scene(example: Example) -> Window:
        example.space = NoSpace(keeps)
        await example.settle_in()
        if example.captioning.is_turned_on:
            example.speak()
        return await at(example, Place.OPENING, example.session("Tea").id)

    return scene


def beside(keeps: Keeps = "free", stands: str = "strip") -> Scene:
    """Return the scene of somebody in a session, with Parlour beside it."""

    async def scene(example: Example) -> Window:
        example.settings[STANDS] = stands
        window = await opened(keeps)(example)
        await press(window.seen, "It opened")
        return window

    return scene


async def _without_captions(example: Example) -> Window:
    example.settings[CAPTIONS_ON] = False
    example.captioning.turn(on=False)
    return await beside()(example)


async def _leaving(example: Example) -> Window:
    window = await beside()(example)
    await press(window.seen, "I am leaving")
    return window


async def _larger(example: Example) -> Window:
    window = await beside()(example)
    example.beside.make_large(True)  # with very large text it is so by itself
    await settle()
    return window


async def _news(example: Example) -> Window:
    window = await beside()(example)
    window.show_problem(Problem())
    await settle()
    return window


def choosing(keeps: Keeps) -> Scene:
    """Return the scene of the choice on such a desktop."""

    async def scene(example: Example) -> Window:
        window = await beside(keeps)(example)
        example.navigator.go(Place.BESIDE)
        await settle()
        return window

    return scene


BESIDE_SCENES: dict[str, Scene] = {
    "strip": beside(),
    "strip-opening": opened(),
    "strip-leaving": _leaving,
    "strip-slim": _without_captions,
    "strip-news": _news,
    "strip-covered": beside("covered"),
    "strip-unplaced": beside("unplaced"),
    "half-left": beside(stands="left"),
    "half-right": beside(stands="right"),
    "strip-larger": _larger,
    "beside-choice": choosing("free"),
    "beside-choice-covered": choosing("covered"),
    "beside-choice-unplaced": choosing("unplaced"),
}
