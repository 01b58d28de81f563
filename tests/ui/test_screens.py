"""Every screen, in every state, passes the whole audit: in each theme, and twice as large."""

from __future__ import annotations

import pytest

from accessibility.qt.palette import AppLook
from desktop.navigation import Place
from tests.support.dressed import LARGE, USUAL, faults_at, put_away
from tests.support.example import Example
from tests.support.scenes import SCENES
from ui.screens.registry import SCREENS


def test_there_is_a_screen_for_every_place() -> None:
    assert set(SCREENS) == set(Place)
    assert {place.value for place in Place} <= set(SCENES)


@pytest.mark.parametrize("name", SCENES)
async def test_it_has_no_fault(name: str, look: AppLook, example: Example) -> None:
    window = await SCENES[name](example)
    found = faults_at(look, window, "light", *LARGE)
    for theme in ("light", "dark", "contrast"):
        found += faults_at(look, window, theme, *USUAL)
    put_away(window)
    assert found == [], "\n" + "\n".join(found)
