"""The choices about reminders: each does something, and is remembered where it belongs."""

from __future__ import annotations

from desktop.sessions.reminder_rules import EARLIER, LEAD, NAMES, REMINDERS_ON, SOUND
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press
from ui.navigation import Place


async def test_settings_lead_to_every_choice(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.SETTINGS)
    await press(window, "Reminders")
    await press(window, "15 minutes before")
    await press(window, "The day before")
    await press(window, "Sound, names and starting")
    await press(window, "No sound")
    await press(window, "Show the name")
    await press(window, "Back")
    assert here(example) is Place.REMINDERS
    kept = example.settings
    assert (kept[LEAD], kept[EARLIER], kept[SOUND], kept[NAMES]) == (15, 1440, False, True)


async def test_without_reminders_nothing_is_left_to_choose(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.REMINDERS)
    example.reminder_service.begin()
    await press(window, "Do not remind me")
    assert not example.settings[REMINDERS_ON]
    assert not has(window, "15 minutes before")
    assert not has(window, "Try a reminder")
    await press(window, "Remind me")
    assert has(window, "15 minutes before")


async def test_a_group_can_be_quiet_and_again(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.REMINDER_GROUPS)
    tea = button(window, "Tuesday Tea Group")
    assert tea.accessibleDescription() == "Reminders are on."
    await press(window, "Tuesday Tea Group")
    assert tea.accessibleDescription() == "Reminders are off."
    assert example.session("Tea").series in example.reminder_service.quiet
    await press(window, "Tuesday Tea Group")
    assert tea.accessibleDescription() == "Reminders are on."
    assert example.reminder_service.quiet == frozenset()


async def test_with_no_sessions_there_is_a_sentence(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.REMINDER_GROUPS)
    assert has(window, "No session is planned")


async def test_starting_with_the_computer_is_off_until_it_is_chosen(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.REMINDER_WAYS)
    assert button(window, "No, I open it myself").isChecked()
    await press(window, "Yes, so that it can remind me")
    assert example.autostart.is_on()
    await press(window, "No, I open it myself")
    assert not example.autostart.is_on()


async def test_what_the_computer_does_not_take_is_said(example: Example, go_to: Opener) -> None:
    (example.home / "autostart").write_text("in the way", "utf-8")
    window = await go_to(Place.REMINDER_WAYS)
    await press(window, "Yes, so that it can remind me")
    assert has(window, "Your choice could not be saved.")
