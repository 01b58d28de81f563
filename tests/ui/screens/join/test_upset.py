"""I am upset: everything is in sight at once, and one press from the choice to a number."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from accessibility.qt.palette import AppLook
from tests.support.dressed import show
from tests.support.example import Example
from tests.support.help_scenes import call_in, join, practise
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from tests.ui.test_in_sight import in_sight
from ui.navigation import Place
from ui.widgets.button import BigButton
from ui.window import Window

NUMBERS = ("999", "111", "116 123")


async def upset(example: Example, go_to: Opener) -> Window:
    """Return a window of somebody in a session who is upset: one press from I need help."""
    await example.settle_in()
    await join(example)
    window = await go_to(Place.NEED_HELP)
    await press(window, "I am upset, or something is wrong")
    return window


def named(window: QWidget, name: str) -> BigButton:
    """Return the button that a voice or a screen reader calls so."""
    return next(one for one in window.findChildren(BigButton) if one.accessibleName() == name)


async def test_one_press_shows_every_number_and_every_way_on_a_small_screen(
    example: Example, go_to: Opener, look: AppLook
) -> None:
    window = await upset(example, go_to)
    look.wear("light", 100)
    show(window, 1024, 600)
    things: list[QWidget] = [
        *window.screen_shown.findChildren(BigButton),
        *(one for one in window.screen_shown.findChildren(QLabel) if one.text() in NUMBERS),
    ]
    seen = [in_sight(window, one) for one in things]
    whole = [QRect(one.mapTo(window, QPoint(0, 0)), one.size()) for one in things]
    assert seen == whole
    assert len(things) == 3 + 3 * 3 + 2
    assert has(window, "You can stop now. You do not need a reason.")
    assert has(window, "NHS 111: England, Scotland, Wales")


async def test_a_number_is_copied_and_said(example: Example, go_to: Opener) -> None:
    window = await upset(example, go_to)
    named(window, "Copy: Samaritans, 116 123").click()
    assert QGuiApplication.clipboard().text() == "116 123"
    assert has(window, "Copy") and named(window, "Copy: Samaritans, 116 123").hint == "Copied"
    say = named(window, "Say it aloud: Emergency, 999")
    say.click()
    assert say.text() == "Stop reading"
    await until(lambda: example.voice.begun == ["Emergency: 9 9 9."])
    named(window, "Say it aloud: Samaritans, 116 123").click()
    await until(lambda: say.text() == "Say it aloud")
    await until(lambda: example.voice.begun[-1:] == ["Samaritans: 1 1 6, 1 2 3."])
    await press(window, "Home")
    assert not example.aloud.is_speaking


async def test_without_a_voice_there_is_only_copy(example: Example, go_to: Opener) -> None:
    example.voice.is_available = False
    window = await upset(example, go_to)
    assert has(window, "Copy") and not has(window, "Say it aloud")


async def test_camera_and_sound_off_is_said_for_the_service(
    example: Example, go_to: Opener
) -> None:
    window = await upset(example, go_to)
    await press(window, "Turn my camera and sound off")
    assert has(window, "In Zoom") and has(window, "The camera button is next to the microphone.")
    await press(window, "It is off")
    assert example.navigator.here.place is Place.UPSET
    await press(window, "Leave")
    assert has(window, "You are still in Zoom.")


async def test_by_phone_and_in_practice_it_is_true_too(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    await call_in(example)
    window = await go_to(Place.CAMERA_OFF)
    assert has(window, "Press mute on your phone.")
    example.join.left()
    await practise(example)
    window = await go_to(Place.CAMERA_OFF, "again")
    assert has(window, "In the practice meeting") and has(window, "Press Turn my camera on")
    assert has(window, "This is practice. Nobody can see you or hear you.")


async def test_the_helper_is_told_in_words_that_are_ready(example: Example, go_to: Opener) -> None:
    window = await upset(example, go_to)
    await press(window, "Tell Ruth")
    assert has(window, "Call Ruth with your phone:") and has(window, "020 7946 0018")
    named(window, "Copy: I am upset. Please call me.").click()
    assert QGuiApplication.clipboard().text() == "I am upset. Please call me."
    named(window, "Say it aloud: 020 7946 0018").click()
    await until(lambda: bool(example.voice.begun))


async def test_where_nobody_is_known_somebody_can_be_typed_in(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.UPSET)
    names = {one.text() for one in window.screen_shown.findChildren(BigButton)}
    assert "Leave" not in names and not has(window, "Turn my camera")  # in no session
    await press(window, "Tell somebody")
    assert has(window, "Parlour does not know your helper yet.")
    await press(window, "Add your helper’s name and number")
    assert example.navigator.here.place is Place.HELPER_CONTACT
    assert button(window, "Keep this helper").isVisibleTo(window)
