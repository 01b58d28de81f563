"""Cards to show: as large as fits, copied, said aloud while captions wait, worded anew."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from accessibility.captions.hold_while_speaking import hold_while_speaking
from accessibility.qt.palette import AppLook
from tests.support.dressed import LARGE, show
from tests.support.example import Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, here, press, settle
from ui.navigation import Place
from ui.widgets.field import LabelledField
from ui.widgets.large_words import LargeWords
from ui.window import Window

SLOWER = "Please slow down."


def write(window: Window, text: str) -> None:
    field = window.findChild(LabelledField)
    assert field is not None
    field.set_text(text)


@pytest.mark.parametrize("place", [Place.CAPTIONS, Place.SESSION])
async def test_one_press_from_the_captions_to_the_cards_and_one_to_a_card(
    example: Example, go_to: Opener, place: Place
) -> None:
    example.speak()
    window = await go_to(place)
    await press(window, "Show a card")
    await press(window, SLOWER)
    words = window.findChild(LargeWords)
    assert words is not None and words.text() == SLOWER


async def test_a_card_needs_no_language_pack(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.CAPTIONS)
    await press(window, "Show a card")
    assert here(example) is Place.SHOW_CARDS


@pytest.mark.parametrize("size", [(100, 1040, 800), LARGE])
async def test_a_card_fills_the_window(
    look: AppLook, go_to: Opener, size: tuple[int, int, int]
) -> None:
    percent, width, height = size
    window = await go_to(Place.SHOW_CARD, "in_turn")
    look.wear("light", percent)
    show(window, width, height)
    words = window.findChild(LargeWords)
    assert words is not None
    assert words.visibleRegion().boundingRect().size() == words.size()
    assert words.height() >= height * 0.4


async def test_it_is_copied_for_the_chat(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SHOW_CARD, "slower")
    assert button(window, "Copy for the chat").hasFocus()
    await press(window, "Copy for the chat")
    assert QGuiApplication.clipboard().text() == SLOWER
    assert has(window, "Copied. Paste it in the chat.")


async def test_it_is_said_aloud_and_captions_wait(example: Example, go_to: Opener) -> None:
    hold_while_speaking(example.captioning, example.aloud)
    example.speak()
    window = await go_to(Place.SHOW_CARD, "slower")
    await press(window, "Say it aloud")
    assert example.voice.begun == [SLOWER]
    assert example.captioning.lead.condition == "own_voice"
    await example.voice.finish()
    assert has(window, "Say it aloud")
    assert example.captioning.lead.condition == "loading"


async def test_leaving_silences_it(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.SHOW_CARD, "slower")
    await press(window, "Say it aloud")
    await press(window, "Home")
    assert not example.aloud.is_speaking


async def test_its_words_can_be_changed_and_changed_back(example: Example, go_to: Opener) -> None:
    await go_to(Place.SHOW_CARD, "slower")
    window = await go_to(Place.CHANGE_CARD, "slower")
    assert not has(window, "Use the original words again")
    write(window, "Slowly, please.")
    await press(window, "Keep this card")
    await settle()
    assert here(example) is Place.SHOW_CARD and has(window, "Slowly, please.")
    await press(window, "Change the words")
    await press(window, "Use the original words again")
    await settle()
    card = example.show_cards.find("slower")
    assert card is not None and card.text == SLOWER
    await press(window, "Undo")
    await settle()
    card = example.show_cards.find("slower")
    assert card is not None and card.text == "Slowly, please."
    assert has(window, "Use the original words again")


async def test_a_card_of_ones_own_is_added_removed_and_put_back(
    example: Example, go_to: Opener
) -> None:
    window = await go_to(Place.SHOW_CARDS)
    await press(window, "Add a card of my own")
    await press(window, "Keep this card")
    await settle()
    assert has(window, "The card has no words yet.")
    write(window, "Please type it.")
    await press(window, "Keep this card")
    await settle()
    assert has(window, "Please type it.")
    await press(window, "Change the words")
    await press(window, "Remove this card")
    await settle()
    assert has(window, "This card is removed.")
    await press(window, "Put the card back")
    await settle()
    assert has(window, "Please type it.")
    example.navigator.back()
    assert here(example) is Place.SHOW_CARDS
