"""Opens an `AudioSource`: the loopback of what is played, or the person's own microphone."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from accessibility.audio.pulse_server import PulseServer
from accessibility.audio.pulse_source import PulseSource
from accessibility.audio.sound_card_source import SoundCardSource
from accessibility.audio.source import (
    AudioSource,
    NoComputerSound,
    NoLoudspeaker,
    NoMicrophone,
    SoundToolsMissing,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from accessibility.audio.pulse_server import Device
    from resources.declared import Problem


def open_loopback(device: str = "", *, platform: str = sys.platform) -> AudioSource:
    """Open what is played through the loudspeaker called `device`, by default whichever is used.

    Raises `NoLoudspeaker`, `NoComputerSound` (macOS hides it from programs),
    `NoSoundSystem`, `SoundToolsMissing`, `DeviceGone` or `SoundMoved`.
    """
    if platform == "darwin":
        raise NoComputerSound
    if platform.startswith("linux"):
        return _by_pulse(
            lambda server: server.computer_sound(device), NoLoudspeaker, follow=not device
        )
    return SoundCardSource.computer_sound(device)


def open_microphone(device: str = "", *, platform: str = sys.platform) -> AudioSource:
    """Open the microphone called `device`, by default the computer's own choice.

    Only ever when the person asked for it. It stays on that one: another default
    later changes nothing. Raises `NoMicrophone`, `NoSoundSystem`,
    `SoundToolsMissing`, `DeviceGone` or `SoundMoved`.
    """
    if platform.startswith("linux"):
        return _by_pulse(lambda server: server.microphone(device), NoMicrophone, follow=False)
    return SoundCardSource.microphone(device)


def _by_pulse(
    find: Callable[[PulseServer], Device | None], missing: type[Problem], *, follow: bool
) -> AudioSource:
    """Open what `find` finds on the sound server, or raise `missing`."""
    if not shutil.which("parec"):
        raise SoundToolsMissing
    server = PulseServer()
    found = find(server)
    if found is None:
        server.close()
        raise missing
    return PulseSource(server, found, follow=follow)
