"""Sound check: names the loudspeaker in use and plays a recorded voice through it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import as_file
from importlib.resources.abc import Traversable

from accessibility.audio.devices import Devices
from accessibility.audio.playing import Player


class SoundCheck:
    """`sound` is a recorded voice; `look` finds the devices."""

    def __init__(
        self,
        player: Player,
        look: Callable[[], Awaitable[Devices]],
        sound: Callable[[], Traversable],
    ) -> None:
        self._player = player
        self._look = look
        self._sound = sound

    async def loudspeaker(self) -> str:
        """Return the name of the loudspeaker in use, or nothing if there is none."""
        return (await self._look()).loudspeaker

    async def play_check(self) -> None:
        """Play the voice to its end. Raises a `Problem` where it cannot be heard."""
        with as_file(self._sound()) as path:
            await self._player.play(path)

    def stop(self) -> None:
        """Fall silent."""
        self._player.stop()
