"""The picture that `parlour practice` leaves where there is no screen."""

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
    from ui.services import Parts


def draw_practice(parts: Parts, captions: Sequence[Final], picture: Path) -> None:
    """Draw the session screen of the rehearsal with these words on it, to a PNG file."""
    parts.doorway.current = parts.agenda.practice()
    asyncio.run(parts.packs.look())
    parts.captioning.pack = parts.packs.best
    parts.rehearsing.phase = "played"
    parts.captioning.group.is_on = True  # as it was while these words were heard
    parts.captioning.hear(State("listening", detail=parts.words("practice.title")))
    for caption in captions:
        parts.captioning.hear(caption)
    parts.navigator.go(Place.SESSION)
    draw_window(Window(parts), picture)
