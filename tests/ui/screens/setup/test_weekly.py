"""A weekly session: one question after another, shown whole before it is kept, changed, undone."""

from __future__ import annotations

from tests.support.calendar_scenes import fields
from tests.support.example import ZOOM, Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from ui.navigation import Place, Visit
from ui.window import Window


async def answer(window: Window, *texts: str) -> None:
    """Fill the fields of a question in from the top, and go on."""
    for field, text in zip(fields(window), texts, strict=True):
        field.set_text(text)
    await press(window, "Next")


async def type_it_all(window: Window, room: str = ZOOM, phone: str = "") -> None:
    """Answer every question."""
    await press(window, "Tuesday")
    await press(window, "Next")
    await answer(window, "2pm")
    await answer(window, " Tuesday  Tea ")
    await answer(window, room, phone)


async def test_it_is_typed_looked_at_and_kept(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    await press(window, "I only have a name and a time")
    await type_it_all(window)
    assert has(window, "Tuesday Tea: every Tuesday at 2:00pm.")
    assert has(window, "The next one is today.") and has(window, "Join now opens Zoom.")
    assert example.calendars.sources == ()
    await press(window, "Yes, keep this")
    await until(lambda: has(window, "Tuesday Tea is in My sessions."))
    assert has(window, "All done") and not has(window, "Is this right?")
    assert window.windowTitle() == "All done – Parlour"
    await press(window, "My calendars")
    assert has(window, "Change Tuesday Tea")
    await press(window, "Home")
    assert has(window, "Happening in 10 minutes")


async def test_back_leads_to_the_question_before_with_its_answer(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.WEEKLY)
    await press(window, "Friday")
    await press(window, "Next")
    await answer(window, "7.30 pm")
    example.navigator.back()
    assert fields(window)[0].text() == "7:30pm"
    example.navigator.back()
    assert button(window, "Friday").isChecked()


async def test_a_time_that_could_be_two_is_asked_about(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.WEEKLY, "time")
    await answer(window, "2")
    assert has(window, "Is that in the morning, or later?")
    await press(window, "After midday: 2:00pm")
    assert example.navigator.here == Visit(Place.WEEKLY, "name")
    assert str(example.draft.typed.at) == "14:00:00"


async def test_what_cannot_be_used_is_said_where_it_stands(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WEEKLY)
    await press(window, "Next")
    assert has(window, "Choose a day first.")
    await press(window, "Monday")
    await press(window, "Next")
    await answer(window, "soon")
    assert has(window, "We do not understand that time.")
    await answer(window, "midday")
    await answer(window, " ")
    assert has(window, "Type a name first.")
    await answer(window, "Tea")
    await answer(window, "https://zoom.us.evil.example/j/1", "*#06#")
    assert has(window, "That is not a phone number we can use.")
    assert example.navigator.here == Visit(Place.WEEKLY, "join")
    await answer(window, "", "020 7946 0018")
    assert has(window, "Tea: every Monday at midday.")
    assert has(window, "You can join by phone: 020 7946 0018.")


async def test_keeping_it_can_be_undone(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WEEKLY)
    await type_it_all(window)
    await press(window, "Yes, keep this")
    await until(lambda: has(window, "Undo this"))
    await press(window, "Undo this")
    await until(lambda: has(window, "Everything is as it was before."))
    assert has(window, "Is this right?") and not has(window, "All done")
    assert example.calendars.sources == ()
    await press(window, "Yes, keep this")
    await until(lambda: len(example.calendars.sources) == 1)


async def test_changing_it_can_be_undone(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WEEKLY)
    await type_it_all(window, phone="020 3481 5237")
    await press(window, "Yes, keep this")
    await until(lambda: has(window, "My calendars"))
    await press(window, "My calendars")
    await press(window, "Change Tuesday Tea")
    await press(window, "Next")
    await answer(window, "15:00")
    await press(window, "Next")
    await press(window, "Next")
    await press(window, "Yes, keep this")
    await until(lambda: has(window, "Undo this"))
    (session,) = [one for one in example.agenda.sessions if one.start.day == 24]
    assert session.start.hour == 15 and session.phones[0].number == "02034815237"
    await press(window, "Undo this")
    await until(lambda: has(window, "Everything is as it was before."))
    assert [source.weekly.at for source in example.calendars.sources if source.weekly] == ["14:00"]
    assert example.agenda.changes_in_words == ()


async def test_without_answers_it_asks_for_them(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.WEEKLY, "check")
    assert has(window, "Some answers are missing")
    await press(window, "Answer the questions first")
    assert has(window, "Which day does your group meet?")
