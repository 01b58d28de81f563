"""Every screen, in every state, passes the whole audit: in each theme, and twice as large."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from accessibility.look.themes import THEMES
from accessibility.qt.palette import AppLook
from tests.support.all_scenes import SCENES
from tests.support.dressed import (
    LARGE,
    USUAL,
    faults_at,
    faults_at_the_foot,
    faults_of_colours,
    faults_of_shape,
    faults_on_arrival,
    put_away,
)
from tests.support.example import Example, living
from tests.support.stretched import MirroredWords, StretchedWords
from ui.navigation import Place
from ui.screens.base import Screen
from ui.screens.registry import SCREENS, screen_class

OTHERS = sorted(set(THEMES) - {"light"})


def test_there_is_a_screen_for_every_place() -> None:
    assert set(SCREENS) == set(Place)
    assert all(issubclass(screen_class(place), Screen) for place in Place)
    assert {place.value for place in Place} <= set(SCENES)


@pytest.mark.parametrize("name", SCENES)
async def test_it_has_no_fault(name: str, look: AppLook, example: Example) -> None:
    window = await SCENES[name](example)
    found = [
        *faults_on_arrival(look, window, is_new=name in {place.value for place in Place}),
        *faults_at_the_foot(look, window),
        *faults_at(look, window, "light", LARGE),
        *faults_at(look, window, "light", USUAL),
        *(fault for theme in OTHERS for fault in faults_of_colours(look, window, theme)),
    ]
    put_away(window)
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize("name", SCENES)
async def test_a_longer_language_fits(name: str, look: AppLook, tmp_path: Path) -> None:
    async with living(Example(tmp_path, StretchedWords())) as example:
        window = await SCENES[name](example)
        found = faults_of_shape(look, window)
        put_away(window)
    assert found == [], "\n" + "\n".join(found)


@pytest.mark.parametrize("place", Place)
async def test_a_language_from_right_to_left_fits(
    place: Place, look: AppLook, tmp_path: Path
) -> None:
    async with living(Example(tmp_path, MirroredWords())) as example:
        window = await SCENES[place.value](example)
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        found = faults_of_shape(look, window)
        put_away(window)
    assert found == [], "\n" + "\n".join(found)
