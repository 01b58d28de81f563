"""The contrast arithmetic gives the figures that WCAG's own examples and others publish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accessibility.look.captions import SHEETS
from accessibility.look.contrast import READ, contrast, dimmed, luminance
from accessibility.look.themes import THEMES, Theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#005eb8", "#ffffff", 6.38),
        ("#007f3b", "#ffffff", 5.12),
        ("#d5281b", "#ffffff", 5.06),
        ("#212b32", "#f0f4f5", 13.02),
        ("#003087", "#ffffff", 11.85),
        ("#212b32", "#ffeb3b", 11.81),
        ("#212b32", "#fff9c4", 13.46),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_known_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(colours, colours)
def test_order_does_not_matter(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1.0 <= contrast(one, other) <= 21.0


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#12345g", "#1234567", "123456"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        luminance(wrong)


@pytest.mark.parametrize("theme", [*THEMES.values(), *SHEETS.values()], ids=lambda each: each.name)
def test_dimmed_it_can_still_be_read(theme: Theme) -> None:
    for ink in (theme.caption_text, theme.caption_draft):
        found = contrast(dimmed(ink, theme.caption_page), theme.caption_page)
        assert READ <= found <= READ * 1.05
