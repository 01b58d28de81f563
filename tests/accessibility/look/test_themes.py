"""Every colour of every theme can be told from what it lies on."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import pytest

from accessibility.look.contrast import EDGE, contrast
from accessibility.look.themes import PAIRS, THEME, THEMES, Theme, choose_theme
from resources.pictures import GROUP_COLOURS

DECORATION = {"hairline", "focus_outer", "focus_inner"}
EDGE_WIDTH = 3
RING = ("focus_outer",) * 2 + ("focus_inner",) * 3 + ("focus_outer",) * 3


@pytest.mark.parametrize(("theme", "pair"), list(product(THEMES, PAIRS)))
def test_each_pair_has_its_contrast(theme: str, pair: tuple[str, str, float]) -> None:
    front, back, least = pair
    colours = THEMES[theme]
    assert contrast(colours.colour(front), colours.colour(back)) >= least


def test_every_colour_is_in_a_pair() -> None:
    paired = {role for front, back, _ in PAIRS for role in (front, back)}
    roles = {each.name for each in fields(Theme)} - {"name", "is_dark"} - DECORATION
    assert roles - paired == set()


def test_every_colour_of_groups_has_a_shade_of_its_own_in_each_theme() -> None:
    for theme in THEMES.values():
        assert len({theme.colour(name) for name in GROUP_COLOURS}) == len(GROUP_COLOURS)


@pytest.mark.parametrize(
    ("face", "edge"),
    [
        ("main", None),
        ("button", "edge"),
        ("chosen", "main"),
        ("card", "edge"),
        ("card", "danger_edge"),
        ("page", None),
        ("caption_page", None),
    ],
)
@pytest.mark.parametrize("theme", list(THEMES))
def test_the_focus_ring_changes_two_pixels_all_round(
    theme: str, face: str, edge: str | None
) -> None:
    colours = THEMES[theme]
    before = [colours.colour(edge or face)] * EDGE_WIDTH
    before += [colours.colour(face)] * (len(RING) - EDGE_WIDTH)
    after = [colours.colour(role) for role in RING]
    changed = [contrast(old, new) >= EDGE for old, new in zip(before, after, strict=True)]
    assert sum(changed) >= 2


def test_the_computer_chooses_when_asked_to() -> None:
    assert choose_theme("computer", dark=False, more_contrast=False).name == "light"
    assert choose_theme("computer", dark=True, more_contrast=False).name == "dark"
    assert choose_theme("computer", dark=False, more_contrast=True).name == "contrast"
    assert choose_theme("computer", dark=True, more_contrast=True).name == "contrast"


@pytest.mark.parametrize("choice", [choice for choice in THEME.choices if choice != "computer"])
def test_a_choice_of_the_person_comes_first(choice: str) -> None:
    assert choose_theme(choice, dark=True, more_contrast=True).name == choice


def test_each_theme_can_be_chosen() -> None:
    assert {*THEMES, "computer"} == set(THEME.choices)
