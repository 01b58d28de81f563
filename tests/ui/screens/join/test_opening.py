"""One press opens one checked link, once; and when it did not open there are other ways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from desktop.browsers.browser import LINK, Browser
from desktop.browsers.launcher import OpenerGaveUp
from desktop.joining.known_rooms import ASK_WHEN_MOVED, KnownRoom
from resources.declared import Problem
from tests.support.example import ZOOM, Example, Row
from tests.support.opener import Opener
from tests.support.scenes import MEET, SOON, TEA, button, has, press, settle, until, with_sessions
from ui.navigation import Place, Visit
from ui.screens.join.opening_steps import ASKS_AFTER
from ui.widgets.service_drawing import LEAST_PX, ServiceDrawing
from ui.widgets.steps import StepLine
from ui.window import Window


async def opening(example: Example, *rows: Row) -> str:
    """Let the calendar hold these sessions; return the first one's id."""
    await with_sessions(example, *(rows or (TEA,)))
    return example.agenda.sessions[0].id


def steps_of(window: Window) -> list[str]:
    """Return the steps as a screen reader says them."""
    return [step.accessibleName() for step in window.findChildren(StepLine)]


async def test_it_opens_the_link_once_and_asks_whether_it_did(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    assert example.browser.opened == [ZOOM]
    assert has(window, "Opening Zoom…")
    assert window.windowTitle() == "Opening Zoom… – Parlour"
    assert button(window, "It opened").hasFocus()
    await press(window, "It opened")
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
    await press(window, "Help me")
    await press(window, "Open it again")
    assert has(window, "A new window opens by itself.")
    assert example.browser.opened == [ZOOM]


async def test_coming_back_asks_before_it_opens_again(example: Example, go_to: Opener) -> None:
    identity = await opening(example)
    window = await go_to(Place.OPENING, identity)
    await press(window, "It opened")
    example.navigator.go(Place.HOME)
    example.navigator.go(Place.OPENING, identity)
    await settle()
    assert has(window, "You opened this session before. Open it again?")
    await press(window, "Go to my captions")
    assert example.navigator.here.place is Place.SESSION
    assert example.browser.opened == [ZOOM]


async def test_after_leaving_it_opens_without_a_question(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "It opened")
    await press(window, "I am leaving")
    await press(window, "I have closed it")
    await press(window, "Finish")
    await press(window, "Join now")
    assert has(window, "A new window opens by itself.")
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
    await press(window, "Help me")
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
    await press(window, "Help me")
    await press(window, "Copy the link")
    assert QGuiApplication.clipboard().text() == ZOOM
    said = [one.text for one in example.announcer.take(0.0)]
    (text,) = said
    assert text.startswith("The link is copied. Paste it into your browser.")


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
    assert has(window, "Press Open Zoom. If you cannot see it, press Join from your browser.")
    (drawing,) = window.findChildren(ServiceDrawing)
    assert drawing.height() > LEAST_PX
    assert button(window, "It opened").accessibleDescription().startswith("Press Open Zoom.")


async def test_what_is_done_has_a_tick(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await until(lambda: steps_of(window)[0].startswith("Done: A new window opens by itself."))
    assert [name[:2] for name in steps_of(window)[1:]] == ["2.", "3."]


async def test_after_20_seconds_it_asks_by_itself_once(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    example.announcer.take(0.0)
    example.clock.moment += ASKS_AFTER - timedelta(seconds=1)
    example.agenda.tell()
    assert not has(window, "Did it open?")
    for _ in range(3):
        example.clock.moment += timedelta(seconds=1)
        example.agenda.tell()
        assert has(window, "Did it open? There is no hurry.")
    assert button(window, "It opened").accessibleDescription().startswith("Did it open?")
    assert [one.text[:12] for one in example.announcer.take(0.0)] == ["Did it open?"]


async def test_what_was_tried_in_vain_leads_to_a_person_first(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.OPENING, await opening(example, TEA._replace(has_phone=True)))
    await press(window, "Help me")
    assert not has(window, "It did not open again.")
    await press(window, "Open it again")
    await press(window, "Help me")
    assert has(window, "It still did not open. Somebody can help you now.")
    phone, again = button(window, "Join by phone"), button(window, "Open it again")
    assert phone.mapTo(window, QPoint()).y() < again.mapTo(window, QPoint()).y()


# The practice meeting


async def practice(example: Example, go_to: Opener) -> Window:
    """Return a window in which the practice meeting opens."""
    return await go_to(Place.OPENING, example.agenda.practice().id)


async def test_the_practice_meeting_opens_and_its_steps_are_ticked_as_they_are_done(
    example: Example, go_to: Opener
) -> None:
    window = await practice(example, go_to)
    assert has(window, "Press Join meeting there.")
    assert example.practice_room.stage == "door" and example.browser.opened == []
    example.practice_room.enter()
    await until(lambda: [name[:5] for name in steps_of(window)[:2]] == ["Done:", "Done:"])


async def test_who_does_not_see_the_practice_meeting_is_led_in_no_circle(
    example: Example, go_to: Opener
) -> None:
    window = await practice(example, go_to)
    came: list[bool] = []
    example.practice_room.come_forward = lambda: came.append(True)
    await press(window, "Help me")
    assert has(window, "Let us look for it") and not has(window, "Open it in")
    await press(window, "Bring it to the front")
    assert came == [True] and has(window, "Let us look for it")
    await press(window, "Go on without it")
    assert example.navigator.here.place is Place.SESSION
    assert example.practice_room.stage == "no_window"


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
    await press(window, "Help me")
    await until(lambda: has(window, "Open it in Firefox"))
    await press(window, "Open it in Firefox")
    assert example.browser.opened == [ZOOM, ZOOM]
    assert example.browser.browsers == ["", "Firefox"]
    assert has(window, "A new window opens by itself.")


async def test_several_other_browsers_are_a_question(example: Example, go_to: Opener) -> None:
    example.browser.others = browsers("Chromium", "Firefox")
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "Help me")
    await until(lambda: has(window, "Open it in another browser"))
    await press(window, "Open it in another browser")
    assert has(window, "Which browser do you want to try?")
    await press(window, "Open it in Firefox")
    assert example.browser.browsers == ["", "Firefox"]


async def test_where_there_is_no_other_browser_none_is_offered(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.OPENING, await opening(example))
    await press(window, "Help me")
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
