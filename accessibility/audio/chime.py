"""Plays the short sound of a reminder."""

from __future__ import annotations

from importlib.resources import as_file, files

from accessibility.audio.playing import Player

SOUND = "reminder.wav"
"""Ours: made by `tests/support/chime.py`. 16 kHz, one channel, 16 bits."""


class Chime:
    """Rings through the loudspeaker in use."""

    def __init__(self, player: Player) -> None:
        self._player = player

    async def ring(self) -> None:
        """Ring once, to the end. Raises a `Problem` where it cannot be heard."""
        with as_file(files("resources") / "sounds" / SOUND) as path:
            await self._player.play(path)
