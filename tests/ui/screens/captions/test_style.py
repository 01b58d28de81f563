"""Choosing how captions look: the sample follows at once, and every choice can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

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
from tests.support.dressed import LARGE, USUAL, show
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press, settle
from ui.navigation import Place
from ui.widgets.button import BigButton
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.view import CaptionView
from ui.window import Window

PUT_BACK = "Put it back as it was"


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


@pytest.mark.parametrize(
    ("answer", "colours"), [("Yellow on black", "yellow"), ("Dark on cream", "cream")]
)
async def test_colours_are_those_of_the_sample(
    example: Example, go_to: Opener, answer: str, colours: str
) -> None:
    window = await go_to(Place.CAPTION_STYLE)
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
    await press(window, "Use the usual choices")
    assert (example.settings[CAPTION_SIZE], example.settings[CAPTION_LINES]) == (WITH_THE_TEXT, 6)
    assert button(window, "6 lines").isChecked()
    assert has(window, "The usual choices are in use now.")
    await press(window, "Bring my choices back")
    assert (example.settings[CAPTION_SIZE], example.settings[CAPTION_LINES]) == (80, 2)
    assert button(window, "2 lines").isChecked()
    assert not has(window, "The usual choices are in use now.")


async def test_each_screen_takes_back_only_what_it_asks(example: Example, go_to: Opener) -> None:
    example.settings[CAPTION_SIZE] = 80
    example.settings[STEADINESS] = "calm"
    window = await go_to(Place.CAPTION_PACE)
    await press(window, "Use the usual choices")
    assert example.settings[STEADINESS] == "steady"
    assert example.settings[CAPTION_SIZE] == 80


async def test_from_the_settings_to_every_choice(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SETTINGS)
    await press(window, "Captions: place and look")
    await press(window, "How captions look")
    assert here(example) is Place.CAPTION_STYLE
    assert button(window, "Grows with the text").hasFocus()
    await press(window, "How fast words appear")
    assert here(example) is Place.CAPTION_PACE


async def test_a_choice_that_cannot_be_saved_is_said(example: Example, go_to: Opener) -> None:
    example.home.joinpath("settings.json").mkdir(parents=True)
    window = await go_to(Place.CAPTION_STYLE)
    await press(window, "Small")
    assert has(window, "Your choice could not be saved.")


def scroll_area_of(view: CaptionView) -> QScrollArea | None:
    """Return what the sample scrolls with; None where it stays in sight."""
    above = view.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


@pytest.mark.parametrize("place", [Place.CAPTION_STYLE, Place.CAPTION_PACE])
@pytest.mark.parametrize(
    ("size", "stays"),
    [(USUAL, True), (LARGE, True), ((400, 1920, 1080), True), ((400, 640, 480), False)],
)
async def test_the_sample_stays_in_sight_where_choices_have_room_below_it(
    look: AppLook, go_to: Opener, place: Place, size: tuple[int, int, int], stays: bool
) -> None:
    percent, width, height = size
    look.wear("light", percent)
    window = await go_to(place)
    show(window, width, height)
    (seen,) = [one for one in window.findChildren(CaptionView) if one.isVisible()]
    assert (scroll_area_of(seen) is None) is stays
    if stays:
        last = button(window, "Use the usual choices")
        last.setFocus()
        assert seen.visibleRegion().boundingRect() == seen.rect()


async def test_what_is_below_the_sample_never_moves(look: AppLook, go_to: Opener) -> None:
    look.wear("light", 100)
    window = await go_to(Place.CAPTION_STYLE)
    show(window, *USUAL[1:])
    answer = button(window, "1 line")
    place, high = answer.mapTo(window, QPoint(0, 0)), sample(window).height()
    await press(window, "1 line")
    show(window, *USUAL[1:])
    assert answer.mapTo(window, QPoint(0, 0)) == place
    assert sample(window).height() < high, "so many lines are shown as were chosen"


async def test_each_answer_says_what_is_so_now_and_can_be_put_back(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.CAPTION_STYLE)
    for now in ("Grows with the text", "As the rest of Parlour", "6 lines", "Usual lines"):
        assert has(window, f"Now: {now}")
    await press(window, "Huge")
    await press(window, "Green on black")
    backs = [one for one in window.findChildren(BigButton) if one.text() == PUT_BACK]
    names = [one.accessibleName() for one in backs if one.isVisibleTo(window)]
    assert names == [f"{PUT_BACK}: Size of the captions", f"{PUT_BACK}: Colours of captions"]
    await press(window, PUT_BACK)
    assert example.settings[CAPTION_SIZE] == WITH_THE_TEXT
    assert example.settings[CAPTION_COLOURS] == "green"


async def test_a_choice_made_elsewhere_is_shown_here_too(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.CAPTION_STYLE)
    example.settings[CAPTION_SIZE] = 64
    assert button(window, "Huge").isChecked()
    assert has(window, "Now: Huge")


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
