"""Port of the voices that read aloud."""

from __future__ import annotations

from typing import Protocol

from resources.declared import Problem


class VoiceFailed(Problem):
    """The voice of this computer cannot be heard."""

    key = "voice_failed"


class Voice(Protocol):
    """Says one text at a time."""

    @property
    def is_available(self) -> bool:
        """Say whether this computer has a voice; asking is quick and harmless."""
        ...

    async def speak(self, text: str) -> None:
        """Say `text`; return when it has been said. Cancelling falls silent at once.

        Raises `VoiceFailed`.
        """
        ...
