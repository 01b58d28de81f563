"""Where the strip stands, and what it reserves: on one screen, on several, above panels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.beside.geometry import (
    Claim,
    Edge,
    Shape,
    Strut,
    edge_of,
    free_area,
    in_device,
    in_logical,
    placed,
    shape_for,
    share_at,
    size_of,
    strut_for,
    whole_strut,
)
from accessibility.look.own_window import Rect
from accessibility.look.text_size import TEXT_SIZE, Scale

SCREEN = Rect(0, 0, 1366, 768)
LARGE, SMALL = Rect(0, 0, 1920, 1080), Rect(1920, 0, 1280, 1024)
"""Two screens side by side, their upper edges in line."""


@pytest.mark.parametrize(
    ("stands", "width", "height", "percent", "shape"),
    [
        ("strip", 1366, 768, 100, "strip"),
        ("strip", 1920, 1080, 200, "strip"),
        ("strip", 800, 600, 100, "strip"),
        ("strip", 640, 480, 100, "window"),  # its two rows of buttons would take most of it
        ("strip", 1366, 768, 200, "strip"),
        ("strip", 1024, 600, 200, "right"),  # its buttons alone would take most of the height
        ("strip", 1366, 768, 400, "right"),  # they would be scrolled out of sight
        ("strip", 640, 480, 400, "window"),  # half a screen is too narrow as well
        ("left", 1366, 768, 100, "left"),
        ("right", 1366, 768, 400, "right"),
        ("left", 800, 600, 100, "strip"),
        ("left", 640, 480, 200, "window"),
        ("window", 1920, 1080, 100, "window"),
    ],
)
def test_the_shape_is_the_one_wished_for_or_one_that_has_room(
    stands: str, width: int, height: int, percent: int, shape: Shape
) -> None:
    free = Rect(0, 0, width, height)
    assert shape_for(stands, free, body=Scale(percent).body, percent=percent) == shape


@given(
    st.sampled_from(["strip", "left", "right"]),
    st.integers(320, 7680),
    st.integers(240, 4320),
    st.sampled_from(TEXT_SIZE.choices),
)
def test_no_screen_makes_a_half_too_narrow_or_a_strip_of_large_text(
    stands: str, width: int, height: int, percent: int
) -> None:
    shape = shape_for(stands, Rect(0, 0, width, height), body=Scale(percent).body, percent=percent)
    assert shape not in ("left", "right") or width >= 960
    assert shape != "strip" or percent <= 200


def test_the_strip_takes_its_share_or_what_its_buttons_need_and_never_most_of_the_screen() -> None:
    assert size_of("strip", SCREEN, share=25, needs=100) == 192
    assert size_of("strip", SCREEN, share=25, needs=300) == 300
    assert size_of("strip", SCREEN, share=25, needs=900) == 576
    assert size_of("left", SCREEN, share=25, needs=100) == 683


def test_a_height_that_was_pulled_becomes_the_nearest_share() -> None:
    assert [share_at(high, SCREEN) for high in (1, 192, 300, 700)] == [15, 25, 39, 60]


@pytest.mark.parametrize(
    ("shape", "edge", "place", "strut"),
    [
        (
            "strip",
            "bottom",
            Rect(0, 568, 1366, 200),
            Strut(bottom=200, bottom_start=0, bottom_end=1365),
        ),
        ("left", "left", Rect(0, 0, 200, 768), Strut(left=200, left_start=0, left_end=767)),
        ("right", "right", Rect(1166, 0, 200, 768), Strut(right=200, right_start=0, right_end=767)),
    ],
)
def test_on_one_screen_it_reserves_just_its_own_place(
    shape: Shape, edge: Edge, place: Rect, strut: Strut
) -> None:
    claim = Claim(edge, 200, SCREEN, (SCREEN,), SCREEN)
    assert edge_of(shape) == edge
    assert placed(edge, 200, SCREEN) == place
    assert strut_for(place, claim) == strut


def test_it_stands_above_a_panel_and_reserves_down_to_the_edge() -> None:
    panel = Strut(bottom=40, bottom_start=0, bottom_end=1365)
    free = free_area(SCREEN, SCREEN, [panel, Strut(top=24, top_start=0, top_end=1365)])
    assert free == Rect(0, 24, 1366, 704)
    place = placed("bottom", 192, free)
    assert place == Rect(0, 536, 1366, 192)
    strut = strut_for(place, Claim("bottom", 192, SCREEN, (SCREEN,), SCREEN))
    assert strut == Strut(bottom=232, bottom_start=0, bottom_end=1365)


def test_panels_at_the_sides_are_left_out_too() -> None:
    panels = [
        Strut(left=60, left_start=0, left_end=767),
        Strut(right=80, right_start=0, right_end=767),
    ]
    assert free_area(SCREEN, SCREEN, panels) == Rect(60, 0, 1226, 768)


def test_a_panel_of_another_screen_takes_nothing() -> None:
    desktop = Rect(0, 0, 3200, 1080)
    panel = Strut(bottom=96, bottom_start=1920, bottom_end=3199)  # 40 pixels of the lower screen
    assert free_area(LARGE, desktop, [panel]) == LARGE
    assert free_area(SMALL, desktop, [panel]) == Rect(1920, 0, 1280, 984)


def test_the_four_numbers_of_an_old_panel_hold_for_the_whole_edge() -> None:
    desktop = Rect(0, 0, 3200, 1080)
    assert free_area(LARGE, desktop, [whole_strut((0, 0, 0, 30), desktop)]).height == 1050
    assert free_area(SMALL, desktop, [whole_strut((0, 0, 0, 30), desktop)]) == SMALL


def test_on_the_lower_of_two_screens_it_reserves_as_far_as_the_desktop_reaches() -> None:
    place = placed("bottom", 256, SMALL)
    strut = strut_for(place, Claim("bottom", 256, SMALL, (LARGE, SMALL), SMALL))
    assert place == Rect(1920, 768, 1280, 256)
    assert strut == Strut(bottom=312, bottom_start=1920, bottom_end=3199)


def test_nothing_is_reserved_across_another_screen() -> None:
    below = Rect(0, 1080, 1920, 1080)
    place = placed("bottom", 270, LARGE)
    assert strut_for(place, Claim("bottom", 270, LARGE, (LARGE, below), LARGE)) is None
    half = placed("right", 960, LARGE)
    assert strut_for(half, Claim("right", 960, LARGE, (LARGE, SMALL), LARGE)) is None
    assert strut_for(
        placed("left", 960, LARGE), Claim("left", 960, LARGE, (LARGE, SMALL), LARGE)
    ) == Strut(left=960, left_start=0, left_end=1079)


def test_a_screen_that_was_turned_has_another_place() -> None:
    turned = Rect(0, 0, 768, 1366)
    size = size_of("strip", turned, share=25, needs=100)
    assert placed("bottom", size, turned) == Rect(0, 1025, 768, 341)


def test_a_scaled_screen_is_counted_in_pixels_of_the_device() -> None:
    screen = Rect(1920, 0, 1280, 720)  # logical; of the device 1920 wide, and beginning there
    device = in_device(screen, screen, 1.5)
    assert device == Rect(1920, 0, 1920, 1080)
    place = placed("bottom", 270, device)
    assert in_logical(place, screen, 1.5) == Rect(1920, 540, 1280, 180)
