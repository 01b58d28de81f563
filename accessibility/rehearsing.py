"""Plays the practice recording, or tells its lines at the same pace where there is no sound."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from importlib.resources import as_file
from typing import Literal, Protocol

from resources.declared import Problem
from resources.platform.watchers import Watchers
from resources.rehearsal import Rehearsal
from resources.words import Words

Phase = Literal["idle", "ready", "playing", "played", "no_sound"]


class Plays(Protocol):
    """Plays a sound file through the loudspeaker (`accessibility.audio.playing.Player`)."""

    async def play(self, path: str) -> None:
        """Return when it has been played. Raises a `Problem` where it cannot be."""
        ...


class Rehearsing:
    """One performance of the practice recording at a time.

    Where there is no sound the same lines are told at the same pace (`lines`), so
    that the rehearsal never fails.
    """

    def __init__(
        self,
        player: Plays,
        load: Callable[[], Rehearsal],
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._player = player
        self._load = load
        self._ticks = ticks
        self._began = 0.0
        self._rehearsal: Rehearsal | None = None
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._watchers = Watchers()
        self.phase: Phase = "idle"

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        return self._watchers.add(watcher)

    def get_ready(self) -> None:
        """The person is on their way in: `begin` when they are there, so no word is missed."""
        self._cancel()
        self._change("ready")

    def begin(self) -> None:
        """Play from the beginning."""
        self._cancel()
        self._task = asyncio.get_running_loop().create_task(self._perform())

    def stop(self) -> None:
        """Fall silent."""
        self._cancel()
        self._change("idle")

    async def close(self) -> None:
        """Fall silent and wait until it is so, also of performances stopped before."""
        self._cancel()
        await asyncio.gather(*self._ending, return_exceptions=True)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines that have begun by now."""
        if self._rehearsal is None or self.phase in ("idle", "ready"):
            return ()
        if self.phase == "played":
            return tuple(line.text for line in self._rehearsal.lines)
        passed = self._ticks() - self._began
        return tuple(line.text for line in self._rehearsal.said_by(passed))

    @property
    def speaker(self) -> str:
        """Return who is speaking at this moment, as the script calls them, or nobody."""
        if self._rehearsal is None or self.phase not in ("playing", "no_sound"):
            return ""
        passed = self._ticks() - self._began
        now = (one.who for one in self._rehearsal.lines if one.start <= passed < one.end)
        return next(now, "")

    def in_words(self, words: Words) -> str:
        """Say what is happening."""
        return words(f"practice.{self.phase}")

    async def _perform(self) -> None:
        self._rehearsal = self._load()
        self._began = self._ticks()
        self._change("playing")
        telling = asyncio.get_running_loop().create_task(self._tell_lines(self._rehearsal))
        try:
            with as_file(self._rehearsal.sound) as path:
                await self._player.play(str(path))
        except Problem:
            self._change("no_sound")
            await telling
        finally:
            telling.cancel()
        self._change("played" if self.phase == "playing" else self.phase)

    async def _tell_lines(self, rehearsal: Rehearsal) -> None:
        """Let the watchers know when a line begins and when it ends."""
        for line in rehearsal.lines:
            for moment in (line.start, line.end):
                await asyncio.sleep(max(0.0, self._began + moment - self._ticks()))
                self._watchers.tell()

    def _cancel(self) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
            self._ending.add(self._task)
            self._task.add_done_callback(self._ending.discard)
        self._task = None

    def _change(self, phase: Phase) -> None:
        self.phase = phase
        self._watchers.tell()
