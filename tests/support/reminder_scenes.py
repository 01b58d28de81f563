"""Reminders, in every state they can be in, above screens of every kind."""

from __future__ import annotations

from datetime import timedelta

from desktop.sessions.reminder_rules import EARLIER, REMINDERS_ON
from tests.support.example import Example, Row
from tests.support.scenes import CHAT, SOON, TEA, Scene, at, press, settle, usual, with_sessions
from ui.navigation import Place
from ui.notices.reminder_cards import ReminderCards
from ui.widgets.button import BigButton
from ui.window import Window


def remind(window: Window, example: Example) -> None:
    """Let the window remind from now on, as it does in the app."""
    window.add_banner(ReminderCards(example))
    example.reminder_service.begin()


def reminded(
    *rows: Row, place: Place = Place.HELP, after: timedelta = timedelta(0), earlier: int = 0
) -> Scene:
    """Return the scene of a reminder of these sessions, some time later, above a screen."""

    async def scene(example: Example) -> Window:
        await with_sessions(example, *rows)
        example.clock.moment += after
        example.settings[EARLIER] = earlier
        example.speak()
        window = await at(example, place)
        remind(window, example)
        await settle()
        return window

    return scene


async def _reminder_in_another_session(example: Example) -> Window:
    await with_sessions(example, TEA, CHAT)
    example.speak()
    tea = example.session("Tea")
    prepared = example.join.prepare(tea)
    assert prepared.way.link is not None
    await example.join.open(prepared, prepared.way.link)
    window = await at(example, Place.SESSION)
    remind(window, example)
    await settle()
    return window


async def _reminder_not_today(example: Example) -> Window:
    window = await reminded(TEA)(example)
    await press(window, "Not today")
    return window


async def _reminder_in_session_unfolded(example: Example) -> Window:
    window = await reminded(TEA, place=Place.CAPTIONS)(example)
    cards = window.findChild(ReminderCards)
    assert cards is not None
    line = next(one for one in cards.findChildren(BigButton) if one.isVisibleTo(cards))
    line.click()  # what it says depends on the room there is
    await settle()
    return window


async def _reminder_tried_out(example: Example) -> Window:
    window = await at(example, Place.REMINDERS)
    remind(window, example)
    await press(window, "Try a reminder")
    return window


async def _reminders_off(example: Example) -> Window:
    example.settings[REMINDERS_ON] = False
    return await at(example, Place.REMINDERS)


async def _reminder_groups_quiet(example: Example) -> Window:
    window = await usual(Place.REMINDER_GROUPS)(example)
    await press(window, "Tuesday Tea Group")
    return window


async def _start_refused(example: Example) -> Window:
    (example.home / "autostart").write_text("in the way", "utf-8")
    window = await at(example, Place.REMINDER_WAYS)
    await press(window, "Yes, so that it can remind me")
    return window


REMINDER_SCENES: dict[str, Scene] = {
    "reminder-soon": reminded(TEA),
    "reminder-on-home": reminded(TEA, place=Place.HOME),
    "reminder-now": reminded(TEA, after=SOON),
    "reminder-late": reminded(TEA, after=timedelta(minutes=16)),
    "reminder-ahead": reminded(TEA._replace(ahead=timedelta(hours=20)), earlier=1440),
    "reminder-two": reminded(TEA, CHAT),
    "reminder-phone": reminded(TEA._replace(way="LOCATION:Home", has_phone=True)),
    "reminder-refused": reminded(TEA._replace(way="URL:https://zoom.us.evil.example/j/1?pwd=x")),
    "reminder-no-link": reminded(TEA._replace(way="LOCATION:The park gate")),
    "reminder-beside-captions": reminded(TEA, place=Place.CAPTIONS),
    "reminder-two-beside-captions": reminded(TEA, CHAT, place=Place.CAPTIONS),
    "reminder-in-another-session": _reminder_in_another_session,
    "reminder-unfolded": _reminder_in_session_unfolded,
    "reminder-not-today": _reminder_not_today,
    "reminder-tried-out": _reminder_tried_out,
    "reminders-off": _reminders_off,
    "reminder-groups-quiet": _reminder_groups_quiet,
    "reminder-start-refused": _start_refused,
}
