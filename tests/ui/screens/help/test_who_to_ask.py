"""Who can I ask? names everybody that is known, from every page, and who always answers."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from resources.pages import page_names
from tests.support.dressed import put_away
from tests.support.example import Example
from tests.support.help_scenes import HELP_SCENES
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press
from ui.navigation import Place
from ui.widgets.button import BigButton

PAGES = [name for name in page_names() if name.startswith(("safety-", "help-", "leading-"))]


@pytest.mark.parametrize("name", PAGES)
async def test_every_page_leads_there(name: str, example: Example, go_to: Opener) -> None:
    window = await go_to(Place.PAGE, name)
    button(window, "Who can I ask?")
    await press(window, "Who can I ask?")
    assert here(example) is Place.WHO_TO_ASK
    await press(window, "Back")
    assert example.navigator.here.detail == name


async def test_everybody_stands_there_with_what_reaches_them(example: Example) -> None:
    window = await HELP_SCENES["ask-everybody"](example)
    for words in ("Sam", "Your helper", "Ruth", "Runs Tuesday Tea Group", "ruth@tea.example.org"):
        assert has(window, words), words
    copies = {one.accessibleName(): one for one in window.findChildren(BigButton)}
    copies["Copy: Ruth, 020 7946 0018"].click()
    assert QGuiApplication.clipboard().text() == "020 7946 0018"
    await press(window, "Talk to somebody now")
    assert here(example) is Place.HELPLINES
    put_away(window)


async def test_where_nobody_is_known_a_helper_can_be_added(example: Example) -> None:
    window = await HELP_SCENES["ask-nobody"](example)
    await press(window, "Add your helper")
    assert here(example) is Place.HELPER_CONTACT
    put_away(window)
