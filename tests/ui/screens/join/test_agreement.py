"""Before the first join the group's rules are shown; nothing opens until the person has chosen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from tests.support.agreement_scenes import GROUP, RULES, with_newer_rules, with_rules
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from ui.navigation import Place

FROM = "These are the rules of Tuesday Tea Group. The group made them together, on 30 October 2026."
NEW = "New: Nobody records. Captions are fine: they are not kept."
GONE = "No longer there: What is said here stays here. Only danger to a life may leave."


async def test_nothing_opens_before_the_person_is_happy(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await with_rules(example, RULES)
    window = await go_to(Place.OPENING, example.session("Tea").id)
    assert has(window, "How we treat each other") and has(window, FROM)
    assert has(window, "You can always say: I pass.") and not example.browser.opened
    await press(window, "I am happy with this")
    await until(lambda: bool(example.browser.opened))
    assert has(window, "Opening Zoom…")


async def test_who_is_happy_is_asked_no_more(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await with_rules(example, RULES)
    await example.calendars.agreements.be_happy(example.calendars.groups[0])
    await go_to(Place.OPENING, example.session("Tea").id)
    await until(lambda: bool(example.browser.opened))


async def test_what_has_changed_is_marked(example: Example, go_to: Opener) -> None:
    await with_newer_rules(example)
    window = await go_to(Place.OPENING, example.session("Tea").id)
    assert has(window, "Some rules have changed") and has(window, NEW) and has(window, GONE)
    assert has(window, "You can always say: I pass.")
    assert not example.browser.opened
    await press(window, "I am happy with this")
    example.navigator.go(Place.AGREEMENT, GROUP)
    await until(lambda: has(window, "I have read it"))
    assert not has(window, NEW) and not has(window, GONE)


async def test_who_wants_to_talk_has_somebody_and_words_and_can_join_all_the_same(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    await with_rules(example, RULES)
    window = await go_to(Place.OPENING, example.session("Tea").id)
    await press(window, "I want to talk about it first")
    assert has(window, "You can talk to Ruth") and has(window, "020 7946 0018")
    message = "Hello Ruth. I have a question about the rules of Tuesday Tea Group."
    copies = [one for one in window.findChildren(type(button(window, "Copy"))) if one.isVisible()]
    next(one for one in copies if message in one.accessibleName()).click()
    assert QGuiApplication.clipboard().text().startswith(message)
    assert not example.browser.opened
    await press(window, "Join now, and talk later")
    await until(lambda: bool(example.browser.opened))
    example.navigator.go(Place.HOME)
    assert not example.calendars.agreements.changes(example.calendars.groups[0])


async def test_the_number_comes_after_the_rules_too(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await with_rules(example, RULES)
    window = await go_to(Place.BY_PHONE, example.session("Tea").id)
    assert has(window, "How we treat each other") and not has(window, "Call with this computer")
    await press(window, "I am happy with this")
    await until(lambda: has(window, "Call with this computer"))


async def test_the_rules_are_one_press_from_the_calendars(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await with_rules(example, RULES)
    window = await go_to(Place.CALENDAR)
    await press(window, "How we treat each other")
    assert has(window, "Cameras are a choice.") and has(window, "I have read it")
    await press(window, "Read aloud")
    await until(lambda: bool(example.voice.begun))
    await press(window, "I have read it")
    assert example.navigator.here.place is Place.CALENDAR


async def test_a_group_that_has_gone_has_no_rules_here(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    for place in (Place.AGREEMENT, Place.PRINT_AGREEMENT):
        window = await go_to(place, "gone-group-2026")
        assert has(window, "There are no rules of this group here.")
