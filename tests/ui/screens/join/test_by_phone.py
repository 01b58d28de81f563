"""The number is large, in spaced groups, and read aloud; a call is made only after a yes."""

from __future__ import annotations

from desktop.browsers.launcher import OpenerMissing
from tests.support.example import Example, calendar
from tests.support.opener import Opener
from tests.support.scenes import SOON, TEA, button, has, press, with_sessions
from ui.navigation import Place
from ui.widgets.text import Heading
from ui.window import Window

BY_PHONE = TEA._replace(way="LOCATION:Home", has_phone=True)
CALL = "tel:+442034815237"


async def phoning(example: Example, go_to: Opener) -> Window:
    """Return the window at the number of a session."""
    await with_sessions(example, BY_PHONE)
    return await go_to(Place.BY_PHONE, example.session("Tea").id)


async def test_the_number_and_its_code_are_large_and_spaced(
    example: Example, go_to: Opener
) -> None:
    window = await phoning(example, go_to)
    assert window.windowTitle() == "Join by phone – Parlour"
    assert "020 3481 5237" in [one.text() for one in window.findChildren(Heading)]
    assert has(window, "If you are asked for a code, press: 812 3456 7890\u00a0#")
    assert has(window, "Call Ruth: 020 7946 0018")


async def test_it_is_read_aloud_digit_by_digit(example: Example, go_to: Opener) -> None:
    window = await phoning(example, go_to)
    await press(window, "Read aloud")
    for _ in range(2):
        await example.voice.finish()
    said = " ".join(example.voice.said)
    assert "0 2 0, 3 4 8 1, 5 2 3 7" in said
    assert "8 1 2, 3 4 5 6, 7 8 9 0, hash" in said


async def test_without_a_voice_it_says_so(example: Example, go_to: Opener) -> None:
    example.voice.is_available = False
    window = await phoning(example, go_to)
    assert has(window, "This computer has no voice to read aloud.")


async def test_nothing_is_called_before_a_yes(example: Example, go_to: Opener) -> None:
    window = await phoning(example, go_to)
    await press(window, "Call with this computer")
    assert has(window, "Call this number now?")
    assert button(window, "No, go back").hasFocus()
    await press(window, "No, go back")
    assert has(window, "Call this number with any phone.")
    assert example.browser.opened == []


async def test_after_a_yes_exactly_one_call_is_made(example: Example, go_to: Opener) -> None:
    window = await phoning(example, go_to)
    await press(window, "Call with this computer")
    await press(window, "Yes, call now")
    assert example.browser.opened == [CALL]
    assert has(window, "Did the call begin?")
    await press(window, "Yes, I am in the call")
    assert example.navigator.here.place is Place.SESSION
    assert example.browser.opened == [CALL]


async def test_a_computer_that_cannot_call_shows_the_number_again(
    example: Example, go_to: Opener
) -> None:
    example.browser.problem = OpenerMissing()
    window = await phoning(example, go_to)
    await press(window, "Call with this computer")
    await press(window, "Yes, call now")
    assert has(window, "This computer cannot make the call. Use your own phone.")
    assert has(window, "020 3481 5237")


async def test_home_and_the_list_lead_to_it(example: Example, go_to: Opener) -> None:
    await with_sessions(example, BY_PHONE)
    window = await go_to()
    await press(window, "Join by phone")
    assert example.navigator.here.place is Place.BY_PHONE
    example.navigator.go(Place.SESSIONS)
    assert button(window, "Join by phone").accessibleDescription() == "020 3481 5237"


async def test_a_session_with_a_link_offers_its_number_in_the_list(
    example: Example, go_to: Opener
) -> None:
    await with_sessions(example, TEA._replace(has_phone=True, ahead=SOON * 30))
    window = await go_to(Place.SESSIONS)
    await press(window, "Join by phone")
    assert example.navigator.here.place is Place.BY_PHONE


async def test_a_session_without_a_number_says_so(example: Example, go_to: Opener) -> None:
    await with_sessions(example, TEA)
    window = await go_to(Place.BY_PHONE, example.session("Tea").id)
    assert has(window, "This session has no phone number.")


CARD_WITH_NUMBERS = """{"format": 1, "made": "2026-11-01", "group": {"id": "tea-group-2026",
 "name": "Tuesday Tea Group", "dial_in": [{"number": "+44 20 7946 0019", "meeting": "123 456#"},
 {"number": "0909 879 0001"}], "ways": [{"kind": "buddy", "words": "Ring Sam for a chat."}]},
 "weekly": [{"name": "Tea", "day": "thursday", "at": "15:00", "zone": "Europe/London"}]}"""


async def test_the_number_of_the_group_is_that_of_its_sessions(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in(calendar(rows=[TEA._replace(title="Mine")]), CARD_WITH_NUMBERS)
    session = example.session("Tea")
    assert [one.number for one in session.phones] == ["+442079460019", "+449098790001"]
    assert example.session("Mine").phones == ()
    window = await go_to(Place.BY_PHONE, session.id)
    headings = [one.text() for one in window.findChildren(Heading)]
    assert "020 7946 0019" in headings and "0909 879 0001" in headings
    assert has(window, "If you are asked for a code, press: 123 456\u00a0#")
    assert has(window, "This call can cost more than others.")
    await press(window, "Read aloud")
    for _ in range(2):
        await example.voice.finish()
    assert "0 2 0, 7 9 4 6, 0 0 1 9" in " ".join(example.voice.said)


async def test_the_other_ways_of_the_group_are_offered_where_nothing_opens(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in(calendar(rows=[TEA._replace(title="Mine")]), CARD_WITH_NUMBERS)
    for place in (Place.OPENING, Place.LINK_TROUBLE):
        window = await go_to(place, example.session("Tea").id)
        assert has(window, "Other ways to take part in Tuesday Tea Group")
        assert has(window, "Ring Sam for a chat.")
