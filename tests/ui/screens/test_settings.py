"""Every choice works at once, is remembered, and says so when it cannot be."""

from __future__ import annotations

import json

from accessibility.captions.captioning import CAPTIONS_ON
from accessibility.look.text_size import TEXT_SIZE
from accessibility.look.themes import THEME
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from tests.support.example import Example, living
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press
from ui.navigation import Place

NOW = {
    "My calendars": "One calendar",
    "Reminders": "On",
    "Caption languages": "None yet",
    "For helpers": "Ruth",
}


async def test_choices_are_remembered(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SETTINGS)
    await press(window, "Cream")
    await press(window, "Very large")
    await press(window, "Off")
    kept = Settings(find_paths({"PARLOUR_HOME": str(example.home)}).settings)
    assert (kept[THEME], kept[TEXT_SIZE], kept[CAPTIONS_ON]) == ("cream", 175, False)


async def test_a_change_is_said_and_put_back(example: Example, go_to: Opener) -> None:
    example.settings[THEME] = "dark"
    window = await go_to(Place.SETTINGS)
    assert has(window, "Now: Dark")
    assert not has(window, "Put it back as it was")
    await press(window, "Cream")
    assert has(window, "Now: Cream")
    await press(window, "Put it back as it was")
    assert example.settings[THEME] == "dark"
    assert has(window, "Now: Dark")
    assert button(window, "Dark").isChecked() and button(window, "Dark").hasFocus()
    assert not has(window, "Put it back as it was")


async def test_each_button_says_what_is_so_now(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.SETTINGS)
    said = {words: button(window, words).accessibleDescription() for words in NOW}
    assert said == NOW


async def test_what_is_chosen_is_shown_as_chosen(example: Example, go_to: Opener) -> None:
    example.settings[THEME] = "dark"
    window = await go_to(Place.SETTINGS)
    assert button(window, "Dark").isChecked()
    assert not button(window, "Cream").isChecked()


async def test_a_choice_that_cannot_be_saved_is_said(example: Example, go_to: Opener) -> None:
    example.home.joinpath("settings.json").mkdir(parents=True)
    window = await go_to(Place.SETTINGS)
    assert not has(window, "Your choice could not be saved.")
    await press(window, "Cream")
    assert has(window, "Your choice could not be saved.")
    assert example.settings[THEME] == "cream"


async def test_a_broken_file_was_set_aside(example: Example, go_to: Opener) -> None:
    path = find_paths({"PARLOUR_HOME": str(example.home / "other")}).settings
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"format": 99}), "utf-8")
    async with living(Example(example.home / "other")) as other:
        opener = Opener(other)
        window = await opener(Place.SETTINGS)
        assert has(window, "Your settings could not be read.")
        opener.close()


async def test_a_copy_was_taken_for_a_broken_file(example: Example, go_to: Opener) -> None:
    home = example.home / "other"
    path = find_paths({"PARLOUR_HOME": str(home)}).settings
    Settings(path)[THEME] = "dark"
    path.write_bytes(bytes(len(path.read_bytes())))
    async with living(Example(home)) as other:
        opener = Opener(other)
        window = await opener(Place.SETTINGS)
        assert has(window, "Your settings were damaged.")
        assert not has(window, "Your settings could not")
        assert button(window, "Dark").isChecked()
        opener.close()


async def test_calendars_and_languages_are_one_press_away(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SETTINGS)
    await press(window, "Caption languages")
    assert here(example) is Place.LANGUAGE_PACK
    await press(window, "Back")
    await press(window, "My calendars")
    assert here(example) is Place.CALENDAR
