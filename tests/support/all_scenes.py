"""Every scene there is: those of `scenes.py`, and those of parts that have a file of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tests.support import scenes
from tests.support.agreement_scenes import AGREEMENT_SCENES
from tests.support.before_scenes import BEFORE_SCENES
from tests.support.beside_scenes import BESIDE_SCENES
from tests.support.calendar_scenes import CALENDAR_SCENES
from tests.support.caption_scenes import CAPTION_SCENES
from tests.support.card_scenes import CARD_SCENES
from tests.support.example import Example
from tests.support.help_scenes import HELP_SCENES
from tests.support.joining_scenes import JOINING_SCENES
from tests.support.note_scenes import NOTE_SCENES
from tests.support.pack_scenes import PACK_SCENES
from tests.support.paper_scenes import PAPER_SCENES
from tests.support.practice_scenes import PRACTICE_SCENES, PRACTICE_WINDOWS
from tests.support.reminder_scenes import REMINDER_SCENES
from tests.support.scenes import Scene
from tests.support.way_scenes import WAY_SCENES
from ui.practice_window import PracticeWindow
from ui.window import Window

AnyScene: TypeAlias = Callable[[Example], Awaitable[Window | PracticeWindow]]
"""Makes a window, the main one or that of the practice meeting, in some state."""

SCENES: dict[str, Scene] = {
    **scenes.SCENES,
    **AGREEMENT_SCENES,
    **BEFORE_SCENES,
    **BESIDE_SCENES,
    **CALENDAR_SCENES,
    **CAPTION_SCENES,
    **CARD_SCENES,
    **HELP_SCENES,
    **JOINING_SCENES,
    **NOTE_SCENES,
    **PACK_SCENES,
    **PAPER_SCENES,
    **PRACTICE_SCENES,
    **REMINDER_SCENES,
    **WAY_SCENES,
}

EVERY_WINDOW: dict[str, AnyScene] = {
    **SCENES,
    **PRACTICE_WINDOWS,
}
"""Those of the main window, and those of the practice meeting's own."""
