"""The screens from Join to the meeting, and those of a helper, in every state."""

from __future__ import annotations

from desktop.browsers.browser import LINK, Browser
from desktop.browsers.launcher import OpenerGaveUp
from desktop.joining.known_rooms import ASK_WHEN_MOVED, KnownRoom
from tests.support.example import ZOOM, Example, Row
from tests.support.help_scenes import FILM
from tests.support.scenes import (
    MEET,
    SOON,
    TEA,
    Scene,
    at,
    has,
    press,
    until,
    usual,
    with_sessions,
)
from ui.navigation import Place
from ui.screens.join.opening_steps import ASKS_AFTER
from ui.widgets.field import LabelledField
from ui.window import Window


async def _opening_two_links(example: Example) -> Window:
    await with_sessions(example, Row("tea", "Tea", SOON, f"URL:{ZOOM}\r\nLOCATION:{MEET}"))
    return await at(example, Place.OPENING, example.session("Tea").id)


async def _opening_again(example: Example) -> Window:
    window = await usual(Place.OPENING)(example)
    await press(window, "It opened")
    example.navigator.go(Place.HOME)
    example.navigator.go(Place.OPENING, example.session("Tea").id)
    return window


async def _opening_moved(example: Example) -> Window:
    await example.settle_in()
    tea = example.session("Tea")
    await example.calendars.rooms.remember(tea, KnownRoom("Microsoft Teams", "teams.microsoft.com"))
    return await at(example, Place.OPENING, tea.id)


async def _opening_other_ways(example: Example) -> Window:
    window = await usual(Place.OPENING)(example)
    await press(window, "Help me")
    return window


async def _opening_asks(example: Example) -> Window:
    window = await usual(Place.OPENING)(example)
    example.clock.moment += ASKS_AFTER
    example.agenda.tell()
    return window


async def _opening_tried(example: Example) -> Window:
    window = await _opening_other_ways(example)
    await press(window, "Open it again")
    await press(window, "Help me")
    return window


def opening(link: str) -> Scene:
    """Return the scene of one service that opens."""

    async def scene(example: Example) -> Window:
        await with_sessions(example, TEA._replace(way=f"URL:{link}"))
        return await at(example, Place.OPENING, example.session("Tea").id)

    return scene


async def _opening_practice(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    return await at(example, Place.OPENING, example.agenda.practice().id)


async def _opening_practice_look(example: Example) -> Window:
    window = await _opening_practice(example)
    await press(window, "Help me")
    return window


async def _opening_passcode(example: Example) -> Window:
    await with_sessions(example, TEA._replace(note="Passcode: Tea-4u", has_phone=True))
    window = await at(example, Place.OPENING, example.session("Tea").id)
    await press(window, "Help me")
    return window


async def _opening_link_refused(example: Example) -> Window:
    await with_sessions(example, TEA._replace(way="URL:https://bit.ly/tea"))
    return await at(example, Place.OPENING, example.session("Tea").id)


async def _opening_elsewhere(example: Example) -> Window:
    names = ("Chromium", "Firefox", "GNOME Web")
    example.browser.others = tuple(Browser(name, (name, LINK)) for name in names)
    window = await _opening_other_ways(example)
    await until(lambda: has(window, "Open it in another browser"))
    await press(window, "Open it in another browser")
    return window


async def _opening_moved_helper(example: Example) -> Window:
    example.settings[ASK_WHEN_MOVED] = True
    return await _opening_moved(example)


async def _opening_cancelled(example: Example) -> Window:
    await example.settle_in()
    return await at(example, Place.OPENING, example.session("Film").id)


async def _opening_gave_up(example: Example) -> Window:
    example.browser.problem = OpenerGaveUp()
    return await usual(Place.OPENING)(example)


async def _opening_too_early(example: Example) -> Window:
    await example.settle_in()
    return await at(example, Place.OPENING, example.session("Carers").id)


async def _link_refused(example: Example) -> Window:
    hostile = "https://zoom.us.evil.example/j/1?pwd=x"
    await with_sessions(example, Row("tea", "Tea", SOON, f"URL:{hostile}", has_phone=True))
    return await at(example, Place.LINK_TROUBLE, example.session("Tea").id)


async def _phone_ask(example: Example) -> Window:
    window = await usual(Place.BY_PHONE)(example)
    await press(window, "Call with this computer")
    return window


async def _phone_calling(example: Example) -> Window:
    window = await _phone_ask(example)
    await press(window, "Yes, call now")
    return window


async def _phone_failed(example: Example) -> Window:
    example.browser.problem = OpenerGaveUp()
    return await _phone_calling(example)


async def _phone_nothing(example: Example) -> Window:
    await example.settle_in()
    return await at(example, Place.BY_PHONE, example.session("Carers").id)


async def _websites_some(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    for host in ("meet.example.org", "talk.example.net"):
        await example.calendars.websites.allow(host)
    window = await at(example, Place.WEBSITES)
    await press(window, "Remove talk.example.net")
    await until(lambda: has(window, "Put it back"))
    return window


async def _websites_wrong(example: Example) -> Window:
    window = await at(example, Place.WEBSITES)
    field = window.findChild(LabelledField)
    assert field is not None
    field.set_text("zoom.us.evil.example")
    await press(window, "Allow this website")
    return window


JOINING_SCENES: dict[str, Scene] = {
    "opening-two-links": _opening_two_links,
    "opening-again": _opening_again,
    "opening-moved": _opening_moved,
    "opening-moved-helper": _opening_moved_helper,
    "opening-cancelled": _opening_cancelled,
    "opening-other-ways": _opening_other_ways,
    "opening-elsewhere": _opening_elsewhere,
    "opening-asks": _opening_asks,
    "opening-tried": _opening_tried,
    "opening-meet": opening(MEET),
    "opening-teams": opening("https://teams.live.com/meet/9312345678901?p=abc"),
    "opening-film": opening(FILM),
    "opening-practice": _opening_practice,
    "opening-practice-look": _opening_practice_look,
    "opening-passcode": _opening_passcode,
    "opening-link-refused": _opening_link_refused,
    "opening-gave-up": _opening_gave_up,
    "opening-too-early": _opening_too_early,
    "link-refused": _link_refused,
    "phone-ask": _phone_ask,
    "phone-calling": _phone_calling,
    "phone-failed": _phone_failed,
    "phone-nothing": _phone_nothing,
    "websites-some": _websites_some,
    "websites-wrong": _websites_wrong,
}
