"""The screens of the person's own notes, in every state."""

from __future__ import annotations

from datetime import timedelta

from desktop.credentials.memory_vault import MemoryVault
from desktop.in_session.notes import Note
from tests.support.example import Example
from tests.support.help_scenes import join
from tests.support.scenes import Scene, at, has, press, until
from ui.navigation import Place
from ui.screens.notes import AT_ONCE
from ui.window import Window

WORDS = "I said my name, and nobody minded that I was quiet.\nNext time I want to ask about sleep."
GROUP = "Tuesday Tea Group"


async def noted(
    example: Example, text: str = WORDS, *, days_ago: int = 0, group: str = GROUP
) -> Note:
    """Keep a note of some day."""
    return await example.calendars.notes.add(
        text, group, example.clock.now() - timedelta(days=days_ago)
    )


async def _kept_several(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    await noted(example)
    example.clock.moment += timedelta(minutes=70)
    await noted(example, "A walk afterwards did me good.", group="")
    for week in range(1, AT_ONCE + 1):
        await noted(example, days_ago=7 * week)
    return await at(example, Place.NOTES)


async def _all_deleted(example: Example) -> Window:
    window = await _kept_several(example)
    await press(window, "Delete all my notes")
    await until(lambda: has(window, "Put them back"))
    return window


async def _kept(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    return await at(example, Place.NOTE, (await noted(example)).id)


async def _deleted(example: Example) -> Window:
    window = await _kept(example)
    await press(window, "Delete this note")
    await until(lambda: has(window, "Put it back"))
    return window


async def _changing(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    note = await noted(example, "\n".join([WORDS] * 4))
    return await at(example, Place.WRITE_NOTE, note.id)


async def _after_a_session(example: Example) -> Window:
    await example.settle_in()
    await join(example)
    return await at(example, Place.WRITE_NOTE)


async def _empty(example: Example) -> Window:
    await example.calendars.unlock(MemoryVault())
    window = await at(example, Place.WRITE_NOTE)
    await press(window, "Keep this note")
    await until(lambda: has(window, "This note has no words yet."))
    return window


async def _locked(example: Example) -> Window:
    example.vault.is_locked = True
    await example.unlocker.open()
    return await at(example, Place.NOTES)


NOTE_SCENES: dict[str, Scene] = {
    "notes-kept": _kept_several,
    "notes-deleted": _all_deleted,
    "notes-locked": _locked,
    "note-kept": _kept,
    "note-deleted": _deleted,
    "note-changing": _changing,
    "write-note-after": _after_a_session,
    "write-note-empty": _empty,
}
