"""The screens of somebody who needs help or leaves, and those of the helper's own name."""

from __future__ import annotations

import json
from datetime import timedelta

from desktop.calendars.store import CardOffer
from desktop.joining.join import PreparedJoin
from resources.helplines import MAX_AGE, NATION
from resources.words import Words
from tests.support.example import CARD, PACK, Example, Row, calendar
from tests.support.scenes import SOON, Scene, at, has, press, settle, until, usual
from ui.navigation import Place
from ui.screens.help.answers import steps_for
from ui.screens.join.leaving import AFTER
from ui.widgets.field import LabelledField
from ui.window import Window

FILM = "https://www.youtube.com/live/abcdefghijk"


async def join(example: Example, title: str = "Tea") -> None:
    """Be in a session, as after a press of Join."""
    prepared: PreparedJoin = example.join.prepare(example.session(title))
    assert prepared.way.link is not None
    assert await example.join.open(prepared, prepared.way.link)


async def call_in(example: Example) -> None:
    """Be in a session by phone."""
    tea = example.session("Tea")
    assert await example.join.call(tea, example.join.numbers(tea)[0])


async def practise(example: Example) -> None:
    """Be in the rehearsal."""
    await example.calendars.unlock(example.vault)
    prepared = example.join.prepare(example.agenda.practice())
    assert prepared.way.link is not None
    assert await example.join.open(prepared, prepared.way.link)


def answer(trouble: str, tried: int = 0) -> Scene:
    """Return the scene of one answer in a session; -1 is what comes after the last."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        await join(example)
        if trouble == "captions":
            example.captioning.use(PACK)
        step = len(steps_for(example, trouble)) if tried < 0 else tried
        return await at(example, Place.HELP_ANSWER, f"{trouble}.{step}")

    return scene


def _buttons(part: str) -> Scene:
    """Return the scene of what one button of a meeting does."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        await join(example)
        return await at(example, Place.MEETING_BUTTONS, part)

    return scene


def by_phone(place: Place, detail: str = "") -> Scene:
    """Return the scene of a place for somebody who called in."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        await call_in(example)
        return await at(example, place, detail)

    return scene


def in_practice(place: Place, detail: str = "") -> Scene:
    """Return the scene of a place in the rehearsal."""

    async def scene(example: Example) -> Window:
        await practise(example)
        return await at(example, place, detail)

    return scene


def leaving(detail: str) -> Scene:
    """Return the scene of one step of leaving."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        await join(example)
        return await at(example, Place.LEAVING, detail)

    return scene


def alone(place: Place, detail: str = "") -> Scene:
    """Return the scene of a place before anything was set up: no helper, no session."""

    async def scene(example: Example) -> Window:
        await example.calendars.unlock(example.vault)
        return await at(example, place, detail)

    return scene


async def _leaving_meet(example: Example) -> Window:
    await example.settle_in()
    await join(example, "Carers")
    return await at(example, Place.LEAVING)


async def _leaving_film(example: Example) -> Window:
    await example.settle_in(calendar(rows=[Row("film", "Tea film", SOON, f"URL:{FILM}")]))
    await join(example)
    return await at(example, Place.LEAVING)


async def _everybody(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    await example.calendars.typed_contact.save("Sam", "020 7946 0999")
    plain = json.loads(CARD)
    hours = "Mondays to Fridays, 9:00am to 5:00pm"
    plain["group"]["contact"] |= {"email": "ruth@tea.example.org", "hours": hours}
    card = example.home / "tea.parlour"
    card.write_text(json.dumps(plain), "utf-8")
    offer = await example.calendars.open_file(card)
    assert isinstance(offer, CardOffer)
    await example.calendars.apply_card(offer)
    return await at(example, Place.WHO_TO_ASK)


async def _upset_copied(example: Example) -> Window:
    window = await usual(Place.UPSET)(example)
    await press(window, "Copy")
    return window


async def type_helper(window: Window, name: str, phone: str) -> None:
    """Fill in who helps, and keep it."""
    for field, text in zip(window.findChildren(LabelledField), (name, phone), strict=True):
        field.set_text(text)
    await press(window, "Keep this helper")


async def _helper_kept(example: Example) -> Window:
    window = await alone(Place.HELPER_CONTACT)(example)
    await type_helper(window, "Sam Lee", "020 7946 0123")
    await until(lambda: has(window, "Put it back as it was"))
    return window


async def _message_after(example: Example) -> Window:
    await example.settle_in()
    await join(example)
    return await at(example, Place.TELL_HELPER, AFTER)


async def _helper_wrong(example: Example) -> Window:
    window = await alone(Place.HELPER_CONTACT)(example)
    await type_helper(window, "Sam", "999")
    said = Words().sentence("problem.helper_phone_wrong").text
    await until(lambda: has(window, said))
    await settle()
    return window


async def _safety_part(example: Example) -> Window:
    return await at(example, Place.SAFETY, "before")


async def _safety_unsafe_home(example: Example) -> Window:
    return await at(example, Place.PAGE, "safety-unsafe-home")


async def _helplines_scotland(example: Example) -> Window:
    example.settings[NATION] = "scotland"
    return await at(example, Place.HELPLINES)


async def _upset_ireland(example: Example) -> Window:
    example.settings[NATION] = "ireland"
    return await at(example, Place.UPSET)


async def _helplines_old(example: Example) -> Window:
    example.clock.moment += MAX_AGE + timedelta(days=60)
    return await at(example, Place.HELPLINES)


async def _safety_at_home(example: Example) -> Window:
    return await at(example, Place.SAFETY, "home")


HELP_SCENES: dict[str, Scene] = {
    "keeping-safe-at-home": _safety_at_home,
    "answer-in-service": answer("unseen"),
    "answer-captions": answer("captions"),
    "buttons-in-service": _buttons("hand"),
    "buttons-last": _buttons("leave"),
    "buttons-practice": in_practice(Place.MEETING_BUTTONS, "camera"),
    "answer-way": answer("hear", 3),
    "answer-ended": answer("hear", -1),
    "answer-practice": in_practice(Place.HELP_ANSWER, "unseen"),
    "answer-phone": by_phone(Place.HELP_ANSWER, "unseen"),
    "upset-copied": _upset_copied,
    "upset-alone": alone(Place.UPSET),
    "camera-phone": by_phone(Place.CAMERA_OFF),
    "camera-practice": in_practice(Place.CAMERA_OFF),
    "tell-nobody": alone(Place.TELL_HELPER),
    "ask-nobody": alone(Place.WHO_TO_ASK),
    "ask-everybody": _everybody,
    "leaving-how": leaving("how"),
    "leaving-quiet": leaving("quiet"),
    "message-after": _message_after,
    "message-to-nobody": alone(Place.TELL_HELPER, AFTER),
    "leaving-phone": by_phone(Place.LEAVING, "how"),
    "leaving-film": _leaving_film,
    "leaving-meet": _leaving_meet,
    "leaving-practice": in_practice(Place.LEAVING),
    "leaving-practice-how": in_practice(Place.LEAVING, "how"),
    "leaving-practice-open": in_practice(Place.LEAVING, "still_open"),
    "leaving-practice-quiet": in_practice(Place.LEAVING, "quiet"),
    "helper-kept": _helper_kept,
    "helper-wrong": _helper_wrong,
    "side-by-side-first": alone(Place.SIDE_BY_SIDE),
    "help-no-helper": alone(Place.HELP),
    "helplines-scotland": _helplines_scotland,
    "helplines-old": _helplines_old,
    "upset-ireland": _upset_ireland,
    "keeping-safe-part": _safety_part,
    "keeping-safe-unsafe-home": _safety_unsafe_home,
}
