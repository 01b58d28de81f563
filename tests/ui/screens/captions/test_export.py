"""Save these captions: asked first, only what was starred, and taken back."""

from __future__ import annotations

from pathlib import Path

from tests.support.caption_scenes import RULES, in_a_group_with_rules
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, here, press, until
from ui.navigation import Place
from ui.screens.captions.export import SaveWordsScreen
from ui.window import Window

HELLO = "Hello everyone, and welcome. It is lovely to see so many of you."
NAMES = "We will start with names. You can pass if you like."


async def save(window: Window, path: Path) -> str:
    """Save where the person pointed to; return what the file holds."""
    screen = window.screen_shown
    assert isinstance(screen, SaveWordsScreen)
    screen.save(path)
    await until(lambda: has(window, f"{len(screen.to_save)} lines are saved in {path}."))
    return read(path)


def read(path: Path) -> str:
    """Return what a file holds."""
    return path.read_text("utf-8")


async def test_it_says_what_the_group_agreed(example: Example, go_to: Opener) -> None:
    await in_a_group_with_rules(example)
    window = await go_to(Place.CAPTIONS)
    await press(window, "More")
    await press(window, "Save these captions")
    assert here(example) is Place.SAVE_WORDS
    assert has(window, "These captions may be private.")
    assert all(has(window, rule) for rule in RULES)


async def test_only_what_was_starred_is_saved(example: Example, go_to: Opener) -> None:
    await in_a_group_with_rules(example)
    window = await go_to(Place.SAVE_WORDS)
    assert await save(window, example.home / "words.txt") == f"{HELLO}\n{NAMES}\n"
    await press(window, "Subtitles for a website")
    written = await save(window, example.home / "words.vtt")
    assert written.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:05.000\nHello everyone")
    await press(window, "All the captions")
    await press(window, "Plain text")
    assert "Me: I can hear you well.\n" in await save(window, example.home / "all.txt")


async def test_it_is_taken_back(example: Example, go_to: Opener) -> None:
    await in_a_group_with_rules(example)
    window = await go_to(Place.SAVE_WORDS)
    path = example.home / "words.txt"
    await save(window, path)
    await press(window, "Delete this file")
    await until(lambda: has(window, "The file is deleted. Nothing is saved."))
    assert not path.exists()


async def test_what_goes_wrong_is_said(example: Example, go_to: Opener) -> None:
    await in_a_group_with_rules(example)
    window = await go_to(Place.SAVE_WORDS)
    screen = window.screen_shown
    assert isinstance(screen, SaveWordsScreen)
    screen.save(Path("/proc/version/words.txt"))
    await until(lambda: has(window, "The file could not be saved."))
    assert has(window, "Choose another place. Then try again.")


async def test_without_stars_all_is_saved_and_said(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.SAVE_WORDS)
    assert has(window, "No line is remembered, so all the captions would be saved.")
    assert "[missed about 3 seconds]" in await save(window, example.home / "words.txt")


async def test_there_may_be_nothing_to_save(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SAVE_WORDS)
    assert has(window, "There are no captions to save yet.")
    assert not has(window, "My group agrees")
