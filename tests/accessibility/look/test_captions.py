"""Captions look as chosen, and every combination of choices can be read."""

from __future__ import annotations

from itertools import product

import pytest

from accessibility.look.captions import (
    BROADCAST,
    CAPTION_COLOURS,
    CAPTION_LETTERS,
    CAPTION_LINES,
    CAPTION_SPACING,
    LEADING,
    LETTERS,
    SHEETS,
    CaptionStyle,
    caption_style,
)
from accessibility.look.contrast import contrast
from accessibility.look.text_size import CAPTION_SIZES
from accessibility.look.themes import PAIRS, THEMES
from resources.declared import Setting, T

WORDS, DRAFTS = 7.0, 4.5


class Chosen:
    """Remembers a few choices."""

    def __init__(self, **chosen: str | int | bool) -> None:
        self._chosen = chosen

    def __getitem__(self, setting: Setting[T], /) -> T:
        """Return the choice, or the usual one."""
        for value in setting.choices:
            if self._chosen.get(setting.key.rpartition(".")[2]) == value:
                return value
        return setting.default


def test_nothing_chosen_is_the_usual_style() -> None:
    assert caption_style(Chosen()) == CaptionStyle()
    assert CaptionStyle().line_height == 43


def test_every_choice_counts() -> None:
    style = caption_style(
        Chosen(
            caption_size=96,
            caption_lines=2,
            caption_spacing="widest",
            caption_letters="wide",
            caption_typeface="computer",
            caption_colours="yellow",
        )
    )
    assert style == CaptionStyle(96, 2, 2.0, 0.06, "computer", "yellow")


def test_lines_go_from_1_to_20() -> None:
    assert (min(CAPTION_LINES.choices), max(CAPTION_LINES.choices)) == (1, 20)
    assert (CAPTION_SIZES[0], CAPTION_SIZES[-1]) == (19, 96)


def test_every_spacing_has_a_number() -> None:
    assert set(LEADING) == set(CAPTION_SPACING.choices)
    assert set(LETTERS) == set(CAPTION_LETTERS.choices)
    assert max(LEADING.values()) >= 1.5 and max(LETTERS.values()) >= 0.12


@pytest.mark.parametrize(("app", "colours"), list(product(THEMES, CAPTION_COLOURS.choices)))
def test_words_and_drafts_can_be_read_in_every_combination(app: str, colours: str) -> None:
    sheet = CaptionStyle(colours=colours).sheet(THEMES[app])
    assert contrast(sheet.caption_text, sheet.caption_page) >= WORDS
    assert contrast(sheet.caption_draft, sheet.caption_page) >= DRAFTS
    assert sheet.name == (app if colours == "app" else colours)


@pytest.mark.parametrize("colours", list(SHEETS))
def test_each_sheet_keeps_every_other_contrast_too(colours: str) -> None:
    sheet = SHEETS[colours]
    for front, back, least in PAIRS:
        assert contrast(sheet.colour(front), sheet.colour(back)) >= least


def test_the_colours_of_broadcast_captions_stand_on_black() -> None:
    words = {name: sheet.caption_text for name, sheet in BROADCAST.items()}
    assert words == {
        "white": "#ffffff",
        "yellow": "#ffff00",
        "cyan": "#00ffff",
        "green": "#00ff00",
    }
    assert {sheet.caption_page for sheet in BROADCAST.values()} == {"#000000"}


def test_letters_that_are_joined_are_not_pulled_apart() -> None:
    style = CaptionStyle(letters=0.12)
    assert style.letters_of("Welcome") == style.letters_of("שלום") == 0.12
    assert style.letters_of("Sara said مرحبا") == 0.0
