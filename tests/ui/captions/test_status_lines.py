"""What captions do is seen in a line, and its changes are heard: not each pause, not how late."""

from __future__ import annotations

from accessibility.captions.events import State
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from ui.navigation import Place


def told(example: Example) -> list[str]:
    """Return what a screen reader was told since the last time."""
    return [one.text for one in example.announcer.take(0.0)]


async def test_stopping_and_coming_back_are_told_once_and_pauses_never(
    example: Example, go_to: Opener
) -> None:
    example.captioning.use(PACK)
    example.captioning.start()
    await go_to(Place.CAPTIONS)
    told(example)
    for text in ("listening", "quiet", "listening", "no_words", "no_sound", "listening"):
        example.captioning.handle(State(text, detail="Headset"))
    assert told(example) == ["Listening to Headset."]
    example.captioning.handle(State("restarting"))
    assert told(example) == ["Captions stopped. They will be back in a moment."]
    example.captioning.handle(State("loading"))
    example.captioning.handle(State("listening", detail="Headset"))
    assert told(example) == ["Listening to Headset."]


async def test_trouble_that_was_there_before_is_told_on_arrival(
    example: Example, go_to: Opener
) -> None:
    example.captioning.use(PACK)
    example.captioning.start()
    example.captioning.handle(State("no_device"))
    await go_to(Place.CAPTIONS)
    assert told(example) == ["Captions stopped. There is nothing to listen to."]
