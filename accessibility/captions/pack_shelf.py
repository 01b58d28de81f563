"""The language packs as the screens see them: what is here, what can be got, and changing it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Event, Thread
from typing import Protocol, TypeVar

from accessibility.captions import getting, installing, pack_check
from accessibility.captions.getting import Progress, Wish
from accessibility.captions.language_packs import (
    UNKNOWN,
    LanguagePack,
    best,
    find_packs,
    find_places,
)
from accessibility.captions.languages import LANGUAGE, spoken
from accessibility.captions.models import KnownPack, known_packs
from resources.declared import Setting

T = TypeVar("T")
log = logging.getLogger(__name__)


class Choices(Protocol):
    """The person's choices."""

    def __getitem__(self, setting: Setting[str]) -> str:
        """Return one."""
        ...


class PackShelf:
    """Knows the packs that are here after `look`; changes are looked at by themselves.

    `command` starts the child that tries a pack. Nothing here blocks, nor keeps the
    program from ending.
    """

    def __init__(
        self,
        own: Path,
        environ: Mapping[str, str],
        choices: Choices,
        *,
        command: Sequence[str] = pack_check.CHILD,
    ) -> None:
        self._own, self._environ, self._choices = own, environ, choices
        self._command = command
        self.packs: tuple[LanguagePack, ...] = ()

    async def look(self) -> None:
        """Find the packs that are here."""
        self.packs = tuple(await _in_thread(self._find))

    @property
    def language(self) -> str:
        """The code of the language that captions are to be in."""
        return spoken(self._choices[LANGUAGE], self._environ)

    @property
    def best(self) -> LanguagePack | None:
        """The pack to use: of the language chosen, else one whose language nobody knows."""
        return best(self.packs, self.language) or best(self.packs, UNKNOWN)

    def offers(self, language: str) -> tuple[KnownPack, ...]:
        """Return the packs of a language that can be got and are not here."""
        here = {pack.name for pack in self.packs}
        return tuple(
            each
            for each in known_packs()
            if each.url and each.language == language and each.name not in here
        )

    async def get(self, pack: KnownPack, progress: Progress, stop: Event) -> LanguagePack:
        """Fetch and install a pack; raises what `getting.get` raises.

        `progress` is called in the loop's own thread. Setting `stop` ends it with
        `Stopped`; so does cancelling this call.
        """
        loop = asyncio.get_running_loop()

        def tell(done: int, total: int) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(progress, done, total)

        wish = Wish(progress=tell, stop=stop, trial=self._try)
        try:
            return await self._change(lambda: getting.get(pack, self._own, wish))
        except asyncio.CancelledError:
            stop.set()
            raise

    async def install(self, given: Path) -> LanguagePack:
        """Install a zip file or folder that somebody gave; raises what `install` raises."""
        return await self._change(lambda: installing.install(given, self._own, trial=self._try))

    async def remove(self, pack: LanguagePack) -> None:
        """Remove a pack of our own; raises what `installing.remove` raises."""
        await self._change(lambda: installing.remove(pack))

    async def check(self, pack: LanguagePack) -> None:
        """Load a pack for trial; raises `PackNotLoaded`."""
        await _in_thread(lambda: self._try(pack.path))

    def _find(self) -> list[LanguagePack]:
        return find_packs(find_places(self._own, self._environ))

    def _try(self, path: Path) -> None:
        pack_check.check(path, self._command)

    async def _change(self, work: Callable[[], T]) -> T:
        changed = await _in_thread(work)
        await self.look()
        return changed


async def _in_thread(work: Callable[[], T]) -> T:
    """Do blocking work in a thread that does not keep the program from ending."""
    answer: Future[T] = Future()
    answer.set_running_or_notify_cancel()

    def run() -> None:
        try:
            answer.set_result(work())
        except Exception as error:
            # Whatever it is belongs to the one who asked; it is raised there.
            log.debug("work on a language pack failed", exc_info=True)
            answer.set_exception(error)

    Thread(target=run, name="language-packs", daemon=True).start()
    return await asyncio.wrap_future(answer)
