"""The screens of calendars in every state: adding one, each way to do so, and what may go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from desktop.calendars.weekly_draft import Typed
from desktop.credentials.memory_vault import MemoryVault
from desktop.feeds.accounts import find_calendars
from tests.support.dav_server import DAV_LOGIN, dav_served
from tests.support.example import ZOOM, Example, Row, calendar
from tests.support.group_cards import card_bytes
from tests.support.scenes import TEA, Scene, add_address, at, has, press, settle, until, usual
from tests.support.servers import reply, served
from ui.navigation import Place
from ui.widgets.field import LabelledField, SecretField
from ui.window import Window

INVITATION = f"""
Ruth Evans is inviting you to a scheduled Zoom meeting.
Topic: Winter tea
Time: Dec 1, 2026 03:00 PM Eastern Time (US and Canada)
{ZOOM}
Passcode: 482913
One tap mobile
+442034815237,,81234567890#,,,,*482913# United Kingdom
"""
"""All there is to know of one meeting, but whether there are others."""

WEEKLY = Typed("tuesday", time(14), 90, "Tuesday Tea Group", ZOOM, "020 3481 5237")


def fields(window: Window) -> list[LabelledField]:
    """Return the fields to be seen, from the top."""
    return [one for one in window.findChildren(LabelledField) if one.isVisibleTo(window)]


def secret_field(window: Window) -> SecretField:
    """Return the field for a password."""
    found = window.findChild(SecretField)
    assert found is not None
    return found


async def sign_in(window: Window, address: str, password: str = DAV_LOGIN[1]) -> None:
    """Fill the sign-in in, and ask for the calendars."""
    for field, text in zip(fields(window), (address, DAV_LOGIN[0], password), strict=True):
        field.set_text(text)
    await press(window, "Find my calendars")


async def locked_out(example: Example) -> str:
    """Let there be a calendar whose password has stopped working; return its server's address."""
    await example.calendars.unlock(example.vault)
    with dav_served(calendar()) as server:
        found = await find_calendars(server.address, *DAV_LOGIN)
        await example.calendars.add_caldav(found[0], *DAV_LOGIN)
        server.password = "another"
        await example.agenda.check_now()
    example.agenda.tell()
    return example.calendars.sources[0].id


# Calendars


async def _calendar_for_this_run(example: Example) -> Window:
    await example.calendars.unlock(MemoryVault())
    return await at(example, Place.CALENDAR)


async def paste(window: Window, text: str) -> None:
    """Paste a text into the field, take it, and wait until it is read."""
    await add_address(window, text)
    await until(lambda: not has(window, "Reading what you pasted…"))
    await settle()


def pasting(text: str) -> Scene:
    """Return the scene of the field after this was pasted into it, and taken."""

    async def scene(example: Example) -> Window:
        await example.calendars.unlock(example.vault)
        window = await at(example, Place.ADD_LINK)
        await paste(window, text)
        return window

    return scene


async def _calendar_unread_link(example: Example) -> Window:
    with served(lambda request: reply(request, b"<html>Hello</html>")) as address:
        window = await pasting(f"{address}/group.ics")(example)
        await until(lambda: has(window, "Type the day and the time"))
    return window


async def _pasted_once(example: Example) -> Window:
    window = await pasting(INVITATION)(example)
    await press(window, "No, only on")
    return window


async def _opening_passcode(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    rule = replace(WEEKLY, passcode="482913").rule(example.clock.zone(), example.clock.now())
    assert rule is not None
    await example.calendars.add_weekly(rule)
    example.agenda.tell()
    return await at(example, Place.OPENING, example.session("Tea").id)


async def _calendar_card(example: Example) -> Window:
    await example.settle_in()
    window = await at(example, Place.ADD_FILE, str(example.home / "group.parlour"))
    await until(lambda: has(window, "Yes, add this group"))
    return window


def _card_file(example: Example, **changes: object) -> str:
    example.home.mkdir(parents=True, exist_ok=True)
    card = example.home / "new.parlour"
    card.write_bytes(card_bytes(calendar=..., expires=..., **changes))
    return str(card)


async def _calendar_card_full(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    window = await at(example, Place.ADD_FILE, _card_file(example, group__language="cy"))
    await until(lambda: has(window, "Yes, add this group"))
    return window


async def _calendar_card_added(example: Example) -> Window:
    window = await _calendar_card_full(example)
    await press(window, "Yes, add this group")
    await until(lambda: has(window, "The group is added."))
    return window


async def _calendar_card_changed(example: Example) -> Window:
    await _calendar_card_added(example)
    changes = {
        "group__contact": {"name": "Ann", "phone": "0909 879 0001"},
        "weekly__0__at": "15:30",
        "weekly__0__room": "https://zoom.us/j/123456789",
    }
    window = await at(example, Place.ADD_FILE, _card_file(example, made="2026-11-02", **changes))
    await until(lambda: has(window, "You already have Tuesday Tea Group."))
    return window


async def _calendar_of_a_group(example: Example) -> Window:
    await _calendar_card_added(example)
    return await at(example, Place.CALENDAR)


async def _calendar_file(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    file = example.home / "group.ics"
    file.write_bytes(calendar())
    window = await at(example, Place.ADD_FILE, str(file))
    await until(lambda: has(window, "Yes, add this calendar"))
    return window


async def _calendar_file_changed(example: Example) -> Window:
    window = await _calendar_file(example)
    (example.home / "group.ics").write_bytes(calendar(rows=[TEA]))
    await press(window, "Yes, add this calendar")
    await until(lambda: has(window, "The file has changed since you looked."))
    await until(lambda: has(window, "Yes, add this calendar"))
    return window


async def _opening_disputed(example: Example) -> Window:
    await example.settle_in()
    other = example.home / "other.ics"
    other.write_bytes(calendar(rows=[TEA._replace(way="URL:https://zoom.us/j/99988877766")]))
    await example.calendars.add_file(other)
    example.agenda.tell()
    window = await at(example, Place.OPENING, example.session("Tea").id)
    await until(lambda: has(window, "This one is from"))
    return window


async def _in_a_known_group(example: Example) -> None:
    """Have a group whose rules the person is happy with."""
    await _calendar_card_added(example)
    await example.calendars.agreements.be_happy(example.calendars.groups[0])


async def _phone_of_a_group(example: Example) -> Window:
    await _in_a_known_group(example)
    session = next(one for one in example.agenda.sessions if one.title == "Tea")
    return await at(example, Place.BY_PHONE, session.id)


async def _ways_of_a_group(example: Example) -> Window:
    await _in_a_known_group(example)
    return await at(example, Place.OPENING, example.session("Tea").id)


async def _calendar_removed(example: Example) -> Window:
    window = await usual(Place.CALENDAR)(example)
    await press(window, "Remove")
    await until(lambda: has(window, "Put it back"))
    return window


async def _calendar_empty(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    return await at(example, Place.CALENDAR)


async def _calendar_checked(example: Example) -> Window:
    window = await usual(Place.CALENDAR)(example)
    await press(window, "Check now")
    await until(lambda: has(window, "We have looked at your calendars."))
    return window


async def _calendar_locked(example: Example) -> Window:
    example.vault.is_locked = True
    await example.unlocker.open()
    return await at(example, Place.CALENDAR)


async def _calendar_locked_out(example: Example) -> Window:
    await locked_out(example)
    return await at(example, Place.CALENDAR)


async def _sign_in_found(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    window = await at(example, Place.SIGN_IN, "nextcloud")
    with dav_served(calendar()) as server:
        await sign_in(window, server.address)
        await until(lambda: has(window, "Add Tuesday Tea"))
        await press(window, "Add Tuesday Tea")
        await until(lambda: has(window, "Tuesday Tea is added."))
    return window


async def _sign_in_refused(example: Example) -> Window:
    await example.calendars.unlock(MemoryVault())
    window = await at(example, Place.SIGN_IN, "other")
    with dav_served(calendar()) as server:
        await sign_in(window, server.address, password="wrong")
        await until(lambda: has(window, "That name and password do not match."))
    return window


async def _sign_in_elsewhere(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    window = await at(example, Place.SIGN_IN, "other")
    with dav_served(calendar()) as there, dav_served(calendar()) as typed:
        typed.elsewhere["/"] = there.address
        await sign_in(window, typed.address)
        await until(lambda: has(window, "Yes, send my password there"))
    return window


async def _sign_in_again(example: Example) -> Window:
    return await at(example, Place.SIGN_IN_AGAIN, await locked_out(example))


async def _sign_in_again_done(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    with dav_served(calendar()) as server:
        found = await find_calendars(server.address, *DAV_LOGIN)
        await example.calendars.add_caldav(found[0], *DAV_LOGIN)
        window = await at(example, Place.SIGN_IN_AGAIN, example.calendars.sources[0].id)
        secret_field(window).set_text(DAV_LOGIN[1])
        await press(window, "Use this password")
        await until(lambda: has(window, "The password works."))
    return window


# A weekly session


def weekly_at(step: str, **typed: Any) -> Scene:
    """Return the scene of one question about a weekly session, with these answers before it."""

    async def scene(example: Example) -> Window:
        await example.calendars.unlock(example.vault)
        example.draft.typed = replace(WEEKLY, **typed)
        return await at(example, Place.WEEKLY, step)

    return scene


async def _weekly_which_half(example: Example) -> Window:
    window = await weekly_at("time", at=None)(example)
    fields(window)[0].set_text("2")
    await press(window, "Next")
    return window


async def _weekly_wrong_link(example: Example) -> Window:
    window = await weekly_at("join", room="https://zoom.us.evil.example/j/1", phone="*#06#")(
        example
    )
    await press(window, "Next")
    return window


async def _weekly_kept(example: Example) -> Window:
    window = await weekly_at("check")(example)
    await press(window, "Yes, keep this")
    await until(lambda: has(window, "Tuesday Tea Group is in My sessions."))
    return window


async def _weekly_on_the_list(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    rule = WEEKLY.rule(example.clock.zone(), example.clock.now())
    assert rule is not None
    await example.calendars.add_weekly(rule)
    return await at(example, Place.CALENDAR)


# Joining, with a calendar that is asked once more


def opening_after(*rows: Row) -> Scene:
    """Return the scene of Join for the tea group, whose calendar holds these rows by now."""

    async def scene(example: Example) -> Window:
        bodies = [calendar(rows=[TEA]), calendar(rows=rows)]
        with served(lambda request: reply(request, bodies[0])) as address:
            await example.calendars.unlock(example.vault)
            await example.calendars.add_address(f"{address}/group.ics")
            bodies.pop(0)
            example.clock.moment += timedelta(minutes=2)
            window = await at(example, Place.OPENING, example.session("Tea").id)
            await until(lambda: not has(window, "Looking at your calendar…"))
        return window

    return scene


async def _opening_looking(example: Example) -> Window:
    await example.settle_in()
    example.clock.moment += timedelta(minutes=2)
    return await at(example, Place.OPENING, example.session("Tea").id)


# Home


async def _home_locked(example: Example) -> Window:
    example.vault.is_locked = True
    await example.unlocker.open()
    example.agenda.tell()
    return await at(example, Place.HOME)


async def _home_locked_out(example: Example) -> Window:
    await locked_out(example)
    return await at(example, Place.HOME)


CALENDAR_SCENES: dict[str, Scene] = {
    "calendar-this-run": _calendar_for_this_run,
    "calendar-wrong-link": pasting("https://zoom.us.evil.example/j/81234567890"),
    "calendar-unread-link": _calendar_unread_link,
    "pasted-nothing": pasting("hello there"),
    "pasted-card": pasting("https://tea.example.org/tea.parlour"),
    "pasted-link": pasting(ZOOM),
    "pasted-phone": pasting("Every Tuesday at 7, by phone: 0909 879 0001, PIN: 482 913#"),
    "pasted-time": pasting("Tuesdays 3pm https://zoom.us.evil.example/j/81234567890"),
    "pasted-invitation": pasting(INVITATION),
    "pasted-once": _pasted_once,
    "opening-passcode": _opening_passcode,
    "calendar-card": _calendar_card,
    "calendar-card-full": _calendar_card_full,
    "calendar-card-added": _calendar_card_added,
    "calendar-card-changed": _calendar_card_changed,
    "calendar-of-a-group": _calendar_of_a_group,
    "calendar-file": _calendar_file,
    "calendar-file-changed": _calendar_file_changed,
    "opening-disputed": _opening_disputed,
    "phone-of-a-group": _phone_of_a_group,
    "ways-of-a-group": _ways_of_a_group,
    "calendar-removed": _calendar_removed,
    "calendar-empty": _calendar_empty,
    "calendar-checked": _calendar_checked,
    "calendar-locked": _calendar_locked,
    "calendar-locked-out": _calendar_locked_out,
    "opening-looking": _opening_looking,
    "opening-moved-meanwhile": opening_after(TEA._replace(ahead=timedelta(minutes=12))),
    "opening-cancelled-meanwhile": opening_after(TEA._replace(status="CANCELLED")),
    "home-locked": _home_locked,
    "home-locked-out": _home_locked_out,
    "sign-in-other": _sign_in_refused,
    "sign-in-found": _sign_in_found,
    "sign-in-elsewhere": _sign_in_elsewhere,
    "sign-in-again": _sign_in_again,
    "sign-in-again-done": _sign_in_again_done,
    "weekly-time": weekly_at("time"),
    "weekly-date": weekly_at("day", every=0, starts=date(2026, 12, 1)),
    "weekly-often": weekly_at("often", starts=date(2026, 12, 1), may_be_once=True),
    "weekly-which-half": _weekly_which_half,
    "weekly-name": weekly_at("name"),
    "weekly-join": weekly_at("join"),
    "weekly-wrong-link": _weekly_wrong_link,
    "weekly-check": weekly_at("check"),
    "weekly-unanswered": weekly_at("check", day=None),
    "weekly-kept": _weekly_kept,
    "weekly-on-the-list": _weekly_on_the_list,
}
