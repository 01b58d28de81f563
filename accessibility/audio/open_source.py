"""The two ears of Parlour: what this computer plays, and the person's own microphone."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from accessibility.audio.pulse_server import Watch
from accessibility.audio.pulse_source import PulseEar
from accessibility.audio.sound_card_source import SoundCardEar
from accessibility.audio.source import (
    Ear,
    NoComputerSound,
    NoLoudspeaker,
    NoMicrophone,
    SoundToolsMissing,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from accessibility.audio.pulse_server import Device
    from resources.declared import Problem


def hear_computer(device: str = "", *, platform: str = sys.platform) -> Ear:
    """Open what is played through the loudspeaker called `device`, by default whichever is used.

    Raises `NoLoudspeaker`, `NoComputerSound` (macOS hides it from programs),
    `NoSoundSystem`, `SoundToolsMissing`, `DeviceGone` or `SoundMoved`.
    """
    if platform == "darwin":
        raise NoComputerSound
    if platform.startswith("linux"):
        return _by_pulse(
            lambda watch: watch.computer_sound(device), NoLoudspeaker, follow=not device
        )
    return SoundCardEar.computer_sound(device)


def hear_microphone(device: str = "", *, platform: str = sys.platform) -> Ear:
    """Open the microphone called `device`, by default the computer's own choice.

    Only ever when the person asked for it. It stays on that one: another default
    later changes nothing. Raises `NoMicrophone`, `NoSoundSystem`,
    `SoundToolsMissing`, `DeviceGone` or `SoundMoved`.
    """
    if platform.startswith("linux"):
        return _by_pulse(lambda watch: watch.microphone(device), NoMicrophone, follow=False)
    return SoundCardEar.microphone(device)


def _by_pulse(
    find: Callable[[Watch], Device | None], missing: type[Problem], *, follow: bool
) -> Ear:
    """Open what `find` finds on the sound server, or raise `missing`."""
    if not shutil.which("parec"):
        raise SoundToolsMissing
    watch = Watch()
    found = find(watch)
    if found is None:
        watch.close()
        raise missing
    return PulseEar(watch, found, follow=follow)
