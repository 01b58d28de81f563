"""A helper allows a website by typing its name; what is typed wrong stays, with what is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.joining.known_rooms import ASK_WHEN_MOVED
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import SOON, TEA, button, has, press, until, with_sessions
from ui.navigation import Place
from ui.widgets.field import LabelledField

OWN = "https://meet.example.org/tea?pw=a#b"


async def allow(window: QWidget, website: str) -> LabelledField:
    """Type the name of a website and allow it."""
    field = window.findChild(LabelledField)
    assert field is not None
    field.set_text(website)
    await press(window, "Allow this website")
    return field


async def test_the_settings_lead_to_the_choice_for_moved_sessions(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.SETTINGS)
    await press(window, "For helpers")
    await press(window, "Ask my helper before I join.")
    assert example.settings[ASK_WHEN_MOVED] is True
    await press(window, "Say so, and let me join.")
    assert example.settings[ASK_WHEN_MOVED] is False
    await press(window, "Websites you allow")
    assert example.navigator.here.place is Place.WEBSITES


async def test_a_session_on_the_groups_own_website_can_then_be_joined(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, TEA._replace(way=f"URL:{OWN}", ahead=SOON))
    window = await go_to()
    assert has(window, "About the link")
    example.navigator.go(Place.WEBSITES)
    field = await allow(window, "meet.example.org")
    await until(lambda: has(window, "Parlour now opens links to meet.example.org."))
    assert field.text() == ""
    example.navigator.go(Place.HOME)
    await press(window, "Join now")
    assert example.browser.opened == [OWN]


async def test_a_website_can_be_removed_and_put_back(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    await example.calendars.websites.allow("meet.example.org")
    window = await go_to(Place.WEBSITES)
    await press(window, "Remove meet.example.org")
    await until(lambda: has(window, "Put it back"))
    assert not example.calendars.hosts_for()
    assert has(window, "You have not added any website.")
    await press(window, "Put it back")
    await until(lambda: has(window, "Remove meet.example.org"))
    assert example.calendars.hosts_for() == {"meet.example.org"}


async def test_a_look_alike_is_refused_and_stays_to_be_mended(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.WEBSITES)
    field = await allow(window, "zoom.us.evil.example")
    assert has(window, "This website cannot be added.")
    assert field.text() == "zoom.us.evil.example"
    await allow(window, "tea time")
    assert has(window, "This is not the name of one website.")
    assert not example.calendars.hosts_for()


async def test_it_begins_at_the_field(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.WEBSITES)
    assert window.focusWidget() is not None
    assert button(window, "Allow this website")
    assert window.focusWidget().property("text") == ""
