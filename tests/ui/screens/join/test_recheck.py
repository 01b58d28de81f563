"""Pressing Join asks the calendar once more: news is said first, and nothing waits for long."""

from __future__ import annotations

from datetime import timedelta

from tests.support.calendar_scenes import opening_after
from tests.support.dressed import put_away
from tests.support.example import ZOOM, Example, Row
from tests.support.opener import Opener
from tests.support.scenes import MEET, SOON, TEA, has, press, until
from ui.navigation import Place


async def test_nothing_new_opens_at_once(example: Example) -> None:
    window = await opening_after(TEA)(example)
    assert has(window, "It opened")
    assert example.browser.opened == [ZOOM]
    put_away(window)


async def test_a_move_is_said_before_anything_opens(example: Example) -> None:
    window = await opening_after(TEA._replace(ahead=timedelta(minutes=12)))(example)
    assert has(window, "Tuesday Tea Group has moved to today at 2:02pm.")
    assert example.browser.opened == []
    await press(window, "Join now")
    assert example.browser.opened == [ZOOM]
    put_away(window)


async def test_a_session_that_is_called_off_does_not_open(example: Example) -> None:
    window = await opening_after(TEA._replace(status="CANCELLED"))(example)
    assert has(window, "Tuesday Tea Group is cancelled")
    await press(window, "My sessions")
    assert example.navigator.here.place is Place.SESSIONS
    assert example.browser.opened == []
    put_away(window)


async def test_a_session_that_is_gone_does_not_open(example: Example) -> None:
    window = await opening_after(Row("chat", "Chat", SOON, f"URL:{MEET}"))(example)
    assert has(window, "Tuesday Tea Group is no longer in the calendar")
    assert example.browser.opened == []
    put_away(window)


async def test_a_new_room_is_the_one_that_opens(example: Example) -> None:
    window = await opening_after(TEA._replace(way=f"URL:{MEET}"))(example)
    assert example.browser.opened == [MEET]
    put_away(window)


async def test_leaving_meanwhile_opens_nothing(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    example.clock.moment += timedelta(minutes=2)
    window = await go_to(Place.OPENING, example.session("Tea").id)
    assert has(window, "Looking at your calendar…")
    await press(window, "Home")
    await until(lambda: has(window, "Join now"))
    state = example.calendars.state(example.calendars.sources[0].id)
    await until(lambda: state is not None and (state.task is None or state.task.done()))
    assert example.browser.opened == []
