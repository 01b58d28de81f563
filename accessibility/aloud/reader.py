"""Reads sentences aloud one by one; can pause, resume, repeat and stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from accessibility.aloud.numbers import for_speaking
from accessibility.aloud.reading import ReadingPosition
from accessibility.aloud.system_voice import SystemVoice
from accessibility.aloud.voice import Voice, VoiceFailed


class AloudReader:
    """One reading at a time; a new one ends the one before. It needs a running event loop."""

    def __init__(self, voice: Voice | None = None) -> None:
        self._voice = voice or SystemVoice()
        self._reading = ReadingPosition()
        self._task: asyncio.Task[None] | None = None
        self._watchers: list[Callable[[], None]] = []
        self.problem: VoiceFailed | None = None

    @property
    def can_speak(self) -> bool:
        """Say whether this computer has a voice; without one, offer no button."""
        return self._voice.is_available

    @property
    def is_speaking(self) -> bool:
        """Say whether something is being read; what is heard then is not the group."""
        return self._task is not None

    @property
    def is_paused(self) -> bool:
        """Say whether `resume` would go on."""
        return self._reading.is_paused

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher` after each change, until what is returned is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher) if watcher in self._watchers else None

    def read(self, sentences: Sequence[str]) -> None:
        """Begin to read."""
        self._reading = ReadingPosition(sentences)
        self._start()

    def pause(self) -> None:
        """Fall silent, and keep the place."""
        self._reading.pause()
        self._halt()

    def resume(self) -> None:
        """Go on with the sentence at which it paused, from its beginning."""
        self._reading.resume()
        self._start()

    def again(self) -> None:
        """Begin from the first sentence."""
        self._reading.again()
        self._start()

    def stop(self) -> None:
        """Fall silent, and forget the place."""
        self._reading = ReadingPosition()
        self._halt()

    async def close(self) -> None:
        """Fall silent and wait until the voice is gone."""
        task = self._task
        self.stop()
        if task is not None:
            await asyncio.wait([task])

    def _start(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.problem = None
        self._task = asyncio.create_task(self._speak(self._reading))
        self._tell()

    def _halt(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._tell()

    async def _speak(self, reading: ReadingPosition) -> None:
        try:
            while (sentence := reading.current) is not None:
                await self._voice.speak(for_speaking(sentence))
                reading.was_said()
        except VoiceFailed as problem:
            self.problem = problem
        if self._task is asyncio.current_task():
            self._task = None
            self._tell()

    def _tell(self) -> None:
        for watcher in list(self._watchers):
            watcher()
