"""Parlour beside a meeting: the strip, the half, and the screen where that is chosen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from accessibility.beside.geometry import STANDS, Keeps
from accessibility.beside.space import NoSpace
from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.own_window import Rect
from resources.declared import Problem
from tests.support.agreement_scenes import happy_with_rules
from tests.support.example import Example
from tests.support.scenes import Scene, at, press, settle
from ui.navigation import Place
from ui.window import Window

USUAL_SCREEN = Rect(0, 0, 1366, 768)


def opened(keeps: Keeps = "free", *, has_rules: bool = False) -> Scene:
    """Return the scene of a meeting that has just been opened on such a desktop."""

    async def scene(example: Example) -> Window:
        example.space = NoSpace(keeps)
        await example.settle_in()
        if has_rules:
            await happy_with_rules(example)
        if example.captioning.is_turned_on:
            example.speak()
        return await at(example, Place.OPENING, example.session("Tea").id)

    return scene


def beside(keeps: Keeps = "free", stands: str = "strip", *, has_rules: bool = False) -> Scene:
    """Return the scene of somebody in a session, with Parlour beside it."""

    async def scene(example: Example) -> Window:
        example.settings[STANDS] = stands
        window = await opened(keeps, has_rules=has_rules)(example)
        await press(window.seen, "It opened")
        return window

    return scene


def slim(*, has_rules: bool = False) -> Scene:
    """Return the scene of somebody without captions."""

    async def scene(example: Example) -> Window:
        example.settings[CAPTIONS_ON] = False
        example.captioning.turn(on=False)
        return await beside(has_rules=has_rules)(example)

    return scene


def half(side: str, *, has_rules: bool = False) -> Scene:
    """Return the scene of somebody in a session, with Parlour as one half of a screen."""

    async def scene(example: Example) -> Window:
        window = await beside(stands=side, has_rules=has_rules)(example)
        if QGuiApplication.platformName() == "offscreen":  # its screen is too narrow for a half
            window.stand_on(USUAL_SCREEN)
            await settle()
        return window

    return scene


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
    "strip-slim": slim(),
    "strip-rules": beside(has_rules=True),
    "strip-slim-rules": slim(has_rules=True),
    "session-rules": beside(stands="window", has_rules=True),
    "strip-news": _news,
    "strip-covered": beside("covered"),
    "strip-unplaced": beside("unplaced"),
    "half-left": half("left"),
    "half-right": half("right"),
    "half-right-rules": half("right", has_rules=True),
    "strip-larger": _larger,
    "beside-choice": choosing("free"),
    "beside-choice-covered": choosing("covered"),
    "beside-choice-unplaced": choosing("unplaced"),
}
