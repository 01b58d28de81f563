"""What this computer plays, as an ear: Linux through PulseAudio's monitors, Windows by loopback."""

from __future__ import annotations

import shutil
import sys

from accessibility.audio.ear import Ear, NoComputerSound, NoLoudspeaker, SoundToolsMissing
from accessibility.audio.pulse_ear import PulseEar
from accessibility.audio.sound_card_ear import SoundCardEar
from accessibility.audio.watch import Watch


def listen(device: str = "", *, platform: str = sys.platform) -> Ear:
    """Open what is played through the loudspeaker called `device`, by default whichever is used.

    Raises `NoLoudspeaker`, `NoComputerSound` (macOS hides it from programs),
    `NoSoundSystem`, `SoundToolsMissing`, `DeviceGone` or `SoundMoved`.
    """
    if platform == "darwin":
        raise NoComputerSound
    if platform.startswith("linux"):
        return _by_pulse(device)
    return SoundCardEar.computer_sound(device)


def _by_pulse(device: str) -> Ear:
    if not shutil.which("parec"):
        raise SoundToolsMissing
    watch = Watch()
    found = watch.computer_sound(device)
    if found is None:
        watch.close()
        raise NoLoudspeaker
    return PulseEar(watch, found, follow=not device)
