"""Calendars: added, explained when they cannot be, removed and put back; cards only after a yes."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.credentials.memory_vault import MemoryVault
from resources.declared import Problem
from tests.support.calendar_scenes import paste
from tests.support.example import CARD, ZOOM, Example, calendar
from tests.support.opener import Opener
from tests.support.scenes import TEA, add_address, button, has, press, until
from tests.support.servers import reply, served
from ui.navigation import Place
from ui.widgets.field import LabelledField
from ui.window import Window


def field(window: Window) -> LabelledField:
    """Return the field for a calendar's link."""
    found = window.findChild(LabelledField)
    assert found is not None
    return found


async def test_a_link_is_added_and_its_sessions_counted(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    with served(lambda request: reply(request, calendar())) as address:
        await add_address(window, f"{address}/group.ics")
        await until(
            lambda: has(
                window, "Tuesday Tea Group is added. It has 5 sessions in the next 2 weeks."
            )
        )
        assert field(window).text() == ""
        await add_address(window, f"{address}/group.ics")
        await until(lambda: has(window, "You have this calendar already."))
    await press(window, "My calendars")
    assert example.navigator.here.place is Place.CALENDAR
    assert has(window, "Remove Tuesday Tea Group")


async def test_enter_adds_as_the_button_does(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    line = field(window).line
    assert line.hasFocus()
    QTest.keyClicks(line, "hello there")
    QTest.keyClick(line, Qt.Key.Key_Return)
    await until(lambda: has(window, "We found no link, no phone number and no time there."))
    assert field(window).text() == "hello there"


async def test_an_empty_field_says_what_belongs_there(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.ADD_LINK)
    await press(window, "Use this")
    assert has(window, "Copy the link or the whole message. Then paste it here.")


async def test_the_link_of_a_meeting_leads_on_to_its_day(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    await paste(window, ZOOM)
    assert has(window, "This is what we understood:") and has(window, "This is a Zoom meeting.")
    assert has(window, "Which day does your group meet?")
    assert example.calendars.sources == ()


async def test_removing_can_be_undone(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.CALENDAR)
    await press(window, "Remove Tuesday Tea Group")
    await until(lambda: has(window, "Tuesday Tea Group is removed."))
    assert example.agenda.sessions == []
    await press(window, "Put it back")
    await until(lambda: has(window, "Remove Tuesday Tea Group"))
    assert not has(window, "Put it back")
    await until(lambda: bool(example.agenda.sessions))


async def test_a_group_whose_card_brings_no_sessions_can_be_removed_too(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    window = await go_to(Place.CALENDAR)
    assert has(window, "This group’s card brings no sessions.")
    await press(window, "Remove the card of Tuesday Tea Group")
    await until(lambda: has(window, "Tuesday Tea Group is removed."))
    assert not example.calendars.groups
    assert example.agenda.sessions
    await press(window, "Put it back")
    await until(lambda: has(window, "Remove the card of Tuesday Tea Group"))
    assert [group.name for group in example.calendars.groups] == ["Tuesday Tea Group"]


async def test_a_card_is_shown_first_and_added_after_a_yes(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    card = example.home / "tea.parlour"
    card.write_text(CARD, "utf-8")
    window = await go_to(Place.ADD_FILE, str(card))
    await until(lambda: has(window, "Yes, add this group"))
    assert has(window, "This card is for Tuesday Tea Group.")
    assert not example.calendars.groups
    yes = button(window, "Yes, add this group")
    await until(lambda: window.rect().contains(yes.mapTo(window, QPoint(0, 0))))
    yes.click()
    await until(lambda: has(window, "The group is added."))
    assert has(window, "See my next session")
    names = [group.name for group in example.calendars.groups]
    assert names == ["Tuesday Tea Group"]
    await press(window, "Undo this")
    await until(lambda: has(window, "Everything is as it was before."))
    assert not example.calendars.groups


async def test_a_card_can_be_left(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(example.vault)
    card = example.home / "tea.parlour"
    card.write_text(CARD, "utf-8")
    window = await go_to(Place.ADD_FILE, str(card))
    await until(lambda: has(window, "No, leave it"))
    await press(window, "No, leave it")
    assert not has(window, "Yes, add this group")
    assert not example.calendars.groups


async def test_a2_a_calendar_file_is_shown_first_and_can_be_left(
    example: Example, go_to: Opener
) -> None:
    await example.calendars.unlock(example.vault)
    file = example.home / "group.ics"
    file.write_bytes(calendar())
    window = await go_to(Place.ADD_FILE, str(file))
    await until(lambda: has(window, "This file has 5 sessions to come."))
    assert has(window, "Tuesday Tea Group, today at 2:00pm")
    await press(window, "No, leave it")
    assert not has(window, "Yes, add this calendar")
    assert example.calendars.sources == ()


async def test_a2_a_calendar_file_that_is_there_already_is_no_question(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    window = await go_to(Place.ADD_FILE, str(example.home / "group.ics"))
    await until(lambda: has(window, "You have this calendar already."))


async def test_d11_a_locked_store_is_not_told_as_no_safe_place(
    example: Example, go_to: Opener
) -> None:
    example.vault.is_locked = True
    await example.unlocker.open()
    window = await go_to(Place.ADD_LINK)
    assert has(window, "This computer's safe place for passwords is locked.")
    assert not has(window, "This computer has no safe place for links.")
    example.vault.is_locked = False
    await press(window, "Try again")
    await until(lambda: not has(window, "This computer's safe place for passwords is locked."))


async def test_without_a_safe_place_it_says_so(example: Example, go_to: Opener) -> None:
    await example.calendars.unlock(MemoryVault())
    window = await go_to(Place.CALENDAR)
    assert has(window, "This computer has no safe place for links.")


async def test_leaving_while_a_calendar_is_read_is_no_fault(
    example: Example, go_to: Opener
) -> None:
    faults: list[Problem] = []
    example.background.at_fault = faults.append
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.ADD_LINK)
    with served(lambda request: reply(request, calendar())) as address:
        await add_address(window, f"{address}/group.ics")
        await press(window, "Home")
        await until(lambda: example.agenda.has_calendars)
    assert faults == []


async def test_checking_now_says_so_and_each_calendar_says_how_it_went(
    example: Example, go_to: Opener
) -> None:
    await example.settle_in()
    example.clock.moment += timedelta(minutes=5)
    window = await go_to(Place.CALENDAR)
    assert has(window, "Calendar checked 5 minutes ago.")
    await press(window, "Check now")
    await until(lambda: has(window, "We have looked at your calendars."))
    assert has(window, "Calendar checked just now.")
    (example.home / "group.ics").unlink()
    await press(window, "Check now")
    await until(lambda: has(window, "We could not read every calendar."))
    assert has(window, "We could not check since 1:55pm.")


async def test_behind_a_lock_nobody_is_told_to_have_no_calendar(
    example: Example, go_to: Opener
) -> None:
    example.vault.is_locked = True
    await example.unlocker.open()
    window = await go_to(Place.CALENDAR)
    assert has(window, "This computer's safe place for passwords is locked.")
    assert not has(window, "You have no calendar yet.")
    assert button(window, "Try again").hasFocus()


async def test_a_locked_store_is_opened_again_with_what_was_added_meanwhile(
    example: Example, go_to: Opener
) -> None:
    example.vault.is_locked = True
    await example.unlocker.open()
    file = example.home / "group.ics"
    file.write_bytes(calendar())
    await example.calendars.add_file(file)
    window = await go_to(Place.CALENDAR)
    assert has(window, "This computer's safe place for passwords is locked.")
    await press(window, "Try again")
    await until(lambda: has(window, "Try again"))
    example.vault.is_locked = False
    await press(window, "Try again")
    await until(lambda: example.calendars.is_kept and bool(example.calendars.sources))
    await until(lambda: has(window, "Remove Tuesday Tea Group") and not has(window, "Try again"))


async def test_a_file_that_changed_before_the_yes_is_shown_again(
    example: Example, go_to: Opener
) -> None:
    await example.calendars.unlock(example.vault)
    file = example.home / "group.ics"
    file.write_bytes(calendar())
    window = await go_to(Place.ADD_FILE, str(file))
    await until(lambda: has(window, "Yes, add this calendar"))
    file.write_bytes(calendar(rows=[TEA._replace(title="Another room")]))
    await press(window, "Yes, add this calendar")
    await until(lambda: has(window, "The file has changed since you looked."))
    await until(lambda: has(window, "Another room,"))
    assert example.calendars.sources == ()
    await press(window, "Yes, add this calendar")
    await until(lambda: has(window, "Tuesday Tea Group is added."))
    assert [one.title for one in example.agenda.sessions] == ["Another room"]
