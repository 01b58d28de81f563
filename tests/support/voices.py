"""Voices for tests: one that says nothing and remembers, sentence by sentence."""

from __future__ import annotations

import asyncio

from accessibility.aloud.voice import VoiceFailed


class QuietVoice:
    """Says each text when the test lets it. `said` was said whole, `begun` at least in part."""

    def __init__(self, *, fails: bool = False) -> None:
        self.is_available = True
        self.begun: list[str] = []
        self.said: list[str] = []
        self.silenced: list[str] = []
        self._fails = fails
        self._may_end = asyncio.Event()

    async def speak(self, text: str) -> None:
        """Say a text once `finish` is called."""
        if self._fails:
            raise VoiceFailed
        self.begun.append(text)
        self._may_end.clear()
        try:
            await self._may_end.wait()
        except asyncio.CancelledError:
            self.silenced.append(text)
            raise
        self.said.append(text)

    async def finish(self) -> None:
        """Let the sentence end, and the reader go on."""
        self._may_end.set()
        for _ in range(4):
            await asyncio.sleep(0)
