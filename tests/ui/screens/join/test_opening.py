"""One press opens one checked link, once; and when it did not open there are other ways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.browsers.browser import LINK, Browser
from desktop.browsers.launcher import OpenerGaveUp
from desktop.joining.known_rooms import ASK_WHEN_MOVED, KnownRoom
from resources.declared import Problem
from tests.support.example import ZOOM, Example, Row
from tests.support.opener import Opener
from tests.support.scenes import MEET, SOON, TEA, button, has, press, settle, until, with_sessions
from ui.navigation import Place, Visit


async def opening(example: Example, *rows: Row) -> str:
    """Let the calendar hold these sessions; return the first one's id."""
    await with_sessions(example, *(rows or (TEA,)))
    return example.agenda.sessions[0].id


async def test_it_opens_the_link_once_and_asks_whether_it_did(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    assert example.browser.opened == [ZOOM]
    assert has(window, "Opening Zoom…")
    assert window.windowTitle() == "Opening Zoom… – Parlour"
    assert button(window, "Yes, it opened").hasFocus()
    await press(window, "Yes, it opened")
    assert example.navigator.here.place is Place.SESSION
    assert example.browser.opened == [ZOOM]


async def test_a_press_of_join_judges_the_link_once_and_once_more_before_the_browser(
    example: Example, go_to: Opener
) -> None:
    await opening(example)
    window = await go_to(Place.HOME)
    example.judged.clear()
    await press(window, "Join now")
    await until(lambda: bool(example.browser.opened))
    assert example.judged == [ZOOM, ZOOM]


async def test_a_second_press_within_3_seconds_opens_nothing(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "No, help me")
    await press(window, "Open it again")
    assert has(window, "Did it open?")
    assert example.browser.opened == [ZOOM]


async def test_coming_back_asks_before_it_opens_again(example: Example, go_to: Opener) -> None:
    identity = await opening(example)
    window = await go_to(Place.OPENING, identity)
    await press(window, "Yes, it opened")
    example.navigator.go(Place.HOME)
    example.navigator.go(Place.OPENING, identity)
    await settle()
    assert has(window, "You opened this session before. Open it again?")
    await press(window, "Go to my captions")
    assert example.navigator.here.place is Place.SESSION
    assert example.browser.opened == [ZOOM]


async def test_after_leaving_it_opens_without_a_question(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "Yes, it opened")
    await press(window, "I am leaving")
    await press(window, "I have closed it")
    await press(window, "Finish")
    await press(window, "Join now")
    assert has(window, "Did it open?")
    assert example.browser.opened == [ZOOM, ZOOM]


async def test_two_rooms_of_one_service_are_a_question(example: Example, go_to: Opener) -> None:
    other = "https://us02web.zoom.us/j/82222222222"
    both = Row("tea", "Tea", SOON, f"DESCRIPTION:This week {ZOOM} and next {other}")
    window = await go_to(Place.OPENING, await opening(example, both))
    assert has(window, "This session has 2 links.")
    await press(window, "Open Zoom, room 82222222222")
    assert example.browser.opened == [other]


async def test_two_services_are_a_question(example: Example, go_to: Opener) -> None:
    both = Row("tea", "Tea", SOON, f"URL:{ZOOM}\r\nLOCATION:{MEET}")
    window = await go_to(Place.OPENING, await opening(example, both))
    assert has(window, "This session has 2 links.")
    assert example.browser.opened == []
    await press(window, "Open Google Meet")
    assert example.browser.opened == [MEET]
    assert has(window, "Opening Google Meet…")


async def test_a_moved_session_is_asked_about(example: Example, go_to: Opener) -> None:
    identity = await opening(example)
    room = KnownRoom("Microsoft Teams", "teams.microsoft.com")
    await example.calendars.rooms.remember(example.session("Tea"), room)
    window = await go_to(Place.OPENING, identity)
    assert has(window, "This session has moved from Microsoft Teams to Zoom.")
    assert example.browser.opened == []
    await press(window, "Open Zoom")
    assert example.browser.opened == [ZOOM]


async def test_an_opener_that_gave_up_shows_other_ways(example: Example, go_to: Opener) -> None:
    example.browser.problem = OpenerGaveUp()
    phone = TEA._replace(has_phone=True)
    window = await go_to(Place.OPENING, await opening(example, phone))
    assert has(window, "This computer could not open the link.")
    assert button(window, "Join by phone").accessibleDescription() == "020 3481 5237"
    assert has(window, "Meeting number: 812 3456 7890")
    assert has(window, "Call Ruth: 020 7946 0018")
    example.browser.problem = None
    await press(window, "Open it again")
    assert example.browser.opened == [ZOOM]


async def test_the_meetings_number_and_passcode_are_spelled_out(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(
        Place.OPENING, await opening(example, TEA._replace(note="Passcode: Tea-4u"))
    )
    await press(window, "No, help me")
    assert has(window, "Meeting number: 812 3456 7890")
    assert has(window, "Passcode: Tea-4u")
    assert has(window, "Letter by letter: capital T e a dash 4 u")


async def test_a_link_that_went_bad_meanwhile_leads_to_its_page(
    example: Example, go_to: Opener
) -> None:
    bad = TEA._replace(way="URL:https://bit.ly/tea")
    window = await go_to(Place.OPENING, await opening(example, bad))
    assert example.browser.opened == []
    await press(window, "About the link")
    assert example.navigator.here.place is Place.LINK_TROUBLE


async def test_the_link_can_be_copied(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "No, help me")
    await press(window, "Copy the link")
    assert QGuiApplication.clipboard().text() == ZOOM
    said = [one.text for one in example.announcer.take(0.0)]
    (text,) = said
    assert text.startswith("The link is copied. Paste it into your internet browser.")


async def test_a_session_that_is_not_open_is_not_opened(example: Example, go_to: Opener) -> None:
    early = TEA._replace(ahead=SOON * 10)
    window = await go_to(Place.OPENING, await opening(example, early))
    assert has(window, "This session is not open now.")
    assert has(window, "You can join from 3:15pm.")
    assert example.browser.opened == []
    await press(window, "My sessions")
    assert example.navigator.here == Visit(Place.SESSIONS)


async def test_it_says_what_the_screen_will_look_like(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    assert has(window, "Zoom opens in your browser. Press Open Zoom if it asks")


@pytest.mark.parametrize(
    ("row", "minutes", "why"),
    [
        (TEA._replace(status="CANCELLED"), 0, "It is cancelled."),
        (TEA, 71, "It is over."),
        (TEA._replace(way="LOCATION:Home"), 0, "This session has no link yet."),
    ],
)
async def test_why_a_session_is_not_open_is_said(
    row: Row, minutes: int, why: str, example: Example, go_to: Opener
) -> None:
    identity = await opening(example, row)
    example.clock.moment += timedelta(minutes=minutes)
    window = await go_to(Place.OPENING, identity)
    assert has(window, why)
    assert example.browser.opened == []


async def test_a_session_that_is_gone_is_said(example: Example, go_to: Opener) -> None:
    await opening(example)
    assert has(await go_to(Place.OPENING, "no-such-session"), "It is no longer in your calendar.")


async def test_late_is_fine(example: Example, go_to: Opener) -> None:
    identity = await opening(example)
    example.clock.moment += timedelta(minutes=69)
    await go_to(Place.OPENING, identity)
    await until(lambda: bool(example.browser.opened))
    assert example.browser.opened == [ZOOM]


# Another browser


def browsers(*names: str) -> tuple[Browser, ...]:
    """Return browsers of these names."""
    return tuple(Browser(name, (name.lower(), LINK)) for name in names)


async def test_the_one_other_browser_gets_the_very_same_link(
    example: Example, go_to: Opener
) -> None:
    example.browser.others = browsers("Firefox")
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "No, help me")
    await until(lambda: has(window, "Open it in Firefox"))
    await press(window, "Open it in Firefox")
    assert example.browser.opened == [ZOOM, ZOOM]
    assert example.browser.browsers == ["", "Firefox"]
    assert has(window, "Did it open?")


async def test_several_other_browsers_are_a_question(example: Example, go_to: Opener) -> None:
    example.browser.others = browsers("Chromium", "Firefox")
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "No, help me")
    await until(lambda: has(window, "Open it in another browser"))
    await press(window, "Open it in another browser")
    assert has(window, "Which browser do you want to try?")
    await press(window, "Open it in Firefox")
    assert example.browser.browsers == ["", "Firefox"]


async def test_where_there_is_no_other_browser_none_is_offered(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "No, help me")
    await until(lambda: example.browser.others_given)
    await settle()
    assert not has(window, "Open it in")


# A session that moved


async def test_a_helper_may_wish_to_be_asked_first(example: Example, go_to: Opener) -> None:
    example.settings[ASK_WHEN_MOVED] = True
    identity = await opening(example)
    room = KnownRoom("Microsoft Teams", "teams.microsoft.com")
    await example.calendars.rooms.remember(example.session("Tea"), room)
    window = await go_to(Place.OPENING, identity)
    assert has(window, "Please ask your helper before you go there.")
    assert has(window, "Call Ruth: 020 7946 0018")
    await press(window, "Not now")
    assert (example.browser.opened, example.navigator.here.place) == ([], Place.HOME)
    await press(window, "Join now")
    await press(window, "I asked. Open Zoom")
    assert example.browser.opened == [ZOOM]


async def test_leaving_the_screen_while_it_opens_is_no_fault(
    example: Example, go_to: Opener
) -> None:
    faults: list[Problem] = []
    example.background.at_fault = faults.append
    example.browser.holds.clear()
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "Home")
    example.browser.problem = OpenerGaveUp()
    example.browser.holds.set()
    await settle()
    assert (faults, example.browser.opened) == ([], [])
