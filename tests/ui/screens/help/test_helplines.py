"""Every line of the helplines stands on a screen, with its number, whose it is, and when."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from resources.helplines import (
    MAX_AGE,
    NATION,
    chosen_nation,
    helplines_for,
    read_helplines,
)
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import has, press, settle
from ui.navigation import Place
from ui.screens.help.helplines import TOPICS
from ui.widgets.button import BigButton
from ui.widgets.choice_row import Choice


async def test_every_line_stands_there(example: Example, go_to: Opener) -> None:
    """Each is in the list of some nation: a number that nobody can find helps nobody."""
    missing = {line.id for line in read_helplines()}
    window = await go_to(Place.UPSET)
    await press(window, "More people to talk to")
    for nation in NATION.choices:
        example.settings[NATION] = nation
        example.navigator.go(Place.HELPLINES, anew=True)
        await settle()
        written = {one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window)}
        copies = {one.accessibleName() for one in window.findChildren(BigButton)}
        for line in helplines_for(chosen_nation(example.settings)):
            assert {line.name, line.number, line.in_words} <= written, line.id
            assert f"Copy: {line.name}, {line.number}" in copies, line.id
            missing.discard(line.id)
    assert not missing
    assert has(window, "Not safe at home")


async def test_where_a_person_lives_is_asked_once(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.HELPLINES)
    assert has(window, "Report Fraud") and has(window, "Police Scotland")
    await press(window, "Where do you live?")
    await press(window, "Scotland")
    await press(window, "Show me the numbers")
    assert example.navigator.here.place is Place.HELPLINES
    shown = [one for one in window.findChildren(BigButton) if one.isVisibleTo(window)]
    assert "Now you see numbers for Scotland." in [one.hint for one in shown]
    assert has(window, "Police Scotland") and not has(window, "Report Fraud")


async def test_the_question_begins_at_the_answer_that_was_given(
    example: Example, go_to: Opener
) -> None:
    example.settings[NATION] = "wales"
    window = await go_to(Place.NATION)
    focused = window.focusWidget()
    assert isinstance(focused, Choice) and focused.text() == "Wales"


async def test_the_first_numbers_answer_where_the_person_lives(
    example: Example, go_to: Opener
) -> None:
    example.settings[NATION] = "northern_ireland"
    window = await go_to(Place.UPSET)
    assert has(window, "Lifeline") and not has(window, "111")
    example.settings[NATION] = "ireland"
    example.navigator.go(Place.UPSET, anew=True)
    await settle()
    assert has(window, "1800 111 888") and not has(window, "0808 808 8000")


async def test_a_number_that_nobody_checked_says_so(example: Example, go_to: Opener) -> None:
    said = example.words("helplines.old")
    window = await go_to(Place.HELPLINES)
    assert not has(window, said)
    example.clock.moment += MAX_AGE + timedelta(days=60)
    example.navigator.go(Place.HELPLINES, anew=True)
    await settle()
    assert has(window, said)


async def test_a_page_shows_its_numbers_as_large_as_the_list(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.PAGE, "safety-scams")
    assert has(window, "159") and has(window, "Copy")


def test_each_part_of_the_list_has_a_heading() -> None:
    assert {line.topic for line in read_helplines()} == {topic for topic, _ in TOPICS}
