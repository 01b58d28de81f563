"""The captions' own window stands where it can be seen, and what shines through hides no word."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.look.captions import SHEETS
from accessibility.look.contrast import blended, contrast
from accessibility.look.own_window import (
    PLACE,
    SMALLEST_PX,
    Rect,
    Standing,
    at_edge,
    first_place,
    fitted,
    grown,
    may_be_bare,
    may_move_itself,
    opacity_for,
    read_standing,
    shifted,
)
from accessibility.look.themes import THEMES, Theme

SCREEN = Rect(0, 30, 1280, 770)
SECOND = Rect(1280, 0, 1920, 1080)
WINDOW = Rect(200, 500, 700, 240)

numbers = st.integers(-9999, 9999)
rects = st.builds(Rect, numbers, numbers, st.integers(1, 9999), st.integers(1, 9999))
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
sheets = st.sampled_from([*SHEETS.values(), *THEMES.values()])


def is_inside(rect: Rect, screen: Rect) -> bool:
    return (
        rect.left >= screen.left
        and rect.top >= screen.top
        and rect.left + rect.width <= screen.left + screen.width
        and rect.bottom <= screen.bottom
    )


@given(rects)
def test_all_of_it_is_always_on_a_screen(rect: Rect) -> None:
    placed = fitted(rect, [SCREEN, SECOND])
    assert is_inside(placed, SCREEN) or is_inside(placed, SECOND)
    assert fitted(placed, [SCREEN, SECOND]) == placed


@given(rects, numbers, numbers)
def test_moving_and_growing_keep_it_on_a_screen(rect: Rect, one: int, other: int) -> None:
    start = fitted(rect, [SCREEN])
    for after in (shifted(start, one, other, [SCREEN]), grown(start, one, other, [SCREEN])):
        assert is_inside(after, SCREEN)
        assert after.width >= SMALLEST_PX[0] and after.height >= SMALLEST_PX[1]


def test_it_stays_on_the_screen_it_is_on() -> None:
    far = Rect(1500, 200, 700, 240)
    assert fitted(far, [SCREEN, SECOND]) == far
    assert fitted(far, [SCREEN]) == Rect(580, 200, 700, 240), "that screen was unplugged"


def test_at_first_it_is_low_in_the_middle() -> None:
    first = first_place(SCREEN)
    assert is_inside(first, SCREEN)
    assert first.left == SCREEN.width - first.width - first.left
    assert first.top > SCREEN.height // 2


def test_along_an_edge_it_is_as_wide_as_the_screen() -> None:
    assert at_edge(WINDOW, SCREEN, "top") == Rect(0, 30, 1280, 240)
    assert at_edge(WINDOW, SCREEN, "bottom") == Rect(0, 560, 1280, 240)


def test_below_the_middle_it_grows_upwards_so_that_the_newest_words_stay() -> None:
    assert grown(WINDOW, 0, 40, [SCREEN]).bottom == WINDOW.bottom
    high = WINDOW._replace(top=40)
    assert grown(high, 0, 40, [SCREEN]).top == high.top
    assert grown(WINDOW, 80, 0, [SCREEN]) == Rect(160, 500, 780, 240)


def test_what_is_kept_is_read_again() -> None:
    standing = Standing(Rect(-20, 0, 700, 240), 6, 43)
    assert PLACE.accepts(standing.written())
    assert read_standing(standing.written()) == standing
    assert read_standing(PLACE.default) is None


@pytest.mark.parametrize("wrong", ["1,2,3", "a,b,c,d,e,f", "1,2,3,4,5,6,7", "1,2,3,4,5,999999", 7])
def test_what_is_no_place_is_not_kept(wrong: object) -> None:
    assert not PLACE.accepts(wrong)
    assert read_standing(str(wrong)) is None


def test_wayland_lets_no_window_choose_its_place_or_drop_its_frame() -> None:
    assert may_move_itself("xcb") and may_be_bare("windows")
    assert not may_move_itself("wayland") and not may_be_bare("wayland-egl")


# What shines through


@given(sheets, colours)
def test_words_are_read_over_whatever_is_behind(sheet: Theme, behind: str) -> None:
    seen = blended(sheet.caption_page, behind, opacity_for(sheet))
    assert contrast(sheet.caption_text, seen) >= 7
    assert contrast(sheet.caption_draft, seen) >= 4.5
    assert contrast(sheet.caption_edge, seen) >= 3


@pytest.mark.parametrize("sheet", [*SHEETS.values(), *THEMES.values()], ids=lambda one: one.name)
def test_something_shines_through(sheet: Theme) -> None:
    assert 0.5 <= opacity_for(sheet) <= 0.8


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert blended("#102030", "#ffffff", 1) == "#102030"
    assert blended("#102030", "#ffffff", 0) == "#ffffff"
    for one, other in product(("#000000", "#ffffff"), repeat=2):
        assert blended(one, other, 0.5) == (one if one == other else "#808080")
