"""Whether a window may stay above others is said honestly, for every kind of desktop."""

from __future__ import annotations

import pytest

from accessibility.look.on_top import has_old_way, may_stay_on_top, platform_to_start

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
BOTH = {**X11, **WAYLAND}


@pytest.mark.parametrize(
    ("platform", "environment", "keeps_above", "answer"),
    [
        ("xcb", X11, True, "yes"),
        ("xcb", BOTH, True, "yes"),
        ("xcb", X11, False, "no"),
        ("xcb", BOTH, False, "no"),  # started in the old way, on a desktop that has no such thing
        ("windows", {}, False, "yes"),
        ("cocoa", {}, False, "yes"),
        ("wayland", BOTH, True, "next_time"),
        ("wayland-egl", BOTH, True, "next_time"),
        ("wayland", WAYLAND, True, "no"),
    ],
)
def test_each_desktop(
    platform: str, environment: dict[str, str], keeps_above: bool, answer: str
) -> None:
    assert may_stay_on_top(platform, environment, lambda: keeps_above) == answer


def test_the_next_start_goes_through_xwayland_only_where_that_was_wished_and_is_there() -> None:
    assert platform_to_start(BOTH, old_way=True) == "xcb"
    assert platform_to_start(BOTH, old_way=False) is None
    assert platform_to_start(WAYLAND, old_way=True) is None
    assert platform_to_start(X11, old_way=True) is None


def test_what_was_set_by_hand_comes_first() -> None:
    assert platform_to_start({**BOTH, "QT_QPA_PLATFORM": "wayland"}, old_way=True) is None


def test_the_choice_is_offered_only_where_it_does_something() -> None:
    assert has_old_way(BOTH)
    assert not has_old_way(X11) and not has_old_way(WAYLAND) and not has_old_way({})
