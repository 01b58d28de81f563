"""Text is never small, grows as asked, and leaves room for itself."""

from __future__ import annotations

import pytest

from accessibility.look.text_size import (
    CAPTION_SIZES,
    TEXT_SIZE,
    WITH_THE_TEXT,
    Scale,
    caption_pixels,
)


@pytest.mark.parametrize("percent", TEXT_SIZE.choices)
def test_everything_grows_and_nothing_is_small(percent: int) -> None:
    scale = Scale(percent)
    assert scale.body == pytest.approx(19 * percent / 100, abs=0.5)
    assert scale.heading(1) > scale.heading(2) > scale.heading(3) > scale.body >= 19
    assert scale.gap(1) >= 8


def test_it_goes_to_400_per_cent() -> None:
    assert max(TEXT_SIZE.choices) == 400


def test_gaps_stop_growing_so_that_words_have_room() -> None:
    assert Scale(400).gap(3) == Scale(200).gap(3) < 3 * Scale(100).gap(3)


def test_captions_go_from_19_to_96_pixels() -> None:
    assert (CAPTION_SIZES[0], CAPTION_SIZES[-1]) == (19, 96)


@pytest.mark.parametrize(
    ("percent", "pixels"), [(100, 32), (125, 40), (150, 48), (200, 64), (300, 96), (400, 96)]
)
def test_captions_grow_with_the_text_until_they_are_set_apart(percent: int, pixels: int) -> None:
    assert caption_pixels(WITH_THE_TEXT, percent) == pixels
    assert pixels >= Scale(percent).body
    assert caption_pixels(40, percent) == 40
