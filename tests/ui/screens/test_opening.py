"""One press opens one checked link, once; and when it did not open there are other ways."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from desktop.joining.change import KnownRoom
from desktop.joining.launcher import OpenerGaveUp
from desktop.navigation import Place, Visit
from tests.support.example import ZOOM, Example, Row
from tests.support.opener import Opener
from tests.support.scenes import MEET, SOON, TEA, button, has, press, settle, with_sessions


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
    await press(window, "Join now")
    assert has(window, "You opened this session before. Open it again?")
    await press(window, "Go to my captions")
    assert example.navigator.here.place is Place.SESSION
    assert example.browser.opened == [ZOOM]


async def test_after_leaving_it_opens_without_a_question(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "Yes, it opened")
    await press(window, "I am leaving")
    await press(window, "I am done")
    await press(window, "Join now")
    assert has(window, "Did it open?")
    assert example.browser.opened == [ZOOM, ZOOM]


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
    await example.shelf.rooms.remember(example.session("Tea"), room)
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
    assert has(window, "020 3481 5237")
    assert has(window, "Meeting number: 812 3456 7890")
    assert has(window, "Call Ruth: 020 7946 0018")
    example.browser.problem = None
    await press(window, "Open it again")
    assert example.browser.opened == [ZOOM]


async def test_the_link_can_be_copied(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "No, help me")
    await press(window, "Copy the link")
    assert QGuiApplication.clipboard().text() == ZOOM
    said = [one.text for one in example.announcer.take(0.0)]
    assert said == ["The link is copied. Paste it into your internet browser."]


async def test_a_session_that_is_not_open_is_not_opened(example: Example, go_to: Opener) -> None:
    early = TEA._replace(ahead=SOON * 10)
    window = await go_to(Place.OPENING, await opening(example, early))
    assert has(window, "This session is not open now.")
    assert example.browser.opened == []
    await press(window, "My sessions")
    assert example.navigator.here == Visit(Place.SESSIONS)


async def test_leaving_the_screen_while_it_opens_is_no_fault(
    example: Example, go_to: Opener
) -> None:
    faults: list[Exception] = []
    example.background.at_fault = faults.append
    example.browser.holds.clear()
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "Home")
    example.browser.problem = problem = OpenerGaveUp()
    example.browser.holds.set()
    await settle()
    assert faults in ([], [problem])


async def test_a_refused_link_is_explained_and_nothing_opens(
    example: Example, go_to: Opener
) -> None:
    hostile = TEA._replace(way="URL:https://zoom.us.evil.example/j/1?pwd=x", has_phone=True)
    window = await go_to(Place.LINK_TROUBLE, await opening(example, hostile))
    assert has(window, "Nothing was opened. You are safe.")
    assert has(window, "zoom.us.evil.example")
    assert has(window, "020 3481 5237")
    assert has(window, "Call Ruth: 020 7946 0018")
    assert example.browser.opened == []
    await press(window, "Go to Home")
    assert example.navigator.here.place is Place.HOME


async def test_a_session_by_phone_shows_its_number(example: Example, go_to: Opener) -> None:
    by_phone = TEA._replace(way="LOCATION:Home", has_phone=True)
    window = await go_to(Place.LINK_TROUBLE, await opening(example, by_phone))
    assert window.windowTitle() == "Join by phone – Parlour"
    assert has(window, "020 3481 5237")
    assert not has(window, "Nothing was opened")
