"""A link that is not opened: in the person's words, with somebody to ask, and no way around."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from accessibility.qt.palette import current_look
from tests.support.example import Example, Row, calendar
from tests.support.opener import Opener
from tests.support.scenes import SOON, TEA, button, has, press, with_sessions
from ui.navigation import Place
from ui.widgets.text import Heading
from ui.window import Window


async def trouble(example: Example, link: str) -> str:
    """Let a session have this link; return its id."""
    await with_sessions(example, Row("odd", "Odd", SOON, f"URL:{link}", has_phone=True))
    return example.session("Odd").id


async def test_a_refused_link_is_explained_and_nothing_opens(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(
        Place.LINK_TROUBLE, await trouble(example, "https://zoom.us.evil.example/j/1?pwd=x")
    )
    assert has(window, "Nothing was opened. You are safe.")
    assert has(window, "zoom.us.evil.example")
    assert button(window, "Join by phone").accessibleDescription() == "020 3481 5237"
    assert has(window, "Call Ruth: 020 7946 0018")
    assert example.browser.opened == []
    await press(window, "Go to Home")
    assert example.navigator.here.place is Place.HOME


async def test_an_unknown_host_stands_there_large_with_who_can_add_it(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(
        Place.LINK_TROUBLE, await trouble(example, "https://meet.example.org/books")
    )
    (title,) = (one for one in window.screen_shown.findChildren(Heading) if one.level == 1)
    large = [one for one in window.findChildren(Heading) if one.text() == "meet.example.org"]
    look = current_look()
    assert [one.style_of(look) for one in large] == [title.style_of(look)]
    assert has(window, "Your group has not added this website.")
    assert has(window, "Only a helper can add this website.")


@pytest.mark.parametrize(
    "link",
    [
        "https://meet.example.org/books",
        "https://zoom.us.evil.example/j/1",
        "https://192.0.2.7/room",
        "https://bit.ly/abc",
        "http://zoom.us/j/1",
    ],
)
async def test_no_press_on_that_screen_opens_anything(
    link: str, example: Example, go_to: Opener
) -> None:
    """Nor is the link itself there, to be copied by eye: only the name of the website."""
    identity = await trouble(example, link)
    for at in range(len(buttons(await go_to(Place.LINK_TROUBLE, identity)))):
        window = await go_to(Place.LINK_TROUBLE, identity)
        assert all(link not in one.text() for one in window.findChildren(QLabel))
        buttons(window)[at].click()
        example.navigator.go(Place.HOME)
    assert example.browser.opened == []


def buttons(window: Window) -> list[QAbstractButton]:
    """Return what can be pressed."""
    return window.screen_shown.findChildren(QAbstractButton)


async def test_where_no_helper_is_known_it_names_who_to_ask(
    example: Example, go_to: Opener
) -> None:
    file = example.home / "odd.ics"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(calendar(rows=[TEA._replace(way="URL:https://bit.ly/abc")]))
    await example.calendars.unlock(example.vault)
    await example.calendars.add_file(file)
    window = await go_to(Place.LINK_TROUBLE, example.agenda.sessions[0].id)
    assert has(window, "Ask the person who invited you. They can send a new link.")
