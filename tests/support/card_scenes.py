"""The screens of cards to show and of a human captioner, in every state."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.browsers.launcher import OpenerGaveUp
from desktop.credentials.memory_vault import MemoryVault
from tests.support.example import Example
from tests.support.scenes import Scene, at, has, press, until
from ui.navigation import Place
from ui.widgets.field import LabelledField
from ui.window import Window

LONG = (
    "My name is Ruth. I cannot hear you, so I read what you say. Please face the camera and wait."
)


async def _show_cards_own(example: Example) -> Window:
    await example.show_cards.add("Please type it in the chat.")
    await example.show_cards.add(LONG)
    return await at(example, Place.SHOW_CARDS)


async def _show_card_long(example: Example) -> Window:
    card = await example.show_cards.add(LONG)
    window = await at(example, Place.SHOW_CARD, card.id)
    await press(window, "Copy for the chat")
    await press(window, "Say it aloud")
    return window


async def _show_card_without_voice(example: Example) -> Window:
    example.voice.is_available = False
    return await at(example, Place.SHOW_CARD, "slower")


async def _show_card_removed(example: Example) -> Window:
    card = await example.show_cards.add("Hello.")
    await at(example, Place.SHOW_CARDS)
    example.navigator.go(Place.SHOW_CARD, card.id)
    window = await at(example, Place.CHANGE_CARD, card.id)
    await press(window, "Remove this card")
    await until(lambda: has(window, "This card is removed."))
    return window


async def _change_card_empty(example: Example) -> Window:
    window = await at(example, Place.CHANGE_CARD)
    await press(window, "Keep this card")
    await until(lambda: has(window, "The card has no words yet."))
    return window


async def _change_card_first_words(example: Example) -> Window:
    await example.calendars.unlock(MemoryVault())
    await example.show_cards.change("slower", "Slowly, please.")
    window = await at(example, Place.CHANGE_CARD, "slower")
    await press(window, "Use the original words again")
    await until(lambda: has(window, "The card has its original words again."))
    return window


CAPTIONER = "https://www.streamtext.net/player?event=TuesdayTea"
UNKNOWN_CAPTIONER = "https://captions.example.org/tea"


async def give_captioner(window: QWidget, address: str) -> None:
    """Type the address of a captioner's page, and keep it."""
    field = next(one for one in window.findChildren(LabelledField) if one.isVisibleTo(window))
    field.set_text(address)
    await press(window, "Keep this address")


async def _captioner_kept(example: Example) -> Window:
    await example.settle_in()
    await example.captioner.save(CAPTIONER)
    window = await at(example, Place.CAPTIONER)
    await press(window, "Open my captioner’s words")
    return window


async def _tools_with_captioner(example: Example) -> Window:
    example.speak()
    await example.captioner.save(CAPTIONER)
    return await at(example, Place.CAPTION_TOOLS)


async def _captioner_asked(example: Example) -> Window:
    window = await at(example, Place.CAPTIONER)
    await give_captioner(window, UNKNOWN_CAPTIONER)
    return window


async def _captioner_refused(example: Example) -> Window:
    window = await at(example, Place.CAPTIONER)
    await give_captioner(window, "http://bit.ly/tea")
    return window


async def _captioner_not_opened(example: Example) -> Window:
    await example.calendars.unlock(MemoryVault())
    await example.captioner.save(CAPTIONER)
    example.browser.problem = OpenerGaveUp()
    window = await at(example, Place.CAPTIONER)
    await press(window, "Open my captioner’s words")
    return window


async def _captioner_removed(example: Example) -> Window:
    await example.captioner.save(CAPTIONER)
    window = await at(example, Place.CAPTIONER)
    await press(window, "Remove this address")
    return window


CARD_SCENES: dict[str, Scene] = {
    "show-cards-own": _show_cards_own,
    "show-card-long": _show_card_long,
    "show-card-no-voice": _show_card_without_voice,
    "show-card-removed": _show_card_removed,
    "change-card-empty": _change_card_empty,
    "change-card-first-words": _change_card_first_words,
    "captioner-kept": _captioner_kept,
    "caption-tools-captioner": _tools_with_captioner,
    "captioner-asked": _captioner_asked,
    "captioner-refused": _captioner_refused,
    "captioner-not-opened": _captioner_not_opened,
    "captioner-removed": _captioner_removed,
}
