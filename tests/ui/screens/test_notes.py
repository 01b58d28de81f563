"""My notes: only Keep writes one; they are read, changed, deleted, and put back."""

from __future__ import annotations

from tests.support.example import Example
from tests.support.help_scenes import join
from tests.support.note_scenes import GROUP, NOTE_SCENES, WORDS, noted
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press, settle, until
from ui.navigation import Place
from ui.screens.notes import AT_ONCE
from ui.widgets.button import BigButton
from ui.widgets.writing import WritingField
from ui.window import Window


async def write(window: Window, text: str) -> None:
    """Write something, and keep it."""
    field = window.screen_shown.findChild(WritingField)
    assert field is not None
    field.box.setPlainText(text)
    await press(window, "Keep this note")


async def test_from_the_quiet_page_a_note_is_kept_with_its_group(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    await join(example)
    window = await go_to(Place.LEAVING, "quiet")
    await press(window, "Write a note for myself")
    assert has(window, "How was that?") and has(window, "These notes are only for you.")
    assert has(window, "They stay on this computer, locked.")
    await write(window, WORDS)
    await until(lambda: here(example) is Place.NOTE)
    (note,) = example.calendars.notes.all
    assert (note.text, note.group) == (WORDS, GROUP)
    assert has(window, "Tuesday 24 November") and has(window, WORDS.splitlines()[1])
    await press(window, "Done")
    assert here(example) is Place.LEAVING and has(window, "You have left")


async def test_nothing_is_stored_without_keep(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WRITE_NOTE)
    field = window.screen_shown.findChild(WritingField)
    assert field is not None
    field.box.setPlainText(WORDS)
    await press(window, "Back")
    assert not example.calendars.notes.all


async def test_two_presses_keep_one_note(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WRITE_NOTE)
    field = window.screen_shown.findChild(WritingField)
    assert field is not None
    field.box.setPlainText(WORDS)
    keep = button(window, "Keep this note")
    keep.click()
    keep.click()
    await until(lambda: here(example) is Place.NOTE)
    await settle()
    assert len(example.calendars.notes.all) == 1


async def test_a_note_is_changed_deleted_and_put_back(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    await noted(example)
    window = await go_to(Place.SESSIONS)
    await press(window, "My notes")
    await press(window, "Tuesday 24 November, 1:50pm")
    await press(window, "Change this note")
    await write(window, "It was hard.")
    await until(lambda: has(window, "It was hard."))
    await press(window, "Delete this note")
    await until(lambda: has(window, "This note is deleted."))
    assert not example.calendars.notes.all
    await press(window, "Put it back")
    await until(lambda: has(window, "It was hard."))
    assert len(example.calendars.notes.all) == 1
    await press(window, "Delete this note")
    await until(lambda: has(window, "See my notes"))
    await press(window, "See my notes")
    assert here(example) is Place.NOTES and has(window, "You have no notes yet.")
    assert not example.calendars.notes.can_undo


async def test_the_list_tells_day_group_and_time_and_none_of_the_words(example: Example) -> None:
    window = await NOTE_SCENES["notes-kept"](example)
    assert has(window, "Tuesday 24 November") and has(window, "Tuesday 17 November")
    hints = [one.hint for one in window.screen_shown.findChildren(BigButton) if one.hint]
    assert hints == ["A note of mine", GROUP, *[GROUP] * (AT_ONCE - 2)]
    assert not has(window, "I said my name") and not has(window, "A walk")
    await press(window, "Show 2 more")
    assert len(example.calendars.notes.all) == AT_ONCE + 2 and not has(window, "Show ")


async def test_all_are_deleted_and_put_back(example: Example) -> None:
    window = await NOTE_SCENES["notes-deleted"](example)
    assert has(window, "All your notes are deleted.") and not example.calendars.notes.all
    await press(window, "Put them back")
    await until(lambda: has(window, "Tuesday 24 November"))
    assert len(example.calendars.notes.all) == AT_ONCE + 2


async def test_without_a_keyring_it_says_how_long_they_last(example: Example) -> None:
    window = await NOTE_SCENES["write-note-empty"](example)
    assert has(window, "This computer has no safe place for notes.")
    assert not has(window, "They stay on this computer")


async def test_a_note_is_read_aloud(example: Example) -> None:
    window = await NOTE_SCENES["note-kept"](example)
    await press(window, "Read aloud")
    await until(lambda: bool(example.voice.begun))
    assert example.voice.begun[0] == WORDS.splitlines()[0]


async def test_the_list_fills_once_the_notes_are_read(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.NOTES)
    assert has(window, "Looking for your notes…")
    await example.calendars.unlock(example.vault)
    await until(lambda: has(window, "You have no notes yet."))


async def test_while_they_are_locked_nobody_says_that_there_are_none(example: Example) -> None:
    window = await NOTE_SCENES["notes-locked"](example)
    assert has(window, "Try again") and not has(window, "You have no notes yet.")
