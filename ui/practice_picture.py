"""Draws the practice session's screen to a PNG file, for `parlour practice` without a screen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from accessibility.captions.events import State
from ui.app import draw_window
from ui.navigation import Place
from ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from accessibility.captions.events import Final
    from ui.services import Services


def draw_practice(services: Services, captions: Sequence[Final], picture: Path) -> None:
    """Draw the session screen of the rehearsal with these words on it, to a PNG file."""
    services.join.current = services.agenda.practice()
    asyncio.run(services.packs.refresh())
    services.captioning.pack = services.packs.best
    services.rehearsing.phase = "played"
    services.practice_room.stage = "inside"
    services.captioning.group.is_on = True  # as it was while these words were heard
    services.captioning.handle(State("listening", detail=services.words("practice.title")))
    for caption in captions:
        services.captioning.handle(caption)
    services.navigator.go(Place.SESSION)
    draw_window(Window(services), picture)
