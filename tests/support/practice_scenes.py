"""The window of the practice meeting, in every state it can be in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tests.support.example import PACK, Example
from tests.support.help_scenes import practise
from tests.support.scenes import settle, until
from ui.practice_window import PracticeWindow


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
