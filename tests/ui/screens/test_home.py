"""Home says what is next, follows the clock and the calendars, and never loses the focus."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication, QLabel

from tests.support.example import ZOOM, Example, Row, calendar
from tests.support.help_scenes import join, practise
from tests.support.opener import Opener
from tests.support.scenes import (
    MEET,
    SOON,
    TEA,
    add_address,
    button,
    has,
    press,
    until,
    with_sessions,
)
from tests.support.servers import reply, served
from ui.navigation import Place, Visit
from ui.widgets.button import BigButton, Kind


async def test_the_next_session_is_said_as_people_say_it(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA)
    window = await go_to()
    assert has(window, "Tuesday 24 November · 1:50pm")
    assert has(window, "Happening in 10 minutes")
    assert has(window, "Tuesday Tea Group")
    assert has(window, "2:00pm to 3:00pm · on Zoom")
    assert has(window, "You choose if your camera is on. ")
    assert button(window, "Join now").hasFocus()


async def test_once_the_calendars_are_read_the_focus_is_on_join(
    example: Example, go_to: Opener
) -> None:
    example.agenda.is_loading = True
    window = await go_to()
    await with_sessions(example, TEA)
    example.agenda.is_loading = False
    example.agenda.tell()
    assert button(window, "Join now").hasFocus()


async def test_what_somebody_has_gone_to_meanwhile_keeps_the_focus(
    example: Example, go_to: Opener
) -> None:
    example.agenda.is_loading = True
    window = await go_to()
    button(window, "Keeping safe").setFocus()
    await with_sessions(example, TEA)
    example.agenda.is_loading = False
    example.agenda.tell()
    assert button(window, "Keeping safe").hasFocus()


async def test_it_follows_the_clock_and_the_focus_stays(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA)
    window = await go_to()
    safety = button(window, "Keeping safe")
    safety.setFocus()
    for minutes, line in ((1, "in 9 minutes"), (2, "in 7 minutes")):
        example.clock.moment += timedelta(minutes=minutes)
        example.agenda.tell()
        assert has(window, f"Happening {line}")
        assert safety.hasFocus()


async def test_it_changes_when_the_session_begins_and_ends(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA)
    window = await go_to()
    button(window, "Join now").setFocus()
    example.clock.moment += timedelta(minutes=17)
    example.agenda.tell()
    assert has(window, "Happening now. It started 7 minutes ago.")
    assert has(window, "2:00pm to 3:00pm · on Zoom")
    assert button(window, "Join now").hasFocus()
    example.clock.moment += timedelta(hours=1)
    example.agenda.tell()
    assert has(window, "No session in the next 2 weeks")
    assert button(window, "Practise").hasFocus()


async def test_before_the_door_opens_it_says_when_and_offers_a_sound_check(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, TEA._replace(ahead=timedelta(minutes=16)))
    window = await go_to()
    assert has(window, "You can join from 1:51pm.")
    assert not has(window, "Join now")
    example.clock.moment += timedelta(minutes=1)
    example.agenda.tell()
    assert has(window, "Join now")
    assert not has(window, "Check my sound")


async def test_the_button_leads_to_the_session(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA)
    window = await go_to()
    await press(window, "Join now")
    assert example.navigator.here == Visit(Place.OPENING, example.session("Tea").id)
    assert example.browser.opened == [ZOOM]


async def test_in_a_session_it_offers_the_way_back_and_no_second_join(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, TEA)
    await join(example)
    window = await go_to()
    assert has(window, "You are in this session now")
    assert button(window, "Go back to Tuesday Tea Group").hasFocus()
    assert not has(window, "Join now")
    await press(window, "Go back to Tuesday Tea Group")
    assert example.navigator.here == Visit(Place.SESSION)


async def test_in_a_session_another_one_can_be_joined_from_there(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, TEA, Row("chat", "Carers’ chat", SOON, f"URL:{MEET}"))
    await join(example)
    window = await go_to()
    shown = (one for one in window.findChildren(BigButton) if one.isVisibleTo(window))
    kinds = {one.text(): one.kind for one in shown}
    assert kinds["Go back to Tuesday Tea Group"] is Kind.MAIN
    assert kinds["Join now"] is Kind.ORDINARY
    await press(window, "Join now")
    assert example.browser.opened == [ZOOM, MEET]


async def test_a_session_that_is_over_stands_below_the_next_one(
    example: Example, go_to: Opener
) -> None:
    later = Row("chat", "Carers’ chat", timedelta(minutes=80), f"URL:{MEET}")
    await with_sessions(example, TEA, later)
    await join(example)
    window = await go_to()
    example.clock.moment += timedelta(minutes=71)
    example.agenda.tell()
    shown = (one for one in window.findChildren(BigButton) if one.isVisibleTo(window))
    kinds = {one.text(): one.kind for one in shown}
    assert kinds["Join now"] is Kind.MAIN
    assert kinds["Go back to Tuesday Tea Group"] is Kind.ORDINARY


async def test_in_the_rehearsal_it_leads_back_there(example: Example, go_to: Opener) -> None:
    await practise(example)
    window = await go_to()
    await press(window, "Go back to practice")
    assert example.navigator.here == Visit(Place.SESSION)


async def test_a_link_that_is_refused_is_not_offered(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA._replace(way="URL:https://zoom.us.evil.example/j/1"))
    window = await go_to()
    assert not has(window, "Join now")
    await press(window, "About the link")
    assert example.navigator.here.place is Place.LINK_TROUBLE
    assert example.browser.opened == []


async def test_two_at_once_are_a_choice(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA, Row("chat", "Carers’ chat", SOON, f"URL:{MEET}"))
    window = await go_to()
    assert has(window, "You have 2 sessions at this time")
    await press(window, "Choose a session")
    assert has(window, "Join Tuesday Tea Group")
    await press(window, "Join Carers’ chat")
    assert example.browser.opened == [MEET]


async def test_a_session_without_a_name_has_words(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA._replace(title=""))
    window = await go_to()
    assert has(window, example.words("schedule.untitled"))


async def test_on_a_first_start_a_link_can_be_pasted(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to()
    assert has(window, "Hello. What would you like to do?")
    assert button(window, "I have a link or a letter").hasFocus()
    await press(window, "I have a link or a letter")
    with served(lambda request: reply(request, calendar(rows=[TEA]))) as address:
        await add_address(window, f"{address}/group.ics")
        await until(lambda: has(window, "See my next session"))
    await press(window, "See my next session")
    assert has(window, "Join now")


async def test_a_first_start_offers_three_things_and_help(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to()
    on_it = window.screen_shown.findChildren(BigButton)
    assert [one.text() for one in on_it] == [
        "I have a link or a letter",
        "Somebody is helping me",
        "Let me try it first",
    ]
    for way, place in (("Captions", Place.CAPTIONS), ("Keeping safe", Place.SAFETY)):
        await press(window, "Help")
        await press(window, way)
        assert example.navigator.here.place is place


async def test_changes_are_said_until_they_are_read(example: Example, go_to: Opener) -> None:
    bodies = [calendar(rows=[TEA]), calendar(rows=[TEA._replace(ahead=timedelta(hours=2))])]
    with served(lambda request: reply(request, bodies[0])) as address:
        await example.calendars.unlock(example.vault)
        await example.calendars.add_address(f"{address}/group.ics")
        bodies.pop(0)
        await example.agenda.check_now()
    example.agenda.tell()
    window = await go_to()
    assert has(window, "One thing has changed.")
    await press(window, "Read")
    assert has(window, "Tuesday Tea Group has moved to today at 3:50pm.")
    await press(window, "I have read this")
    await until(lambda: has(window, "Happening in about 2 hours"))
    assert not has(window, "One thing has changed.")
    assert has(window, "3:50pm to 4:50pm")


async def test_nobody_is_told_of_the_time_when_nothing_changed(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, TEA)
    window = await go_to()
    labels = window.findChildren(QLabel)
    example.clock.moment += timedelta(minutes=1)
    example.agenda.tell()
    QApplication.processEvents()
    assert window.findChildren(QLabel) == labels
