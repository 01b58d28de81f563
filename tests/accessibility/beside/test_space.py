"""Each desktop has the way of reserving space that it knows, or none."""

from __future__ import annotations

import pytest

from accessibility.beside.geometry import Claim, Keeps
from accessibility.beside.space import NoSpace, find_space
from accessibility.look.own_window import Rect


@pytest.mark.parametrize(
    ("platform", "keeps"),
    [
        ("xcb", "free"),
        ("wayland", "unplaced"),
        ("wayland-egl", "unplaced"),
        ("cocoa", "covered"),
        ("offscreen", "nothing"),
    ],
)
def test_each_desktop_says_what_it_does(platform: str, keeps: Keeps) -> None:
    assert find_space(platform).keeps == keeps


def test_where_nothing_is_reserved_it_stands_at_the_edge_of_what_is_free() -> None:
    screen, free = Rect(0, 0, 1440, 900), Rect(0, 25, 1440, 805)
    space = NoSpace("covered")
    assert space.claim(1, Claim("bottom", 225, screen, (screen,), free)) == Rect(0, 605, 1440, 225)
    space.give_back(1)
