"""Choosing how captions look: the sample follows at once, and every choice can be taken back."""

from __future__ import annotations

import pytest

from accessibility.captions.text.line import STEADINESS, UNSURE
from accessibility.look.captions import (
    CAPTION_COLOURS,
    CAPTION_LETTERS,
    CAPTION_LINES,
    CAPTION_SPACING,
    CAPTION_TYPEFACE,
    SHEETS,
)
from accessibility.look.text_size import CAPTION_SIZE, WITH_THE_TEXT
from accessibility.qt.palette import AppLook
from desktop.storage.settings import Settings
from desktop.system.paths import find_paths
from tests.support.dressed import LARGE, show
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press, settle
from ui.navigation import Place
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.view import CaptionView
from ui.window import Window


def sample(window: Window) -> CaptionView:
    """Return the captions that show what was chosen."""
    view = window.findChild(CaptionView)
    assert view is not None
    return view


def newest(window: Window) -> CaptionBlock:
    """Return the last block of the sample."""
    return max(sample(window).findChildren(CaptionBlock), key=lambda block: block.y())


async def test_the_sample_follows_each_choice_at_once(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.CAPTION_STYLE)
    for answer in ("As large as it goes", "Widest lines", "Widest letters"):
        before = newest(window).sizeHint().height()
        picture = sample(window).grab().toImage()
        await press(window, answer)
        assert newest(window).sizeHint().height() >= before
        assert sample(window).grab().toImage() != picture
    await press(window, "The letters of my computer")
    await press(window, "3 lines")
    kept = Settings(find_paths({"PARLOUR_HOME": str(example.home)}).settings)
    chosen = (kept[CAPTION_SIZE], kept[CAPTION_SPACING], kept[CAPTION_LETTERS])
    assert chosen == (96, "widest", "widest")
    assert (kept[CAPTION_TYPEFACE], kept[CAPTION_LINES]) == ("computer", 3)


@pytest.mark.parametrize(("answer", "colours"), [("Yellow on black", "yellow"), ("Dark", "cream")])
async def test_colours_are_those_of_the_sample(
    example: Example, go_to: Opener, answer: str, colours: str
) -> None:
    window = await go_to(Place.CAPTION_COLOURS)
    await press(window, answer)
    picture = sample(window).grab().toImage()
    inside = picture.pixelColor(picture.width() // 2, 12).name()
    assert inside == SHEETS[colours].caption_page
    assert example.settings[CAPTION_COLOURS] == colours


async def test_doubts_are_marked_and_told(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.CAPTION_PACE)
    plain = sample(window).grab().toImage()
    assert newest(window).accessibleDescription() == ""
    await press(window, "Mark numbers")
    assert example.settings[UNSURE]
    assert newest(window).accessibleDescription() == "May be wrong: not."
    assert sample(window).grab().toImage() != plain


async def test_back_to_how_it_was_can_be_undone(example: Example, go_to: Opener) -> None:
    example.settings[CAPTION_SIZE] = 80
    example.settings[CAPTION_LINES] = 2
    window = await go_to(Place.CAPTION_STYLE)
    await press(window, "Back to how it was at first")
    assert (example.settings[CAPTION_SIZE], example.settings[CAPTION_LINES]) == (WITH_THE_TEXT, 6)
    assert button(window, "6 lines").isChecked()
    assert has(window, "These choices are as they were at first.")
    await press(window, "Bring my choices back")
    assert (example.settings[CAPTION_SIZE], example.settings[CAPTION_LINES]) == (80, 2)
    assert button(window, "2 lines").isChecked()
    assert not has(window, "These choices are as they were at first.")


async def test_each_screen_takes_back_only_what_it_asks(example: Example, go_to: Opener) -> None:
    example.settings[CAPTION_SIZE] = 80
    example.settings[STEADINESS] = "calm"
    window = await go_to(Place.CAPTION_PACE)
    await press(window, "Back to how it was at first")
    assert example.settings[STEADINESS] == "steady"
    assert example.settings[CAPTION_SIZE] == 80


async def test_from_the_settings_to_every_choice(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SETTINGS)
    await press(window, "How captions look")
    assert here(example) is Place.CAPTION_STYLE
    assert button(window, "Grows with the text").hasFocus()
    for words, place in (
        ("Colours of captions", Place.CAPTION_COLOURS),
        ("How fast words appear", Place.CAPTION_PACE),
    ):
        await press(window, words)
        assert here(example) is place
        await press(window, "Back")


async def test_a_choice_that_cannot_be_saved_is_said(example: Example, go_to: Opener) -> None:
    example.home.joinpath("settings.json").mkdir(parents=True)
    window = await go_to(Place.CAPTION_STYLE)
    await press(window, "Small")
    assert has(window, "Your choice could not be saved.")


async def test_with_very_large_text_the_sample_scrolls_with_the_choices(
    example: Example, look: AppLook, go_to: Opener
) -> None:
    look.wear("light", 400)
    window = await go_to(Place.CAPTION_STYLE)
    show(window, *LARGE[1:])
    area = sample(window).parentWidget()
    while area is not None and not area.inherits("QScrollArea"):
        area = area.parentWidget()
    assert area is not None, "the sample is part of what scrolls"


async def test_choices_hold_wherever_captions_stand(example: Example, go_to: Opener) -> None:
    example.captioning.use(PACK)
    example.settings[CAPTION_COLOURS] = "green"
    example.settings[CAPTION_LINES] = 1
    window = await go_to(Place.CAPTIONS)
    example.speak()
    await settle()
    view = sample(window)
    assert view.grab().toImage().pixelColor(view.width() // 2, 12).name() == "#000000"
    assert view.minimumHeight() == 43
    example.settings[CAPTION_SIZE] = 96
    assert view.minimumHeight() == 130, "a choice made elsewhere is followed at once"


@pytest.mark.parametrize("size", [(100, 800, 600), LARGE])
async def test_the_newest_of_huge_words_are_in_sight(
    example: Example, look: AppLook, go_to: Opener, size: tuple[int, int, int]
) -> None:
    example.settings[CAPTION_SIZE] = 96
    example.speak()
    window = await go_to(Place.CAPTIONS)
    look.wear("light", size[0])
    show(window, *size[1:])
    view = sample(window)
    assert view.visibleRegion().boundingRect().height() == view.height() >= 130
