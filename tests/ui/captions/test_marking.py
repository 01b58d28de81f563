"""My place and stars, by button, by key and by a click; kept while one is elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from accessibility.look.text_size import CAPTION_SIZE, CAPTION_SIZES
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, until
from ui.navigation import Place
from ui.widgets.captions.block import CaptionBlock
from ui.widgets.captions.place_mark import PlaceMark
from ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


def blocks(window: Window) -> list[CaptionBlock]:
    """Return the lines in sight or out of it, from the top."""
    shown = [block for block in window.findChildren(CaptionBlock) if block.isVisible()]
    return sorted(shown, key=lambda block: block.y())


def place_is_in_sight(window: Window) -> bool:
    """Say whether the line below what was read can be seen."""
    return any(not mark.visibleRegion().isEmpty() for mark in window.findChildren(PlaceMark))


async def test_mark_look_away_and_come_back(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    place = example.captioning.blocks[-1].id
    await press(window, "Mark my place")
    assert example.captioning.marks.place == place
    example.talk(40)
    await until(lambda: has(window, "New captions below"))
    assert place_is_in_sight(window)
    await press(window, "New captions below")
    assert not example.captioning.marks.waits
    assert not place_is_in_sight(window)
    await press(window, "Back to my place")
    assert place_is_in_sight(window)
    assert example.captioning.marks.waits


async def test_the_place_is_kept_while_one_is_elsewhere(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    await press(window, "Mark my place")
    await press(window, "Pause captions")
    await press(window, "More")
    example.talk(40)
    await press(window, "Back to captions")
    assert place_is_in_sight(window)
    assert [block.is_read for block in blocks(window)].count(True) == 4
    assert has(window, "New captions below")


async def test_nothing_at_or_above_my_place_changes(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    before = [block.text for block in example.captioning.blocks]
    await press(window, "Mark my place")
    example.talk(3)
    assert [block.text for block in example.captioning.blocks][:4] == before


async def test_by_key_and_by_click(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    ids = [block.id for block in example.captioning.blocks]
    QTest.mouseClick(blocks(window)[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(blocks(window)[0], Qt.MouseButton.LeftButton)
    assert example.captioning.marks.place == ids[0]
    QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert example.captioning.marks.stars == {ids[0]}
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert example.captioning.marks.place == ids[-1]
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert example.captioning.marks.place is None
    QTest.keyClick(window, Qt.Key.Key_D, CONTROL)
    assert example.captioning.marks.stars == {ids[0], ids[-1]}


async def test_the_size_of_the_words_has_keys(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    QTest.keyClick(window, Qt.Key.Key_Equal, CONTROL)
    assert example.settings[CAPTION_SIZE] == 40
    for _ in range(9):
        QTest.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert example.settings[CAPTION_SIZE] == CAPTION_SIZES[0]


async def test_stars_are_counted_and_told(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.CAPTIONS)
    QTest.keyClick(blocks(window)[-1], Qt.Key.Key_Up)
    await press(window, "Remember this line")
    assert button(window, "Remember this line").text() == "Remember this line (1)"
    assert has_star(window, "We will start with names.")
    said = [each.text for each in example.announcer.take(0.0)]
    assert said == ["This line is remembered."]
    await press(window, "Remember this line")
    assert button(window, "Remember this line").text() == "Remember this line"


def has_star(window: Window, words: str) -> bool:
    """Say whether the line that begins so is told to have a star."""
    return any(
        block.accessibleName().startswith(f"Remembered: {words}") for block in blocks(window)
    )


async def test_all_is_forgotten_with_the_words(example: Example, go_to: Opener) -> None:
    example.speak()
    window = await go_to(Place.SESSION)
    await press(window, "Mark my place")
    await press(window, "Remember this line")
    example.captioning.forget()
    assert example.captioning.marks.place is None
    assert example.captioning.marks.stars == set()
    assert not has(window, "Back to my place")
