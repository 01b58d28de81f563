"""What has changed is said on a screen of its own, until it is read."""

from __future__ import annotations

from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press
from ui.navigation import Place


async def test_where_nothing_has_changed_it_leads_home(example: Example, go_to: Opener) -> None:
    await example.settle_in()
    window = await go_to(Place.CHANGES)
    assert has(window, "What has changed")
    assert has(window, "Nothing has changed.")
    assert button(window, "Back to Home").hasFocus()
    await press(window, "Back to Home")
    assert example.navigator.here.place is Place.HOME
