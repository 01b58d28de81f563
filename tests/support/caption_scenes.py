"""Saving the words of a session, in every state."""

from __future__ import annotations

import json
from pathlib import Path

from desktop.calendars.store import CardOffer
from tests.support.example import CARD, Example
from tests.support.scenes import Scene, at, has, press, settle, until
from ui.navigation import Place
from ui.screens.captions.export import SaveWordsScreen
from ui.window import Window

RULES = ["What is said here stays here.", "Nobody records or saves anything."]


async def in_a_group_with_rules(example: Example) -> None:
    """Let the person be in the tea group's session, whose card brings rules."""
    await example.settle_in()
    plain = json.loads(CARD)
    plain["made"] = "2026-11-02"
    plain["group"]["agreement"] = RULES
    card = example.home / "newer.parlour"
    card.write_text(json.dumps(plain), "utf-8")
    offer = await example.calendars.open_file(card)
    assert isinstance(offer, CardOffer)
    await example.calendars.apply_card(offer)
    example.join.current = example.session("Tea")
    example.speak_too()
    first, _, second, *_ = example.captioning.blocks
    example.captioning.star(first.id)
    example.captioning.star(second.id)


async def starred(example: Example) -> Window:
    """Return a window that asks before two starred lines are saved."""
    await in_a_group_with_rules(example)
    return await at(example, Place.SAVE_WORDS)


async def saved(example: Example, path: Path | None = None) -> Window:
    """Return a window after they were saved in a file; where there is none, it failed."""
    window = await starred(example)
    screen = window.screen_shown
    assert isinstance(screen, SaveWordsScreen)
    screen.save(path or example.home / "captions 2026-11-24.txt")
    await until(lambda: has(window, "2 lines are saved") or has(window, "The file could not"))
    return window


async def _not_saved(example: Example) -> Window:
    return await saved(example, Path("/proc/version/captions.txt"))


async def _undone(example: Example) -> Window:
    window = await saved(example)
    await press(window, "Delete this file")
    await until(lambda: has(window, "The file is deleted."))
    return window


async def _nothing(example: Example) -> Window:
    window = await at(example, Place.SAVE_WORDS)
    await settle()
    return window


CAPTION_SCENES: dict[str, Scene] = {
    "save-starred": starred,
    "save-done": saved,
    "save-failed": _not_saved,
    "save-undone": _undone,
    "save-nothing": _nothing,
}
