"""The practice meeting: the session screen beside it, and its own window, in every state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from accessibility.audio.source import NoLoudspeaker
from tests.support.example import PACK, Example
from tests.support.help_scenes import practise
from tests.support.scenes import Scene, at, press, settle, until
from ui.navigation import Place
from ui.practice_window import PracticeWindow
from ui.window import Window


async def at_the_door(example: Example) -> PracticeWindow:
    """Return it before Join meeting was pressed."""
    await practise(example)
    return PracticeWindow(example)


async def inside(example: Example) -> PracticeWindow:
    """Return it with everybody listening."""
    window = await at_the_door(example)
    example.practice_room.enter()
    await settle()
    return window


async def while_somebody_speaks(example: Example) -> PracticeWindow:
    """Return it while a voice speaks, with one's own sound and camera shown as on."""
    example.captioning.use(PACK)
    window = await inside(example)
    example.practice_room.turn_sound()
    example.practice_room.turn_camera()
    example.rehearsing.begin()
    await until(lambda: example.rehearsing.speaker == "sam")
    await settle()
    return window


PRACTICE_WINDOWS: dict[str, Callable[[Example], Awaitable[PracticeWindow]]] = {
    "practice-window-door": at_the_door,
    "practice-window-inside": inside,
    "practice-window-speaking": while_somebody_speaks,
}


async def _practising(example: Example, *, has_pack: bool = True) -> Window:
    if has_pack:
        example.captioning.use(PACK)
    await example.calendars.unlock(example.vault)
    window = await at(example, Place.OPENING, example.agenda.practice().id)
    example.practice_room.enter()
    await press(window, "It opened")
    if has_pack:
        example.speak()
    await settle()
    return window


async def _practising_in_writing(example: Example) -> Window:
    example.player.problem = NoLoudspeaker()
    window = await _practising(example, has_pack=False)
    await settle()
    return window


async def _practising_at_the_door(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    window = await at(example, Place.OPENING, example.agenda.practice().id)
    await press(window, "It opened")
    return window


async def _practising_after_leaving(example: Example) -> Window:
    window = await _practising(example)
    example.practice_room.leave()
    await settle()
    return window


PRACTICE_SCENES: dict[str, Scene] = {
    "practising": _practising,
    "practising-in-writing": _practising_in_writing,
    "practising-door": _practising_at_the_door,
    "practising-left": _practising_after_leaving,
}
