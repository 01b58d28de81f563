"""The language packs as the screens see them: find, download, install, remove, measure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from accessibility.captions.engines.pack_catalogue import KnownPack, known_packs, newer_than
from accessibility.captions.engines.recogniser import PackNotLoaded
from accessibility.captions.packs import check, install, obtain, speed
from accessibility.captions.packs.engine_choice import (
    ENGINE,
    EngineMode,
    EngineSpeed,
    PackPair,
    choose_packs,
    suggest,
)
from accessibility.captions.packs.language_packs import (
    UNKNOWN,
    LanguagePack,
    best,
    find_packs,
    find_places,
)
from accessibility.captions.packs.languages import LANGUAGE, spoken
from accessibility.captions.packs.obtain import ObtainOptions, Progress
from resources.declared import Choices
from resources.platform.blocking import run_in_thread
from resources.platform.watchers import Watchers

SPEEDS = "speeds.json"
"""The file beside our own packs that remembers how fast each is on this computer."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class PackLibrary:
    """Knows the packs that are here after `refresh`, which follows every change by itself.

    `command` starts the child that tries a pack, `speed_command` the one that measures it.
    Nothing here blocks, nor keeps the program from ending.
    """

    def __init__(
        self,
        own: Path,
        environ: Mapping[str, str],
        choices: Choices,
        command: Sequence[str] = check.CHILD,
        speed_command: Sequence[str] = speed.CHILD,
    ) -> None:
        self._own, self._environ, self._choices = own, environ, choices
        self._command, self._speed_command = command, speed_command
        self._book = speed.SpeedBook(own / SPEEDS)
        self._watchers = Watchers()
        self._group_language = ""
        self.packs: tuple[LanguagePack, ...] = ()
        self.speeds: Mapping[str, EngineSpeed] = {}

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each refresh, until what is returned is called."""
        return self._watchers.add(watcher)

    async def refresh(self) -> None:
        """Find the packs that are here, and what is known of their speed."""
        self.packs = tuple(await run_in_thread(self._find))
        self.speeds = await run_in_thread(self._book.speeds)
        self._watchers.tell()

    @property
    def language(self) -> str:
        """The code of the language that captions are to be in."""
        if any(pack.language == self._group_language for pack in self.packs):
            return self._group_language
        return spoken(self._choices[LANGUAGE], self._environ)

    def follow_group(self, language: str) -> None:
        """Have captions in the language of a group while there is a pack of it; "" ends it."""
        if language != self._group_language:
            self._group_language = language
            self._watchers.tell()

    @property
    def choice(self) -> PackPair:
        """The packs to use: of the language and kind chosen, else one whose language nobody
        knows. `captioning.use(*choice)` takes them up."""
        chosen = choose_packs(self.packs, self.language, self._choices[ENGINE], self.speeds)
        return chosen if chosen.main else PackPair(best(self.packs, UNKNOWN))

    @property
    def best(self) -> LanguagePack | None:
        """The pack to use, or the first of two."""
        return self.choice.main

    # Speed

    @property
    def pair(self) -> PackPair | None:
        """The two packs of the language that can work together, if there are two: only then
        is there anything to choose for `ENGINE`."""
        both = choose_packs(self.packs, self.language, "both", {})
        return both if both.tidy else None

    @property
    def suggested(self) -> EngineMode | None:
        """What this computer keeps up with, once both packs of a pair are measured."""
        if self.pair is None or self.unmeasured:
            return None
        quick, tidy = (self.speeds.get(pack.name) for pack in self.pair if pack)
        return suggest(quick, tidy)

    @property
    def unmeasured(self) -> tuple[LanguagePack, ...]:
        """The packs in use, or of a pair, whose speed on this computer is not known yet."""
        return tuple(
            pack for pack in self.pair or self.choice if pack and pack.name not in self.speeds
        )

    async def measure(self, stop: Event, *, again: bool = False) -> None:
        """Measure what is `unmeasured`, or (`again`) all packs in use or of a pair: some 5
        to 20 seconds each, in a child.

        Ends early when `stop` is set, and when this call is cancelled. A pack that does not
        load is left out. Never while somebody listens: it would slow the captions.
        """
        packs = tuple(filter(None, self.pair or self.choice)) if again else self.unmeasured
        try:
            for pack in packs:
                await run_in_thread(partial(self._measure, pack, stop))
                self.speeds = await run_in_thread(self._book.speeds)
        except asyncio.CancelledError:
            stop.set()
            raise

    def offers(self, language: str) -> tuple[KnownPack, ...]:
        """Return the packs of a language that can be got and are not here."""
        here = {pack.name for pack in self.packs}
        return tuple(
            each
            for each in known_packs()
            if each.url and each.language == language and each.name not in here
        )

    def newer(self, pack: LanguagePack) -> KnownPack | None:
        """Return a later version of a pack that can be got and is not here."""
        later = newer_than(pack.name)
        offers = self.offers(later.language) if later else ()
        return next((each for each in offers if later and each.name == later.name), None)

    async def get(self, pack: KnownPack, progress: Progress, stop: Event) -> LanguagePack:
        """Fetch and install a pack; raises what `obtain.get` raises.

        `progress` is called in the loop's own thread. Setting `stop` ends it with
        `DownloadStopped`; so does cancelling this call.
        """
        loop = asyncio.get_running_loop()

        def tell(done: int, total: int) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(progress, done, total)

        wish = ObtainOptions(progress=tell, stop=stop, trial=self._try)
        try:
            return await self._change(lambda: obtain.get(pack, self._own, wish))
        except asyncio.CancelledError:
            stop.set()
            raise

    async def install(self, given: Path) -> LanguagePack:
        """Install a zip file or folder that somebody gave; raises what `install` raises."""
        return await self._change(lambda: install.install(given, self._own, trial=self._try))

    async def remove(self, pack: LanguagePack) -> None:
        """Remove a pack of our own; raises what `install.remove` raises."""
        await self._change(lambda: install.remove(pack))

    async def check(self, pack: LanguagePack) -> None:
        """Load a pack for trial; raises `PackNotLoaded`."""
        await run_in_thread(lambda: self._try(pack.path))

    def _find(self) -> list[LanguagePack]:
        install.tidy(self._own)
        return find_packs(find_places(self._own, self._environ))

    def _measure(self, pack: LanguagePack, stop: Event) -> None:
        try:
            self._book.note(pack, speed.measure_speed(pack.path, stop, self._speed_command))
        except (PackNotLoaded, speed.SpeedStopped):
            log.info("the speed of a language pack was not measured")

    def _try(self, path: Path) -> None:
        check.check(path, self._command)

    async def _change(self, work: Callable[[], T]) -> T:
        changed = await run_in_thread(work)
        await self.refresh()
        return changed
