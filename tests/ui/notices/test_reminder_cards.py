"""Reminders in the window: large, reachable, beside captions one line; answered and undone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.sessions.reminder_rules import EARLIER, LEAD
from tests.support.audit import tab_order
from tests.support.dressed import show
from tests.support.example import Example, Row, calendar
from tests.support.opener import Opener
from tests.support.reminder_scenes import remind
from tests.support.scenes import (
    CHAT,
    TEA,
    button,
    has,
    here,
    press,
    settle,
    until,
)
from ui.navigation import Place
from ui.widgets.button import BigButton
from ui.widgets.field import LabelledField
from ui.window import Window

MINUTE = timedelta(minutes=1)
TEA_SOON = "Tuesday Tea Group starts in 10 minutes."


async def reminded(
    example: Example, go_to: Opener, *rows: Row, place: Place = Place.HELP
) -> Window:
    """Return a window in which the tea group, or these sessions, is reminded of."""
    await example.settle_in(calendar(rows=rows or [TEA]))
    window = await go_to(place)
    remind(window, example)
    show(window, 1024, 768)
    return window


def joins(window: Window) -> list[BigButton]:
    """Return the buttons that join, which can be seen."""
    every = window.findChildren(BigButton)
    return [one for one in every if one.text() == "Join" and one.isVisibleTo(window)]


async def pass_time(example: Example, minutes: float) -> None:
    """Let time pass."""
    example.clock.moment += minutes * MINUTE
    example.agenda.tell()
    await settle()


async def test_it_stands_above_every_screen_until_it_is_answered(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to)
    for place in (Place.HOME, Place.SETTINGS, Place.SAFETY):
        example.navigator.go(place)
        await settle()
        assert has(window, TEA_SOON)
    await press(window, "Remind me in 5 minutes")
    assert not has(window, TEA_SOON)
    await pass_time(example, 5)
    assert has(window, "Tuesday Tea Group starts in 5 minutes.")


async def test_join_leads_into_the_session_and_ends_it(example: Example, go_to: Opener) -> None:
    window = await reminded(example, go_to)
    await press(window, "Join")
    assert here(example) is Place.OPENING
    assert example.browser.opened
    assert not has(window, TEA_SOON)
    await press(window, "Home")
    assert not has(window, TEA_SOON)


async def test_above_the_screen_of_its_own_session_it_does_not_stand(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to, TEA._replace(way="LOCATION:Home", has_phone=True))
    await press(window, "Join by phone")
    assert here(example) is Place.BY_PHONE
    assert not has(window, TEA_SOON)
    await press(window, "Back")
    assert has(window, TEA_SOON)
    await press(window, "I have seen this")
    assert not has(window, TEA_SOON)


@pytest.mark.parametrize(
    ("rows", "way"),
    [
        ((TEA,), "Join now"),
        ((TEA, CHAT), "Choose a session"),
        ((TEA._replace(way="LOCATION:Home", has_phone=True),), "Join by phone"),
    ],
)
async def test_on_home_there_is_one_way_in_whatever_reminder_is_there(
    example: Example, go_to: Opener, rows: tuple[Row, ...], way: str
) -> None:
    window = await reminded(example, go_to, *rows, place=Place.HOME)
    assert has(window, "Remind me in 5 minutes")
    every = [one.text() for one in window.findChildren(BigButton) if one.isVisibleTo(window)]
    ways = [text for text in every if text.startswith(("Join", "Choose"))]
    assert ways == [way]
    example.navigator.go(Place.HELP)
    await settle()
    assert has(window, "Join")


async def test_its_words_follow_the_clock_and_the_focus_stays(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to)
    later = button(window, "Remind me in 5 minutes")
    later.setFocus()
    await pass_time(example, 3)
    assert has(window, "Tuesday Tea Group starts in 7 minutes.")
    await pass_time(example, 13)
    assert has(window, "Tuesday Tea Group began 6 minutes ago. You can still join.")
    assert button(window, "Remind me in 5 minutes") is later
    assert later.hasFocus()


async def test_it_takes_no_letter_from_somebody_who_types(example: Example, go_to: Opener) -> None:
    await example.settle_in(calendar(rows=[TEA._replace(ahead=timedelta(minutes=11))]))
    window = await go_to(Place.ADD_LINK)
    field = window.findChild(LabelledField)
    assert field is not None
    remind(window, example)
    field.line.setFocus()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "https://")
    await pass_time(example, 1)
    assert has(window, "Tuesday Tea Group starts in 10 minutes.")
    assert QApplication.focusWidget() is focus
    QTest.keyClicks(focus, "calendar")
    assert field.text().endswith("https://calendar")


async def test_a_hand_on_its_way_to_something_else_presses_nothing(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to)
    join = button(window, "Join")
    spot = join.mapTo(window, join.rect().center())

    def click() -> None:
        handle = window.windowHandle()
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)

    click()
    await settle()
    assert here(example) is Place.HELP
    card = join.parentWidget()
    assert card is not None
    transparent = Qt.WidgetAttribute.WA_TransparentForMouseEvents
    await until(lambda: not card.testAttribute(transparent))
    click()
    assert here(example) is Place.OPENING


async def test_several_are_all_there_and_a_new_one_moves_no_focus(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to, TEA, CHAT._replace(ahead=timedelta(minutes=9)))
    assert len(joins(window)) == 2
    joins(window)[1].setFocus()
    await pass_time(example, 1)
    assert joins(window)[1].hasFocus()
    stops = [str(stop.property("text")) for stop in tab_order(window)]
    assert stops.count("Join") == 2
    names = [join.accessibleName() for join in joins(window)]
    assert names == ["Join: Carers’ chat", "Join: Tuesday Tea Group"]
    assert stops.index("Help") < stops.index("Join") < stops.index("How to join a session")


async def test_one_of_two_is_answered_and_the_other_stays(example: Example, go_to: Opener) -> None:
    window = await reminded(example, go_to, TEA, CHAT)
    await press(window, "Remind me in 5 minutes")
    assert len(joins(window)) == 1
    focus = QApplication.focusWidget()
    assert focus is not None and window.isAncestorOf(focus)


async def test_not_today_can_be_taken_back(example: Example, go_to: Opener) -> None:
    window = await reminded(example, go_to)
    await press(window, "Not today")
    assert not has(window, TEA_SOON)
    await press(window, "Remind me after all")
    assert has(window, TEA_SOON)
    await press(window, "Not today")
    await press(window, "I have read this")
    assert not has(window, "Remind me after all")
    assert not has(window, TEA_SOON)


async def test_an_offer_to_undo_ends_when_one_goes_elsewhere(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to)
    await press(window, "Not today")
    await press(window, "Settings")
    assert not has(window, "Remind me after all")


async def test_beside_captions_it_is_one_line_until_somebody_wants_it(
    example: Example, go_to: Opener
) -> None:
    example.speak()
    window = await reminded(example, go_to, place=Place.CAPTIONS)
    assert button(window, TEA_SOON).height() < 80
    assert not joins(window)
    await press(window, TEA_SOON)
    (join,) = joins(window)
    assert join.hasFocus()
    await press(window, "Home")
    assert has(window, "Remind me in 5 minutes")


async def test_two_beside_captions_are_one_line_too(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await reminded(example, go_to, TEA, CHAT, place=Place.CAPTIONS)
    assert button(window, "You have 2 reminders.")
    assert not joins(window)


async def test_a_session_with_no_link_is_not_offered_to_join(
    example: Example, go_to: Opener
) -> None:
    window = await reminded(example, go_to, TEA._replace(way="LOCATION:The park gate"))
    assert not joins(window)
    assert has(window, "I have seen this")


async def test_a_day_before_it_can_be_seen_or_refused(example: Example, go_to: Opener) -> None:
    example.settings[EARLIER] = 1440
    tomorrow = TEA._replace(ahead=timedelta(hours=20))
    window = await reminded(example, go_to, tomorrow)
    assert has(window, "I am not coming")
    await press(window, "I have seen this")
    assert not has(window, "Tuesday Tea Group is tomorrow")
    await pass_time(example, 20 * 60 - 5)
    assert joins(window)


async def test_when_the_door_opens_an_early_one_can_be_joined(
    example: Example, go_to: Opener
) -> None:
    example.settings[LEAD] = 30
    window = await reminded(example, go_to, TEA._replace(ahead=timedelta(minutes=30)))
    button(window, "I have seen this").setFocus()
    await pass_time(example, 16)
    assert joins(window)
    focus = QApplication.focusWidget()
    assert focus is not None and window.isAncestorOf(focus)


@pytest.mark.parametrize("size", [(1024, 768), (640, 480)])
async def test_it_leaves_room_for_the_screen(
    example: Example, go_to: Opener, size: tuple[int, int]
) -> None:
    window = await reminded(example, go_to, TEA, CHAT, TEA._replace(uid="c", title="Third"))
    show(window, *size)
    assert window.screen_shown.height() >= size[1] * 0.2


async def test_trying_it_out_goes_on_to_the_practice_session(
    example: Example, go_to: Opener
) -> None:
    await example.calendars.unlock(example.vault)
    window = await go_to(Place.REMINDERS)
    remind(window, example)
    await press(window, "Try a reminder")
    assert has(window, "Practice session starts in 10 minutes.")
    await press(window, "Not today")
    assert not has(window, "Practice session")
    assert not has(window, "Remind me after all")
    await press(window, "Try a reminder")
    await press(window, "Join")
    assert here(example) is Place.OPENING
    assert example.join.is_practising
    assert not has(window, "Practice session starts")
