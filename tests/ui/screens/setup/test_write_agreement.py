"""A group writes its rules together: a question each, all of them at the end, and their card."""

from __future__ import annotations

from tests.support.agreement_scenes import RULES, with_rules, written
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, press, until
from ui.navigation import Place
from ui.screens.setup.write_agreement import WriteAgreementScreen
from ui.widgets.field import LabelledField
from ui.window import Window


def fields(window: Window) -> list[LabelledField]:
    return [one for one in window.findChildren(LabelledField) if one.isVisibleTo(window)]


async def go_on(window: Window, example: Example) -> None:
    """Answer a question with what stands there, and wait for the next."""
    before = example.navigator.here
    await press(window, "Next question")
    await until(lambda: example.navigator.here != before)


async def test_from_the_page_for_leaders_to_all_rules(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.LEADING)
    await press(window, "Write our rules together")
    fields(window)[0].set_text("Friday Choir")
    await go_on(window, example)
    assert has(window, "Question 1 of 11") and has(window, "Do we use cameras?")
    assert fields(window)[0].text() == "Cameras are a choice."
    fields(window)[0].set_text("We leave our cameras on when we sing.")
    fields(window)[1].set_text("")
    await go_on(window, example)
    await press(window, "We need no rule for this")
    await until(lambda: has(window, "Question 3 of 11"))
    for _ in range(9):
        await go_on(window, example)
    assert has(window, "These are our rules")
    assert has(window, "We leave our cameras on when we sing.")
    assert has(window, "We speak one at a time.") and not has(window, "A first name is enough.")


async def test_what_was_answered_stands_there_again(example: Example, go_to: Opener) -> None:
    await written(example)
    window = await go_to(Place.WRITE_AGREEMENT, "stays")
    assert [one.text() for one in fields(window)] == ["What is said here stays here.", ""]
    example.navigator.go(Place.WRITE_AGREEMENT, "chat")  # it was left out
    await until(lambda: has(window, "How do we use the chat?"))
    assert [one.text() for one in fields(window)] == ["", ""]
    example.navigator.go(Place.WRITE_AGREEMENT, "cameras")  # 2 rules, and room for one more
    await until(lambda: has(window, "Do we use cameras?"))
    assert [one.text() for one in fields(window)][2:] == [""]
    assert has(window, "Rule 3")


async def test_a_name_is_needed(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WRITE_AGREEMENT)
    await press(window, "Next question")
    await until(lambda: bool(fields(window)[0].line.accessibleDescription()))
    assert example.navigator.here.detail == ""


async def test_the_card_can_be_used_here_too(example: Example, go_to: Opener) -> None:
    await written(example)
    window = await go_to(Place.WRITE_AGREEMENT, "check")
    screen = window.screen_shown
    assert isinstance(screen, WriteAgreementScreen)
    screen.save_card_in(example.paths.private)
    await until(lambda: has(window, "The card is saved. It is called Tuesday Tea Group.parlour"))
    await press(window, "Use this card here too")
    await until(lambda: has(window, "Yes, add this group"))
    await press(window, "Yes, add this group")
    await until(lambda: bool(example.calendars.groups))
    (group,) = example.calendars.groups
    assert group.rules == example.calendars.agreement_draft.group.rules
    assert group.agreed == example.clock.now().date()
    assert example.calendars.agreements.must_ask(group)


async def test_nothing_written_is_no_card(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WRITE_AGREEMENT, "check")
    assert has(window, "No rules are written yet.") and not has(window, "Make a group card")


async def test_a_group_with_rules_begins_with_them(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await with_rules(example, RULES)
    window = await go_to(Place.WRITE_AGREEMENT)
    assert fields(window)[0].text() == "Tuesday Tea Group"
    await go_on(window, example)
    assert fields(window)[0].text() == "Cameras are a choice. Nobody has to say why."
    example.navigator.go(Place.WRITE_AGREEMENT, "recording")  # their card has no rule for it
    await until(lambda: has(window, "May anybody record?"))
    assert fields(window)[0].text() == ""
