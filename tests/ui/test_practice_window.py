"""The practice meeting is a window of its own in which everything does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from accessibility.qt.palette import AppLook
from tests.support.dressed import faults_everywhere, faults_of_shape, put_away
from tests.support.example import Example, living
from tests.support.opener import Opener
from tests.support.practice_scenes import PRACTICE_WINDOWS, inside, while_somebody_speaks
from tests.support.scenes import button, has, press, settle
from tests.support.stretched import MirroredWords, StretchedWords
from ui.navigation import Place
from ui.practice_window import PracticeWindow
from ui.widgets.person_tile import PersonTile


def open_ones() -> list[PracticeWindow]:
    """Return the practice meetings that can be seen."""
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, PracticeWindow) and not one.isHidden()]


@pytest.mark.parametrize("name", PRACTICE_WINDOWS)
async def test_it_has_no_fault(name: str, look: AppLook, example: Example) -> None:
    window = await PRACTICE_WINDOWS[name](example)
    found = faults_everywhere(look, window)
    put_away(window)
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize("words", [StretchedWords, MirroredWords])
async def test_other_languages_fit(
    words: type[StretchedWords] | type[MirroredWords], look: AppLook, tmp_path: Path
) -> None:
    async with living(Example(tmp_path, words())) as example:
        window = await inside(example)
        if words is MirroredWords:
            window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        found = faults_of_shape(look, window)
        put_away(window)
    assert found == [], "\n" + "\n".join(found)


async def test_joining_opens_it_and_its_red_button_closes_it(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.PRACTICE)
    await press(window, "Join now")
    (meeting,) = open_ones()
    assert meeting.windowTitle() == "Practice meeting – Parlour"
    assert has(meeting, "This is practice. Nobody can see you or hear you.")
    await press(meeting, "Join meeting")
    assert has(meeting, "You are in. Now go to Parlour, and press It opened.")
    await press(window, "It opened")
    await press(meeting, "Leave")
    assert open_ones() == [] and example.practice_room.stage == "closed"
    assert has(window, "You have left the practice meeting.")


async def test_its_frame_closes_it_as_its_red_button_does(example: Example, go_to: Opener) -> None:
    await go_to(Place.OPENING, example.agenda.practice().id)
    (meeting,) = open_ones()
    meeting.close()
    await settle()
    assert open_ones() == [] and example.practice_room.stage == "closed"


async def test_sound_and_camera_show_what_they_do(example: Example) -> None:
    window = await inside(example)
    assert has(window, "Your sound is off. Your camera is off.")
    await press(window, "Turn my sound on")
    await press(window, "Turn my camera on")
    assert has(window, "Your sound is on. Your camera is on. Here you see a drawing.")
    await press(window, "Turn my sound off")
    assert has(window, "Your sound is off. Your camera is on.")
    put_away(window)


async def test_who_speaks_is_marked_and_said(example: Example) -> None:
    window = await while_somebody_speaks(example)
    said = [has(tile, "Speaking now") for tile in window.findChildren(PersonTile)]
    assert said == [True, False, False]
    put_away(window)


async def test_it_leads_to_parlour(example: Example) -> None:
    window = await inside(example)
    wanted: list[bool] = []
    window.parlour_wanted.connect(lambda: wanted.append(True))
    button(window, "Show Parlour").click()
    assert wanted == [True]
    put_away(window)
